/** A form that acts on the chain: busy while it works, its values kept when something is refused. */
import { connect } from "../actions/connect";
import { find, make, maybe } from "../dom";
import { sentence, type Context } from "../errors";
import { parseSum, Unreadable } from "../format";
import { t } from "../texts";
import type { Step } from "../transactions/transaction";
import type { Session } from "../wallet/wallet";

export interface FormOptions {
  /** Reads and checks the fields, before a wallet is asked for; throws sentences. */
  check?: () => void;
  act: (session: Session, step: Step) => Promise<void>;
  context?: Context;
  /** What succeeded need not be typed again. */
  done?: () => void;
}

export interface AmountOptions extends Omit<FormOptions, "check" | "act"> {
  act: (wei: bigint, session: Session, step: Step) => Promise<void>;
}

/** What stands in one field cannot be read. */
export class Misfilled extends Unreadable {
  constructor(readonly field: HTMLInputElement, message: string) {
    super(message);
  }
}

/** Reads one field of a form; what cannot be read is said at that field. */
export function reading<T>(form: HTMLFormElement, name: string, read: (text: string) => T): T {
  return readingField(find<HTMLInputElement>(`[name=${name}]`, form), read);
}

export function readingField<T>(field: HTMLInputElement, read: (text: string) => T): T {
  try {
    return read(field.value.trim());
  } catch (error) {
    throw error instanceof Unreadable ? new Misfilled(field, error.message) : error;
  }
}

export function bindForm(form: HTMLFormElement, options: FormOptions): void {
  const button = find<HTMLButtonElement>("[type=submit]", form);
  let busy = false;
  // Who fills in a form is about to act: what that takes is there by then.
  form.addEventListener("focusin", () => void import("../transactions/transaction"), { once: true });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    void submit(form, button, options).finally(() => (busy = false));
  });
}

/** A form with one amount: what it acts with is what was typed, in wei. */
export function bindAmount(form: HTMLFormElement, options: AmountOptions): void {
  const field = find<HTMLInputElement>("[name=amount]", form);
  const read = (): bigint => reading(form, "amount", parseSum);
  bindForm(form, {
    ...options,
    check: () => void read(),
    act: (session, step) => options.act(read(), session, step),
    done: () => {
      field.value = "";
      options.done?.();
    },
  });
}

async function submit(form: HTMLFormElement, button: HTMLButtonElement, options: FormOptions): Promise<void> {
  const label = button.textContent ?? "";
  complain(form, "");
  try {
    options.check?.();
  } catch (error) {
    return object(form, error);
  }
  try {
    button.setAttribute("aria-busy", "true");
    await run(options, (text) => wait(button, text));
  } catch (error) {
    complain(form, await sentence(error, options.context));
  } finally {
    button.removeAttribute("aria-busy");
    button.textContent = button.dataset["label"] ?? label;
  }
}

/** Says why what was filled in cannot be used, and goes to the field it is about. */
export async function object(form: HTMLFormElement, error: unknown): Promise<void> {
  const field = error instanceof Misfilled ? error.field : null;
  complain(form, await sentence(error), field);
  field?.focus();
}

async function run({ act, done }: FormOptions, step: Step): Promise<void> {
  step(t("wallet.connecting"));
  const session = await connect();
  if (!session) return;
  await act(session, step);
  done?.();
}

/** Shows why something is refused: at the field it is about if that has a place for it, or else next to the button. */
export function complain(form: HTMLFormElement, text: string, field: HTMLInputElement | null = null): void {
  for (const each of form.querySelectorAll("[aria-invalid]")) each.removeAttribute("aria-invalid");
  for (const each of form.querySelectorAll(".at-field, .problem")) each.textContent = "";
  field?.setAttribute("aria-invalid", "true");
  const beside = field && maybe(`#${field.id}-problem.at-field`, form);
  (beside ?? find(".problem", form)).textContent = text;
}

function wait(button: HTMLButtonElement, text: string): void {
  button.replaceChildren(make("span", { class: "spinner", attributes: { "aria-hidden": "true" } }), text);
}
