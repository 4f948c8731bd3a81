/** Short messages at the edge of the page, one for each thing under way. */
import { find, make } from "../dom";
import { t } from "../texts";

type Tone = "busy" | "good" | "bad" | "plain";

/** Where one can see more of what it is about. */
export interface Link {
  href: string;
  text: string;
}

export interface Toast {
  /** Shows another message in the same place. */
  show(tone: Tone, text: string, detail?: string, link?: Link | null): void;
  close(): void;
}

const SIGNS: Record<Exclude<Tone, "busy">, string> = {
  good: "M4 12.5l5 5L20 6.5",
  bad: "M12 4v10M12 19.500v.5",
  plain: "M12 5v.5M12 10v9",
};

const LASTS = 9_000;

export function toast(tone: Tone, text: string, detail = "", link: Link | null = null): Toast {
  const element = make("div", { class: "toast" });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const close = (): void => element.remove();
  const leave = (): void => {
    clearTimeout(timer);
    if (element.matches(".good, .plain")) timer = setTimeout(close, LASTS);
  };
  const show = (next: Tone, message: string, more = "", where: Link | null = null): void => {
    element.className = `toast ${next}`;
    element.replaceChildren(sign(next), make("span", { class: "message", text: message }), closeButton(close));
    if (more) element.append(make("span", { class: "detail", text: more }));
    if (where) element.append(make("a", { class: "more", text: where.text, attributes: { href: where.href } }));
    leave();
  };
  // Nothing goes away under somebody's hand.
  for (const name of ["pointerenter", "focusin"]) element.addEventListener(name, () => clearTimeout(timer));
  for (const name of ["pointerleave", "focusout"]) element.addEventListener(name, leave);
  show(tone, text, detail, link);
  find("#toasts").append(element);
  return { show, close };
}

function sign(tone: Tone): HTMLElement {
  if (tone === "busy") return make("span", { class: "spinner", attributes: { "aria-hidden": "true" } });
  const holder = make("span", { class: "sign", attributes: { "aria-hidden": "true" } });
  const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", SIGNS[tone]);
  drawing.append(path);
  holder.append(drawing);
  return holder;
}

function closeButton(close: () => void): HTMLElement {
  const button = make("button", { class: "link", text: "×", attributes: { type: "button", "aria-label": t("dialog.close") } });
  button.addEventListener("click", close);
  return button;
}
