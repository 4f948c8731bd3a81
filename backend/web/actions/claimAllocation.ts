import { encodeFunctionData, type Address } from "viem";

import { creatorMarket } from "../abi";
import { config } from "../config";
import { transact, type Step } from "../transactions/transaction";
import type { Session } from "../wallet/wallet";

/** Takes what has vested of the account's allocation. */
export async function claimAllocation(session: Session, token: Address, symbol: string, step: Step): Promise<void> {
  const data = encodeFunctionData({ abi: creatorMarket, functionName: "claimAllocation", args: [token] });
  await transact(session, { kind: "claimAllocation", to: config.market, data, context: { symbol } }, step);
}
