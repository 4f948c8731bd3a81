import { config } from "../config";
import { lacking } from "../errors";
import { t } from "../texts";
import { ending } from "../transactions/cancelling";
import { draft, freeGroup, handIn, MOMENT_OFFER, OFFER, openOrders, sign, type Listed } from "../transactions/orders";
import { transactBatch, type Step } from "../transactions/transaction";
import { takingTt } from "../wallet/approvals";
import { tokenBalance } from "../wallet/balances";
import { requireOurs } from "../wallet/chain";
import type { Session } from "../wallet/wallet";

interface Offer {
  /** A token, or a moment if any serial will do. */
  id: bigint;
  forAny: boolean;
  /** The version of the token the offer is for; 0 for whatever becomes of it. */
  version: bigint;
  price: bigint;
  days: number;
}

/**
 * Offers TT for a token, or for any serial of a moment. Offers for the same share a group, so that one of them is filled
 * at most; a dearer one is ended where less is offered now.
 */
export async function makeOffer(session: Session, wanted: Offer, step: Step): Promise<void> {
  await requireOurs(session);
  const balance = await tokenBalance(session, config.tt);
  if (balance < wanted.price) throw lacking.tt(balance, wanted.price);
  const known = await openOrders(session.account);
  const side = wanted.forAny ? "moment_offer" : "offer";
  const before = known.filter((each) => each.side === side && each.order.id === wanted.id);
  const dearer = before.filter((each) => each.price > wanted.price);
  const kept = before.find((each) => !dearer.some((other) => other.group === each.group));
  const group = kept?.group ?? (await freeGroup(session, known));
  const order = await draft(session, { ...wanted, side: wanted.forAny ? MOMENT_OFFER : OFFER }, group);
  step(t("moment.sign"));
  const signature = await sign(session, order);
  const others = known.filter((each) => each.side !== "listing" && each.group !== group && !dearer.includes(each));
  const plans = [...(await takingTt(session, wanted.price + promised(others))), ...ending(dearer)];
  if (plans.length) await transactBatch(session, plans, step);
  await handIn(order, signature);
}

/** What open offers could take together: of each group, which ends with its first fill, the dearest. */
function promised(offers: readonly Listed[]): bigint {
  const most = new Map<bigint, bigint>();
  for (const { group, price } of offers) if (price > (most.get(group) ?? 0n)) most.set(group, price);
  return [...most.values()].reduce((sum, price) => sum + price, 0n);
}
