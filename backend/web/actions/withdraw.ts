import { encodeFunctionData } from "viem";

import { toktokToken } from "../abi";
import { config } from "../config";
import { transact, type Step } from "../transactions/transaction";
import type { Session } from "../wallet/wallet";

/** Turns TT back into ETH. */
export async function withdraw(session: Session, ttIn: bigint, step: Step): Promise<void> {
  const data = encodeFunctionData({ abi: toktokToken, functionName: "withdraw", args: [ttIn] });
  await transact(session, { kind: "withdraw", to: config.tt, data }, step);
}
