import { encodeFunctionData, type Address } from "viem";

import { creatorMarket } from "../abi";
import { config } from "../config";
import { transact, type Step } from "../transaction";

/** Puts TT into an open launch. */
export async function contribute(token: Address, amount: bigint, step: Step): Promise<void> {
  const data = encodeFunctionData({ abi: creatorMarket, functionName: "contribute", args: [token, amount] });
  await transact({ kind: "contribute", to: config.market, data, spends: amount }, step);
}
