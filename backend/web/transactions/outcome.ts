/** What a transaction did, read from its receipt: the same sentence now and after a reload. */
import { parseEventLogs, type TransactionReceipt } from "viem";

import { creatorMarket, momentAuction, momentExchange, payoutLedger, subscriptions, topMoments, toktokToken } from "../abi";
import { day, exactTt, eth, tokens, tt } from "../format";
import { hasText, t } from "../texts";
import { boughtFor } from "./bought";
import type { Pending } from "./pending";

const abis = [
  ...creatorMarket, ...payoutLedger, ...subscriptions, ...toktokToken, ...topMoments, ...momentAuction, ...momentExchange,
];
const events = abis.filter((entry) => entry.type === "event");

export function outcome({ kind, symbol }: Pending, receipt: TransactionReceipt): string {
  for (const log of parseEventLogs({ abi: events, logs: receipt.logs })) {
    switch (log.eventName) {
      case "Traded":
        return boughtFor(kind, log.args.trader, log.args.to, {
          tokens: tokens(log.args.tokenAmount, symbol), tt: tt(log.args.ttAmount),
        });
      case "Contributed":
        return t("done.contribute", { tt: tt(log.args.amount) });
      case "Finalized":
        return t("done.finalize");
      case "LaunchFailed":
        if (kind === "finalize") return t("done.failed");
        break;
      case "AllocationClaimed":
        return t("done.claimAllocation", { tokens: tokens(log.args.amount, symbol) });
      case "UnvestedReturned":
        return t("done.returnUnvested", { tokens: tokens(log.args.amount, symbol), tt: tt(log.args.ttOut) });
      case "Refunded":
        return t("done.refund", { tt: tt(log.args.amount) });
      case "Claimed":
        return t("done.claimAll", { tt: exactTt(log.args.amount) });
      case "Deposited":
        if (kind === "deposit") return t("done.deposit", { tt: tt(log.args.ttOut) });
        break;
      case "Withdrawn":
        return t("done.withdraw", { eth: eth(log.args.ethOut) });
      case "Launched":
        return t("done.launch");
      case "IncomeDivided":
        if (kind === "tip") return t("done.tip", { tt: tt(log.args.amount) });
        break;
      case "Minted":
        return boughtFor(kind, log.args.payer, log.args.to, { tt: tt(log.args.cost) });
      case "BidPlaced":
        return t("done.bid", { tt: tt(log.args.amount) });
      case "OrderFilled":
        // Who takes an offer sells, to whoever made it.
        if (kind !== "fillListing") return t(`done.${kind}`, { tt: tt(log.args.price) });
        return boughtFor(kind, log.args.taker, log.args.to, { tt: tt(log.args.price) });
      case "Subscribed":
        return boughtFor(kind, log.args.payer, log.args.account, { tt: tt(log.args.cost), date: day(log.args.endsAt) });
    }
  }
  // What brings no figures needs no event to be told.
  return t(hasText(`done.${kind}`) ? `done.${kind}` : "done.any");
}
