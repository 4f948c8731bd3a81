/** The switch for notifications in this browser: pushed where the server offers that, else while a page is open. */
import { find } from "../dom";
import { toast } from "../frame/toast";
import { forget, recall, remember } from "../storage";
import { t } from "../texts";
import { canPush, isSubscribed, offeredKey, subscribe, unsubscribe } from "./push";
import { keep } from "./session";

type Attempt = (act: () => Promise<unknown>) => Promise<void>;

export async function startNotified(toggle: HTMLButtonElement, attempt: Attempt): Promise<void> {
  const said = find("#notify-state");
  const key = canPush() ? await offeredKey().catch(() => null) : null;
  const show = async (): Promise<void> => {
    const refusal = refused();
    const isOn = !refusal && (key ? await isSubscribed() : recall("notify") !== null && Notification.permission === "granted");
    toggle.setAttribute("aria-checked", String(isOn));
    toggle.disabled = refusal !== null;
    said.textContent = t(`inbox.${refusal ?? (key ? "push" : "open")}`);
  };
  toggle.addEventListener("click", () => {
    toggle.setAttribute("aria-busy", "true");
    const wanted = toggle.getAttribute("aria-checked") !== "true";
    void attempt(() => (wanted ? turnOn(key) : turnOff(key))).then(show).then(() => toggle.removeAttribute("aria-busy"));
  });
  await show();
}

/** Why nothing can be switched here. */
function refused(): "unsupported" | "blocked" | null {
  if (!("Notification" in window)) return "unsupported";
  return Notification.permission === "denied" ? "blocked" : null;
}

/** The browser asks; it may only be made to by a press on a button. */
async function turnOn(key: string | null): Promise<void> {
  if ((await Notification.requestPermission()) !== "granted") return;
  if (!key) remember("notify", "yes");
  const isOn = !key || (await subscribed(key));
  toast(isOn ? "good" : "bad", t(isOn ? "inbox.on" : "inbox.failed"));
}

async function turnOff(key: string | null): Promise<void> {
  forget("notify");
  if (key) await keep("DELETE", "/v1/me/push").then(unsubscribe);
  toast("plain", t("inbox.off"));
}

/** False if the browser's service does not answer; what our server refuses is thrown. */
async function subscribed(key: string): Promise<boolean> {
  try {
    await subscribe(key);
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
  // Who is told so anyway needs no page to tell it again.
  forget("notify");
  return true;
}
