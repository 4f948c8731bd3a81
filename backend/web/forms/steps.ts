/** A form in steps: one is shown at a time, and each is checked before the next. Without scripts all are shown. */
import { find, maybe } from "../dom";
import { object } from "./form";

interface StepOptions {
  /** Throws a sentence for what is wrong in a step. */
  check: (name: string) => void | Promise<void>;
  /** Called with each step that is shown. */
  enter: (name: string) => void;
}

export function bindSteps(form: HTMLFormElement, options: StepOptions): void {
  new Steps(form, options).begin();
}

class Steps {
  private readonly parts: HTMLElement[];
  private readonly names: string[];
  private readonly buttons: HTMLButtonElement[];
  private at = 0;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly options: StepOptions,
  ) {
    this.parts = [...form.querySelectorAll<HTMLElement>("[data-step]")];
    this.names = this.parts.map((part) => part.dataset["step"] ?? "");
    this.buttons = [...form.querySelectorAll<HTMLButtonElement>(".stepper button")];
  }

  begin(): void {
    this.bind();
    this.show(0, false);
    find(".stepper", this.form).hidden = false;
  }

  private bind(): void {
    const all = (selector: string): NodeListOf<HTMLElement> => this.form.querySelectorAll(selector);
    for (const moves of all(".step-moves, [data-back]")) moves.hidden = false;
    for (const back of all("[data-back]")) back.addEventListener("click", () => this.show(this.at - 1));
    for (const next of all("[data-next]")) next.addEventListener("click", () => void this.go(this.at + 1));
    for (const [index, button] of this.buttons.entries()) button.addEventListener("click", () => void this.go(index));
    this.form.addEventListener("keydown", (event) => {
      const inField = event.target instanceof HTMLInputElement;
      if (event.key !== "Enter" || !inField || this.at === this.parts.length - 1) return;
      event.preventDefault();
      void this.go(this.at + 1);
    });
  }

  private show(index: number, focus = true): void {
    this.at = index;
    for (const [place, part] of this.parts.entries()) part.hidden = place !== index;
    for (const [place, button] of this.buttons.entries()) {
      if (place === index) button.setAttribute("aria-current", "step");
      else button.removeAttribute("aria-current");
      button.classList.toggle("done", place < index);
    }
    this.options.enter(this.names[index] ?? "");
    if (focus) maybe("h2", this.parts[index])?.focus();
  }

  /** Goes on to a step if everything before it is in order, or else to the first that is not. */
  private async go(index: number): Promise<void> {
    for (let place = 0; place < index; place += 1) {
      try {
        await this.options.check(this.names[place] ?? "");
      } catch (error) {
        if (place !== this.at) this.show(place, false);
        return object(this.form, error);
      }
    }
    this.show(index);
  }
}
