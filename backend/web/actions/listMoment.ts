import { t } from "../texts";
import { ending } from "../transactions/cancelling";
import { draft, freeGroup, handIn, LISTING, openOrders, sign } from "../transactions/orders";
import { transactBatch, type Step } from "../transactions/transaction";
import { movingMoments } from "../wallet/approvals";
import { requireOurs } from "../wallet/chain";
import type { Session } from "../wallet/wallet";

interface Listing {
  tokenId: bigint;
  /** The version the owner sees: a listing ends with it. */
  version: bigint;
  price: bigint;
  days: number;
}

/**
 * Lists a token, or lists it at another price. All listings of a token share a group, so a lower price needs a signature
 * alone; a higher one is worth nothing while a cheaper listing can be filled, so that one's group is ended first.
 */
export async function listMoment(session: Session, wanted: Listing, step: Step): Promise<void> {
  await requireOurs(session);
  const known = await openOrders(session.account);
  const before = known.filter((each) => each.side === "listing" && each.order.id === wanted.tokenId);
  const cheaper = before.filter((each) => each.price < wanted.price);
  const kept = before.find((each) => !cheaper.some((other) => other.group === each.group));
  const group = kept?.group ?? (await freeGroup(session, known));
  const order = await draft(session, { side: LISTING, id: wanted.tokenId, ...wanted }, group);
  step(t("moment.sign"));
  const signature = await sign(session, order);
  const plans = [...(await movingMoments(session)), ...ending(cheaper)];
  if (plans.length) await transactBatch(session, plans, step);
  await handIn(order, signature);
}
