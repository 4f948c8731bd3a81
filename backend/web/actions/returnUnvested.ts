import { encodeFunctionData, type Address } from "viem";

import { creatorMarket } from "../abi";
import { config } from "../config";
import { transact, type Step } from "../transactions/transaction";
import type { Session } from "../wallet/wallet";

/** Gives unvested tokens back at the launch price. */
export async function returnUnvested(session: Session, token: Address, symbol: string, amount: bigint, step: Step): Promise<void> {
  const data = encodeFunctionData({ abi: creatorMarket, functionName: "returnUnvested", args: [token, amount] });
  await transact(session, { kind: "returnUnvested", to: config.market, data, context: { symbol } }, step);
}
