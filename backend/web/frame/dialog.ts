/** The page's one dialog. Resolves with the value of the button that closed it, or null. */
import { find } from "../dom";

export function ask(content: Node): Promise<string | null> {
  const dialog = find<HTMLDialogElement>("#dialog");
  dialog.replaceChildren(content);
  dialog.returnValue = "";
  for (const button of dialog.querySelectorAll<HTMLButtonElement>("button[value]")) {
    button.addEventListener("click", () => dialog.close(button.value));
  }
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue || null), { once: true });
  });
}
