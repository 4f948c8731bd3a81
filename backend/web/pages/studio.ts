/** A creator's overview: claim what is owed. */
import { claimAll } from "../actions/claimAll";
import { find, maybe } from "../dom";
import { bindForm } from "../form";
import { owedHere } from "../owed";
import { watchOwner } from "../owner";

const form = find<HTMLFormElement>("#claim-all");
let mayClaim = false;

watchOwner(find("#studio").dataset["address"] ?? "", (isOwner, session) => {
  // Who has not connected yet is asked to by the button.
  mayClaim = isOwner || session === null;
  allowClaim();
});
document.body.addEventListener("htmx:afterSwap", allowClaim);
bindForm(form, { act: (session, step) => claimAll(session, owedHere(), session.account, step) });

function allowClaim(): void {
  const wei = BigInt(maybe("#owed-amount")?.dataset["wei"] ?? "0");
  find<HTMLButtonElement>("button", form).disabled = wei === 0n || !mayClaim;
}
