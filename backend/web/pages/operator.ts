/** The operators' page: hide, show again, leave; pause and veto by wallet. */
import type { Address } from "viem";

import { connect } from "../actions/connect";
import { guard, veto } from "../actions/guard";
import { find } from "../dom";
import { sentence } from "../errors";
import { fill, saidIn, submit } from "../forms/form-dialog";
import { refreshAll } from "../live/live";
import { send } from "../people/session";

document.addEventListener("click", (event) => {
  const button = (event.target as Element).closest<HTMLButtonElement>("button[data-act], button[data-guard]");
  if (!button) return;
  if (button.dataset["act"]) void act(button.dataset["act"], button.dataset["about"] ?? "");
  else void asGuardian(button);
});

const named = find<HTMLFormElement>("#by-name");
named.addEventListener("submit", (event) => {
  event.preventDefault();
  const pressed = (event as SubmitEvent).submitter as HTMLButtonElement | null;
  const { subject = "", reason = "" } = saidIn(named);
  void submit(named, () => did(pressed?.value ?? "hide", subject.trim(), reason)).then((done) => {
    if (!done) return;
    named.reset();
    refreshAll();
  });
});

async function act(name: string, subject: string): Promise<void> {
  if (await fill(name, ({ reason = "" }) => did(name, subject, reason))) refreshAll();
}

async function did(name: string, subject: string, reason: string): Promise<void> {
  await send("POST", "/v1/operator/acts", { act: name, subject, reason });
}

async function asGuardian(button: HTMLButtonElement): Promise<void> {
  if (button.hasAttribute("aria-busy")) return;
  const problem = find("#guard-problem");
  const { guard: what, contract } = button.dataset as { guard: "pause" | "unpause" | "veto"; contract: Address };
  problem.textContent = "";
  button.setAttribute("aria-busy", "true");
  try {
    const session = await connect();
    if (!session) return;
    const step = (): void => undefined;
    if (what === "veto") await veto(session, contract, step);
    else await guard(session, what, contract, step);
    refreshAll();
  } catch (error) {
    problem.textContent = await sentence(error);
  } finally {
    button.removeAttribute("aria-busy");
  }
}
