/** The banner that says when numbers stand still, from the browser's own state and from /ready. */
import type { Problem } from "../api";
import { find } from "../dom";
import { t } from "../texts";
import { toast } from "./toast";

const EVERY = 5_000;

export function startHealth(): void {
  let troubled = !find("#banner").hidden;
  const say = (text: string): void => {
    find("#banner-text").textContent = text;
    find("#banner").hidden = text === "";
    if (troubled && text === "") toast("good", t("live.again"));
    troubled = text !== "";
  };
  const look = async (): Promise<void> => say(navigator.onLine ? await trouble() : t("live.offline"));
  window.addEventListener("online", () => void look());
  window.addEventListener("offline", () => void look());
  // Nobody reads the banner of a page in the background.
  setInterval(() => void (document.hidden || look()), EVERY);
  document.addEventListener("visibilitychange", () => void (document.hidden || look()));
  if (troubled) void look();
}

async function trouble(): Promise<string> {
  try {
    const response = await fetch("/ready", { headers: { accept: "application/json" } });
    if (response.ok) return "";
    const problem = (await response.json()) as Problem;
    const { problemSentence } = await import("../problem");
    return t("live.stalled", { reason: await problemSentence(problem) });
  } catch {
    return t("live.unreachable");
  }
}
