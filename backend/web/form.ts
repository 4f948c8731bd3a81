/** A form that acts on the chain: busy while it works, its values kept when something is refused. */
import { connect } from "./actions/connect";
import { find, make, maybe } from "./dom";
import { sentence, type Context } from "./errors";
import { parseSum } from "./format";
import { t } from "./texts";
import type { Step } from "./transaction";
import type { Session } from "./wallet";

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

export function bindForm(form: HTMLFormElement, options: FormOptions): void {
  const button = find<HTMLButtonElement>("[type=submit]", form);
  let busy = false;
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
  const read = (): bigint => parseSum(field.value);
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
  const field = maybe<HTMLInputElement>("input[name=amount]", form);
  complain(form, "");
  field?.removeAttribute("aria-invalid");
  try {
    options.check?.();
  } catch (error) {
    field?.setAttribute("aria-invalid", "true");
    field?.focus();
    return complain(form, sentence(error, options.context));
  }
  try {
    button.setAttribute("aria-busy", "true");
    await run(options, (text) => wait(button, text));
  } catch (error) {
    complain(form, sentence(error, options.context));
  } finally {
    button.removeAttribute("aria-busy");
    button.textContent = button.dataset["label"] ?? label;
  }
}

async function run({ act, done }: FormOptions, step: Step): Promise<void> {
  step(t("wallet.connecting"));
  const session = await connect();
  if (!session) return;
  await act(session, step);
  done?.();
}

/** Shows why something is refused, next to the button. */
export function complain(form: HTMLFormElement, text: string): void {
  find(".problem", form).textContent = text;
}

function wait(button: HTMLButtonElement, text: string): void {
  button.replaceChildren(make("span", { class: "spinner", attributes: { "aria-hidden": "true" } }), text);
}
