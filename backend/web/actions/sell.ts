import { encodeFunctionData, type Address } from "viem";

import { creatorMarket } from "../abi";
import { config } from "../config";
import { transact, type Step } from "../transactions/transaction";
import type { Session } from "../wallet/wallet";

export interface Sell {
  token: Address;
  symbol: string;
  tokensIn: bigint;
  minTtOut: bigint;
  to: Address;
  deadline: bigint;
  referrer: Address;
}

/** Sells an exact number of tokens; needs no allowance. */
export async function sell(session: Session, order: Sell, step: Step): Promise<void> {
  const data = encodeFunctionData({
    abi: creatorMarket,
    functionName: "sell",
    args: [order.token, order.tokensIn, order.minTtOut, order.to, order.deadline, order.referrer],
  });
  await transact(session, { kind: "sell", to: config.market, data, context: { symbol: order.symbol, slippage: "tt" } }, step);
}
