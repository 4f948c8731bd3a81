import { encodeFunctionData, type Hex } from "viem";

import { momentExchange } from "../abi";
import { config } from "../config";
import { openOrder } from "../transactions/orders";
import { transactBatch, type Step } from "../transactions/transaction";
import { movingMoments } from "../wallet/approvals";
import { requireOurs } from "../wallet/chain";
import type { Session } from "../wallet/wallet";

/** Sells a token for the offer with this hash. */
export async function acceptOffer(session: Session, hash: Hex, tokenId: bigint, step: Step): Promise<void> {
  await requireOurs(session);
  const { order, signature } = await openOrder(hash);
  const data = encodeFunctionData({ abi: momentExchange, functionName: "acceptOffer", args: [order, signature, tokenId] });
  const plans = await movingMoments(session);
  await transactBatch(session, [...plans, { kind: "acceptOffer", to: config.exchange, data }], step);
}
