import { encodeFunctionData } from "viem";

import { toktokToken } from "../abi";
import { config } from "../config";
import { transact, type Step } from "../transactions/transaction";
import type { Session } from "../wallet/wallet";

/** Turns ETH into TT, 10,000 for 1. */
export async function deposit(session: Session, ethIn: bigint, step: Step): Promise<void> {
  const data = encodeFunctionData({ abi: toktokToken, functionName: "deposit" });
  await transact(session, { kind: "deposit", to: config.tt, data, value: ethIn }, step);
}
