/** A moment or one of its serials: buy, bid, settle, and the desk of its orders. */
import { bid } from "../actions/bid";
import { mint } from "../actions/mint";
import { settle } from "../actions/settle";
import { find, maybe } from "../dom";
import { parseSum, tt, Unreadable } from "../format";
import { bindForm, reading } from "../forms/form";
import { Gift } from "../forms/gift";
import { bindQuantity } from "../forms/quantity";
import { tellCarried } from "../frame/carried";
import { chainNow } from "../live/clock";
import { refreshAll } from "../live/live";
import { bindDesk } from "../moment/desk";
import { isMe } from "../moment/mine";
import { bindVerify } from "../moment/verify";
import { referrerFor } from "../people/referral";
import { t } from "../texts";
import { bindCollectible } from "../wallet/collectible";
import { watch } from "../wallet/wallet";

const page = find("#moment");
const moment = BigInt(page.dataset["number"] ?? 0);

tellCarried();
bindDesk();
bindVerify();
bindCollectible();
bindMint();
if (maybe("#bidding")) bindAuction();

function bindMint(): void {
  const form = maybe<HTMLFormElement>("#mint");
  if (!form) return;
  const price = BigInt(page.dataset["price"] ?? 0);
  const quantity = bindQuantity(form, price);
  const gift = new Gift(form);
  bindForm(form, {
    check: () => void [quantity(), gift.check()],
    act: async (session, step) => {
      const to = await gift.to(session);
      const referrer = referrerFor(session.account, page.dataset["creator"] ?? "");
      return mint(session, { moment, quantity: quantity(), to, cost: price * quantity(), referrer }, step);
    },
    done: () => {
      gift.clear();
      refreshAll();
    },
  });
  document.body.addEventListener("htmx:afterSwap", () => {
    const state = maybe("#sale [data-state]")?.dataset["state"];
    if (state) form.hidden = state !== "open" && state !== "to_come";
  });
}

function bindAuction(): void {
  const bidding = find<HTMLFormElement>("#bid");
  const settling = find<HTMLFormElement>("#settle");
  const auction = (): DOMStringMap => maybe("#auction [data-auction]")?.dataset ?? {};
  const number = (): bigint => BigInt(auction()["auction"] ?? 0);
  const amount = (): bigint =>
    reading(bidding, "amount", (text) => {
      const wei = parseSum(text);
      const minimum = BigInt(auction()["minimum"] || 0);
      if (wei < minimum) throw new Unreadable(t("moment.bid_low", { minimum: tt(minimum) }));
      return wei;
    });
  bindForm(bidding, {
    check: () => void amount(),
    act: (session, step) => bid(session, number(), amount(), step),
    done: () => {
      find<HTMLInputElement>("[name=amount]", bidding).value = "";
      refreshAll();
    },
  });
  bindForm(settling, { act: (session, step) => settle(session, number(), step), done: refreshAll });
  const show = (): void => {
    const { auctionState, ends, bidder } = auction();
    // The server says that it is over with the next block, which may well be the one that settles.
    const isOver = auctionState === "ended" || (auctionState === "running" && Number(ends) <= chainNow());
    bidding.hidden = isOver || (auctionState !== "running" && auctionState !== "to_come");
    settling.hidden = !isOver;
    const bids = [...document.querySelectorAll<HTMLElement>("#auction .bids [data-mine]")];
    find("#beaten").hidden = isMe(bidder) || !bids.some((each) => isMe(each.dataset["mine"]));
  };
  watch(show);
  document.body.addEventListener("htmx:afterSwap", show);
  document.addEventListener("toktok:over", show);
}
