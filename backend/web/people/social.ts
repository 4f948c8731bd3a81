/** Likes, follows, comments and reports: one listener for all buttons, as parts of the page come and go. */
import type { Follow, Likes } from "../api";
import { find, maybe } from "../dom";
import { count } from "../format";
import { fill, submit, type Said } from "../forms/form-dialog";
import { toast } from "../frame/toast";
import { refreshAll } from "../live/live";
import { readerOf, send } from "./session";

type Act = (button: HTMLElement) => Promise<void>;

const ACTS: Record<string, Act> = {
  like: toggle,
  follow: toggle,
  show: (button) => change("DELETE", `${commentOf(button)}/hidden`),
  report: (button) => inDialog(button, "report", (said) => send("POST", "/v1/reports", { subject: button.dataset["about"], ...said })),
  edit: (button) => inDialog(button, "edit", (said) => send("PUT", commentOf(button), said), { body: bodyOf(button) }),
  delete: (button) => inDialog(button, "delete", () => send("DELETE", commentOf(button))),
  mute: (button) => change("PUT", `/v1/me/blocks/${button.dataset["author"] ?? ""}`, { kind: "mute" }),
  hide: (button) => inDialog(button, "hide", (said) => send("PUT", `${commentOf(button)}/hidden`, said)),
};

const busy = new Set<string>();

export function startSocial(): void {
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("button[data-social]");
    const act = button && ACTS[button.dataset["social"] ?? ""];
    if (act) void once(`${button.dataset["social"]} ${button.dataset["about"] ?? ""}`, () => act(button));
  });
  document.addEventListener("change", (event) => {
    const select = (event.target as Element).closest<HTMLSelectElement>("select[data-social]");
    if (select) void once("audience", () => change("PUT", select.dataset["path"] ?? "", { audience: select.value }));
  });
  // What one may do depends on who one is.
  document.addEventListener("toktok:reader", refreshAll);
  const form = maybe<HTMLFormElement>("#comment");
  if (form) bindComment(form);
}

/** A button pressed twice acts once. */
async function once(name: string, run: () => Promise<void>): Promise<void> {
  if (busy.has(name)) return;
  busy.add(name);
  try {
    await run();
  } catch (error) {
    toast("bad", await said(error));
  } finally {
    busy.delete(name);
  }
}

/** Shown at once where somebody is signed in, and taken back if it is refused. */
async function toggle(button: HTMLElement): Promise<void> {
  const { path = "" } = button.dataset;
  const before = button.getAttribute("aria-pressed") === "true";
  const shown = Number(find("[data-count]", button).dataset["count"]);
  const hasBegun = readerOf() !== null;
  if (hasBegun) press(path, !before, shown + (before ? -1 : 1));
  try {
    const row = await send<Likes | Follow>(before ? "DELETE" : "PUT", path);
    press(path, !before, "likes" in row ? row.likes : row.followers);
  } catch (error) {
    if (hasBegun) press(path, before, shown);
    throw error;
  }
}

/** The button may have been drawn anew meanwhile. */
function press(path: string, on: boolean, number: number): void {
  const button = maybe(`[data-path="${path}"]`);
  if (!button) return;
  button.setAttribute("aria-pressed", String(on));
  const place = find("[data-count]", button);
  place.dataset["count"] = String(number);
  place.textContent = count(number);
}

async function change(method: "PUT" | "DELETE", path: string, body?: unknown): Promise<void> {
  await send(method, path, body);
  refreshAll();
}

async function inDialog(
  button: HTMLElement,
  name: string,
  act: (said: Said) => Promise<unknown>,
  values: Said = {},
): Promise<void> {
  if (await fill(name, act, values)) {
    const done = find<HTMLTemplateElement>(`template[data-dialog=${name}]`).dataset["done"];
    if (done) toast("good", done);
    refreshAll();
  }
  if (button.isConnected) button.focus();
}

function bindComment(form: HTMLFormElement): void {
  const field = find<HTMLTextAreaElement>("textarea", form);
  const left = find("#comment-left", form);
  const write = (): void => {
    left.textContent = `${count(field.value.length)} / ${count(Number(left.dataset["most"]))}`;
  };
  const { subject } = find("#discussion").dataset;
  field.addEventListener("input", write);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void submit(form, () => send("POST", "/v1/comments", { subject, body: field.value })).then((done) => {
      if (!done) return;
      field.value = "";
      write();
      refreshAll();
    });
  });
}

async function said(error: unknown): Promise<string> {
  const { sentence } = await import("../errors");
  return sentence(error);
}

function commentOf(button: HTMLElement): string {
  return `/v1/comments/${(button.dataset["about"] ?? "").replace("comment:", "")}`;
}

function bodyOf(button: HTMLElement): string {
  const row = button.closest("[data-comment]");
  return row ? (find(".comment-body", row).textContent ?? "") : "";
}
