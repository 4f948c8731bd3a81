/** A dialog with a form: what is refused stays in it, with the reason. */
import { find } from "../dom";
import { complain } from "./form";

export type Said = Record<string, string>;

/** Shows the form of `template[data-dialog=name]`; whether it was sent and taken. */
export async function fill(name: string, act: (said: Said) => Promise<unknown>, values: Said = {}): Promise<boolean> {
  const { ask } = await import("../frame/dialog");
  const content = find<HTMLTemplateElement>(`template[data-dialog=${name}]`).content.cloneNode(true) as DocumentFragment;
  const form = find<HTMLFormElement>("form", content);
  for (const [key, value] of Object.entries(values)) find<HTMLTextAreaElement>(`[name=${key}]`, form).value = value;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void submit(form, () => act(saidIn(form))).then((done) => {
      if (done) find<HTMLDialogElement>("#dialog").close("done");
    });
  });
  return (await ask(content)) === "done";
}

/** Whether it was taken; if not, the form says why, and keeps what was typed. */
export async function submit(form: HTMLFormElement, act: () => Promise<unknown>): Promise<boolean> {
  if (form.hasAttribute("aria-busy")) return false;
  form.setAttribute("aria-busy", "true");
  complain(form, "");
  try {
    await act();
    return true;
  } catch (error) {
    const { sentence } = await import("../errors");
    complain(form, await sentence(error));
    return false;
  } finally {
    form.removeAttribute("aria-busy");
  }
}

export function saidIn(form: HTMLFormElement): Said {
  return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
}
