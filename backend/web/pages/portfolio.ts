/** An account's page: claim everything, TT for ETH and back. Only its own wallet may act. */
import { claimAll } from "../actions/claimAll";
import { deposit } from "../actions/deposit";
import { withdraw } from "../actions/withdraw";
import { config } from "../config";
import { find, maybe } from "../dom";
import { lacking } from "../errors";
import { amount, exact } from "../format";
import { bindAmount, bindForm, type AmountOptions } from "../forms/form";
import { concernsAccount, onHappening, onStale } from "../live/live";
import { t } from "../texts";
import { owedHere } from "../transactions/owed";
import { ethBalance, tokenBalance } from "../wallet/balances";
import { current, watch, type Session } from "../wallet/wallet";

const address = (find("#portfolio").dataset["address"] ?? "").toLowerCase();
const claimForm = find<HTMLFormElement>("#claim-all");

watch(showOwner);
onHappening((event) => {
  if (concernsAccount(event, address)) void showBalances(current());
});
onStale(() => void showBalances(current()));
document.body.addEventListener("htmx:afterSwap", allowClaim);

bindForm(claimForm, {
  act: (session, step) => claimAll(session, owedHere(), session.account, step),
  done: () => void showBalances(current()),
});
bindSwap("#deposit", (wei, session, step) => deposit(session, wei, step));
bindSwap("#withdraw", async (wei, session, step) => {
  if (session.chainId === config.chainId) {
    const balance = await tokenBalance(session, config.tt);
    if (balance < wei) throw lacking.tt(balance, wei);
  }
  await withdraw(session, wei, step);
});

function isOwner(session: Session | null): boolean {
  return session?.account.toLowerCase() === address;
}

function showOwner(session: Session | null): void {
  find("#viewing").hidden = !session || isOwner(session);
  for (const part of document.querySelectorAll<HTMLElement>("[data-guest]")) part.hidden = isOwner(session);
  const owed = find("#owed-title");
  owed.textContent = owed.dataset[isOwner(session) ? "yours" : "theirs"] ?? "";
  allowClaim();
  void showBalances(session);
}

function allowClaim(): void {
  const owed = BigInt(maybe("#owed-amount")?.dataset["wei"] ?? "0");
  const other = current() !== null && !isOwner(current());
  find<HTMLButtonElement>("button", claimForm).disabled = (owed === 0n && !maybe("#fund-part")) || other;
}

async function showBalances(session: Session | null): Promise<void> {
  const inTt = find("#balance-tt");
  const inEth = find("#balance-eth");
  if (!session || !isOwner(session) || session.chainId !== config.chainId) {
    inTt.textContent = inEth.textContent = "–";
    return;
  }
  const [ttWei, ethWei] = await Promise.all([tokenBalance(session, config.tt), ethBalance(session)]);
  if (!isOwner(current())) return;
  inTt.textContent = `${amount(ttWei)} ${t("unit.tt")}`;
  inTt.title = exact(ttWei);
  inTt.dataset["wei"] = ttWei.toString();
  inEth.textContent = `${amount(ethWei)} ${t("unit.eth")}`;
  inEth.title = exact(ethWei);
}

function bindSwap(selector: string, act: AmountOptions["act"]): void {
  bindAmount(find<HTMLFormElement>(selector), { act, done: () => void showBalances(current()) });
}
