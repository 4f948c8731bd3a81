/** Forms and buttons of who is signed in: busy while the server is asked, what was typed stays when it refuses. */
import { find, make } from "../dom";
import { sentence } from "../errors";
import { complain } from "../forms/form";
import { toast } from "../frame/toast";

/** Has `act` done what the form asks for; what is refused is said in the form. */
export function bindMember(form: HTMLFormElement, act: () => Promise<void>): void {
  const button = find<HTMLButtonElement>("[type=submit]", form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    complain(form, "");
    void busy(button, act).catch(async (error: unknown) => complain(form, await sentence(error)));
  });
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
