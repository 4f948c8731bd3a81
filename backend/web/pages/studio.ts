/** A creator's overview: claim what is owed, cancel what was signed. */
import { cancelVoucher } from "../actions/cancelVoucher";
import { claimAll } from "../actions/claimAll";
import { find, maybe } from "../dom";
import { Unreadable } from "../format";
import { bindForm } from "../forms/form";
import { watchOwner } from "../studio/owner";
import { t } from "../texts";
import { owedHere } from "../transactions/owed";
import type { Session } from "../wallet/wallet";

const form = find<HTMLFormElement>("#claim-all");
const address = find("#studio").dataset["address"] ?? "";
let mayAct = false;

watchOwner(address, (isOwner, session) => {
  // Who has not connected yet is asked to by the button.
  mayAct = isOwner || session === null;
  allow();
});
document.body.addEventListener("htmx:afterSwap", () => {
  bindVouchers();
  allow();
});
bindVouchers();
bindForm(form, {
  act: async (session, step) => {
    requireOwner(session);
    await claimAll(session, owedHere(), session.account, step);
  },
});

function allow(): void {
  const wei = BigInt(maybe("#owed-amount")?.dataset["wei"] ?? "0");
  find<HTMLButtonElement>("button", form).disabled = wei === 0n || !mayAct;
  // A nonce of somebody else's says nothing about one's own.
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-cancel] button")) button.disabled = !mayAct;
}

function bindVouchers(): void {
  for (const each of document.querySelectorAll<HTMLFormElement>("[data-cancel]:not([data-bound])")) {
    each.dataset["bound"] = "true";
    const nonce = BigInt(each.dataset["cancel"] ?? "0");
    bindForm(each, {
      act: async (session, step) => {
        requireOwner(session);
        await cancelVoucher(session, nonce, step);
      },
    });
  }
}

/** Whoever connects by the button may be somebody else. */
function requireOwner(session: Session): void {
  if (session.account.toLowerCase() !== address.toLowerCase()) throw new Unreadable(t("studio.not_yours"));
}
