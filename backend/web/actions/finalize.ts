import { encodeFunctionData, type Address } from "viem";

import { creatorMarket } from "../abi";
import { config } from "../config";
import { transact, type Step } from "../transaction";

/** Ends a launch whose window is over or whose maximum is reached. */
export async function finalize(token: Address, step: Step): Promise<void> {
  const data = encodeFunctionData({ abi: creatorMarket, functionName: "finalize", args: [token] });
  await transact({ kind: "finalize", to: config.market, data }, step);
}
