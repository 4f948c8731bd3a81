import { encodeFunctionData, type Address } from "viem";

import { topMoments } from "../abi";
import { config } from "../config";
import { transact, type Step } from "../transactions/transaction";
import type { Session } from "../wallet/wallet";

/** Gives a token away; a contract that cannot have it refuses. */
export async function giveMoment(session: Session, tokenId: bigint, to: Address, step: Step): Promise<void> {
  const data = encodeFunctionData({
    abi: topMoments, functionName: "safeTransferFrom", args: [session.account, to, tokenId],
  });
  await transact(session, { kind: "giveMoment", to: config.moments, data }, step);
}
