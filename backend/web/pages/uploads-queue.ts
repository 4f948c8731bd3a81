/** The operators' queue of uploads: look, then publish or send back. */
import { find } from "../dom";
import { complain } from "../forms/form";
import { send } from "../people/session";

const QUEUE = "/fragments/uploads-queue";
const queue = find("#uploads-queue");

queue.addEventListener("click", (event) => {
  const button = (event.target as Element).closest<HTMLButtonElement>("[data-approve], [data-reject]");
  if (button) void decide(button, "approve" in button.dataset);
});
queue.addEventListener("submit", (event) => event.preventDefault());

async function decide(button: HTMLButtonElement, approves: boolean): Promise<void> {
  const form = button.closest("form") as HTMLFormElement;
  const path = `/v1/operator/uploads/${form.dataset["decide"]}`;
  complain(form, "");
  button.disabled = true;
  try {
    if (approves) await send("POST", `${path}/approval`);
    else await send("POST", `${path}/rejection`, { reason: find<HTMLInputElement>("[name=reason]", form).value });
    await renew();
  } catch (error) {
    complain(form, (error as Error).message);
    button.disabled = false;
  }
}

/** The server writes the queue; what was decided is no longer in it. */
async function renew(): Promise<void> {
  const response = await fetch(QUEUE);
  if (!response.ok) return;
  const parsed = new DOMParser().parseFromString(await response.text(), "text/html");
  queue.replaceChildren(...parsed.body.childNodes);
}
