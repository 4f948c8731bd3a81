import { encodeFunctionData, type Hex } from "viem";

import { momentExchange } from "../abi";
import { movingMoments } from "../approvals";
import { requireOurs } from "../chain";
import { config } from "../config";
import { openOrder } from "../orders";
import { transactBatch, type Step } from "../transaction";
import type { Session } from "../wallet";

/** Sells a token for the offer with this hash. */
export async function acceptOffer(session: Session, hash: Hex, tokenId: bigint, step: Step): Promise<void> {
  await requireOurs(session);
  const { order, signature } = await openOrder(hash);
  const data = encodeFunctionData({ abi: momentExchange, functionName: "acceptOffer", args: [order, signature, tokenId] });
  const plans = await movingMoments(session);
  await transactBatch(session, [...plans, { kind: "acceptOffer", to: config.exchange, data }], step);
}
