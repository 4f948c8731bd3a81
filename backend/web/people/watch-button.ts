/** The button that puts a creator on one's own list, and takes it off again. */
import { press } from "./member-form";
import { send } from "./session";

export function startWatchButton(button: HTMLButtonElement): void {
  button.addEventListener("click", () => void press(button, async () => {
    const watched = button.getAttribute("aria-pressed") === "true";
    await send(watched ? "DELETE" : "PUT", button.dataset["watch"] ?? "");
    button.setAttribute("aria-pressed", String(!watched));
  }));
}
