/** The operators' queues of uploads and pictures: look, then publish or send back. */
import { find } from "../dom";
import { complain } from "../forms/form";
import { send } from "../people/session";

for (const queue of document.querySelectorAll<HTMLElement>("[data-queue]")) {
  queue.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>("[data-approve], [data-reject]");
    if (button) void decide(queue, button);
  });
  queue.addEventListener("submit", (event) => event.preventDefault());
}

async function decide(queue: HTMLElement, button: HTMLButtonElement): Promise<void> {
  const form = button.closest("form") as HTMLFormElement;
  const path = form.dataset["decide"] ?? "";
  complain(form, "");
  button.disabled = true;
  try {
    if ("approve" in button.dataset) await send("POST", `${path}/approval`);
    else await send("POST", `${path}/rejection`, { reason: find<HTMLInputElement>("[name=reason]", form).value });
    await renew(queue);
  } catch (error) {
    complain(form, (error as Error).message);
    button.disabled = false;
  }
}

/** The server writes the queue; what was decided is no longer in it. */
async function renew(queue: HTMLElement): Promise<void> {
  const response = await fetch(queue.dataset["queue"] ?? "");
  if (!response.ok) return;
  const parsed = new DOMParser().parseFromString(await response.text(), "text/html");
  queue.replaceChildren(...parsed.body.childNodes);
}
