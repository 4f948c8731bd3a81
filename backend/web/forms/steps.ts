/** A form in steps: one is shown at a time, and each is checked before the next. Without scripts all are shown. */
import { find, maybe } from "../dom";
import { object } from "./form";

export interface Steps {
  /** Shows a step by name. */
  show(name: string): void;
}

/** `check` throws a sentence for what is wrong in a step; `enter` is called with each step that is shown. */
export function bindSteps(
  form: HTMLFormElement,
  { check, enter }: { check: (name: string) => void | Promise<void>; enter: (name: string) => void },
): Steps {
  const parts = [...form.querySelectorAll<HTMLElement>("[data-step]")];
  const names = parts.map((part) => part.dataset["step"] ?? "");
  const buttons = [...form.querySelectorAll<HTMLButtonElement>(".stepper button")];
  let at = 0;

  const show = (index: number, focus = true): void => {
    at = index;
    for (const [place, part] of parts.entries()) part.hidden = place !== index;
    for (const [place, button] of buttons.entries()) {
      if (place === index) button.setAttribute("aria-current", "step");
      else button.removeAttribute("aria-current");
      button.classList.toggle("done", place < index);
    }
    enter(names[index] ?? "");
    if (focus) maybe("h2", parts[index])?.focus();
  };

  /** Goes on to a step if everything before it is in order, or else to the first that is not. */
  const go = async (index: number): Promise<void> => {
    for (let place = 0; place < index; place += 1) {
      try {
        await check(names[place] ?? "");
      } catch (error) {
        if (place !== at) show(place, false);
        return object(form, error);
      }
    }
    show(index);
  };

  for (const moves of form.querySelectorAll<HTMLElement>(".step-moves, [data-back]")) moves.hidden = false;
  for (const back of form.querySelectorAll("[data-back]")) back.addEventListener("click", () => show(at - 1));
  for (const next of form.querySelectorAll("[data-next]")) next.addEventListener("click", () => void go(at + 1));
  for (const [index, button] of buttons.entries()) button.addEventListener("click", () => void go(index));
  form.addEventListener("keydown", (event) => {
    const inField = event.target instanceof HTMLInputElement;
    if (event.key !== "Enter" || !inField || at === parts.length - 1) return;
    event.preventDefault();
    void go(at + 1);
  });
  show(0, false);
  find(".stepper", form).hidden = false;
  return { show: (name) => show(names.indexOf(name)) };
}
