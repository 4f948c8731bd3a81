/** Forms and buttons of who is signed in: busy while the server is asked, what was typed stays when it refuses. */
import { find, make, maybe } from "../dom";
import { Refusal, sentence } from "../errors";
import { complain } from "../forms/form";
import { toast } from "../frame/toast";

/** Has `act` done what the form asks for; what is refused is said in the form. */
export function bindMember(form: HTMLFormElement, act: () => Promise<void>): void {
  const button = find<HTMLButtonElement>("[type=submit]", form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    complain(form, "");
    void busy(button, act).catch((error: unknown) => refuse(form, error));
  });
}

/** Says why, at the field that is meant if it has a place for that: cases begin with its name. */
async function refuse(form: HTMLFormElement, error: unknown): Promise<void> {
  const name = error instanceof Refusal ? error.about.split("_")[0] : "";
  const place = name ? maybe(`#${name}-problem.at-field`, form) : null;
  const field = place && maybe<HTMLInputElement>(`[name=${name}]`, form);
  complain(form, await sentence(error), field);
  field?.focus();
}

/** Has `act` done what a button asks for; what is refused is said at the edge of the page. */
export function press(button: HTMLButtonElement, act: () => Promise<void>): Promise<void> {
  return busy(button, act).catch(async (error: unknown) => void toast("bad", await sentence(error)));
}

async function busy(button: HTMLButtonElement, act: () => Promise<void>): Promise<void> {
  if (button.getAttribute("aria-busy") === "true") return;
  const spinner = make("span", { class: "spinner", attributes: { "aria-hidden": "true" } });
  button.setAttribute("aria-busy", "true");
  button.prepend(spinner);
  try {
    await act();
  } finally {
    spinner.remove();
    button.removeAttribute("aria-busy");
  }
}
