import { encodeFunctionData } from "viem";

import { topMoments } from "../abi";
import { config } from "../config";
import { transact, type Step } from "../transactions/transaction";
import type { Session } from "../wallet/wallet";

/** Uses the perk of a token, once for all who will own it. */
export async function redeem(session: Session, tokenId: bigint, step: Step): Promise<void> {
  const data = encodeFunctionData({ abi: topMoments, functionName: "redeem", args: [tokenId] });
  await transact(session, { kind: "redeem", to: config.moments, data }, step);
}
