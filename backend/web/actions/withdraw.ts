import { encodeFunctionData } from "viem";

import { toktokToken } from "../abi";
import { config } from "../config";
import { transact, type Step } from "../transaction";

/** Turns TT back into ETH. */
export async function withdraw(ttIn: bigint, step: Step): Promise<void> {
  const data = encodeFunctionData({ abi: toktokToken, functionName: "withdraw", args: [ttIn] });
  await transact({ kind: "withdraw", to: config.tt, data }, step);
}
