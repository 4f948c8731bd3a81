import { encodeFunctionData, type Hex } from "viem";

import { momentExchange } from "../abi";
import { movingMoments } from "../approvals";
import { config } from "../config";
import { openOrder } from "../orders";
import { transact, type Step } from "../transaction";
import type { Session } from "../wallet";

/** Sells a token for the offer with this hash. */
export async function acceptOffer(session: Session, hash: Hex, tokenId: bigint, step: Step): Promise<void> {
  const { order, signature } = await openOrder(hash);
  const data = encodeFunctionData({ abi: momentExchange, functionName: "acceptOffer", args: [order, signature, tokenId] });
  for (const plan of await movingMoments(session)) await transact(session, plan, step);
  await transact(session, { kind: "acceptOffer", to: config.exchange, data }, step);
}
