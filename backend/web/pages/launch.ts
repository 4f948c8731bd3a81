/** A launch's page: contribute, finalize, and what the connected account has in it. */
import type { Address } from "viem";

import { claimAllocation } from "../actions/claimAllocation";
import { contribute } from "../actions/contribute";
import { finalize } from "../actions/finalize";
import { refund } from "../actions/refund";
import { returnUnvested } from "../actions/returnUnvested";
import { Estimate } from "../creator/estimate";
import { find, maybe, settled } from "../dom";
import { bindAmount, bindForm, type AmountOptions } from "../forms/form";
import { bindPresets } from "../forms/presets";
import { acceptRisk } from "../forms/risk";
import { onHappening } from "../live/live";
import { current, watch } from "../wallet/wallet";

const page = find("#launch");
const token = page.dataset["token"] as Address;
const symbol = page.dataset["symbol"] ?? "";
const yours = find("#yours");
const invitation = [...yours.childNodes];

bindSum("#contribute", async (wei, session, step) => {
  await acceptRisk();
  await contribute(session, token, wei, step);
});
const contributing = find<HTMLFormElement>("#contribute");
bindPresets(contributing, find<HTMLInputElement>("#contribution"));
const estimate = new Estimate(contributing, symbol);
bindForm(find<HTMLFormElement>("#finalize"), { act: (session, step) => finalize(session, token, step) });
const renew = settled(150, () => void showYours());
watch(renew);
onHappening((event) => {
  if (event.token?.toLowerCase() === token.toLowerCase()) renew();
});
document.body.addEventListener("htmx:afterSwap", () => {
  followStatus();
  estimate.show();
});
document.addEventListener("toktok:over", () => {
  // The window is over; the server says so with the next block, which may well be the one that finalizes.
  if (page.dataset["status"] === "open") showForms("closed");
});

/** The server writes the account's part; it is put in place and its forms are bound. */
async function showYours(): Promise<void> {
  const session = current();
  if (!session) return yours.replaceChildren(...invitation);
  const response = await fetch(`/fragments/yours/${token}/${session.account}`);
  const text = await response.text();
  if (!response.ok || current()?.account !== session.account || yours.querySelector("[aria-busy=true]")) return;
  const parsed = new DOMParser().parseFromString(text, "text/html");
  const typed = maybe<HTMLInputElement>("#return-amount", yours)?.value ?? "";
  const open = maybe<HTMLDetailsElement>("details", yours)?.open ?? false;
  yours.replaceChildren(...parsed.body.childNodes);
  const details = maybe<HTMLDetailsElement>("details", yours);
  if (details) details.open = open;
  const field = maybe<HTMLInputElement>("#return-amount", yours);
  if (field) field.value = typed;
  bindYours();
  estimate.show();
}

function bindYours(): void {
  const claim = maybe<HTMLFormElement>("#claim-allocation");
  if (claim) bindForm(claim, { act: (session, step) => claimAllocation(session, token, symbol, step), done: renew });
  const back = maybe<HTMLFormElement>("#refund");
  if (back) bindForm(back, { act: (session, step) => refund(session, token, step), done: renew });
  if (maybe("#return-unvested")) {
    bindSum("#return-unvested", (wei, session, step) => returnUnvested(session, token, symbol, wei, step));
  }
}

function bindSum(selector: string, act: AmountOptions["act"]): void {
  bindAmount(find<HTMLFormElement>(selector), { act, context: { symbol }, done: renew });
}

/** The forms follow the status the server last wrote. */
function followStatus(): void {
  const status = maybe("#progress [data-status]")?.dataset["status"];
  if (!status || status === page.dataset["status"]) return;
  page.dataset["status"] = status;
  showForms(status);
  renew();
}

function showForms(status: string): void {
  find("#contribute").hidden = status !== "open";
  find("#finalize").hidden = status !== "closed";
}
