import { encodeFunctionData, type Address } from "viem";

import { creatorMarket } from "../abi";
import { config } from "../config";
import { depositing } from "../wallet/approvals";
import { transact, transactBatch, type Plan, type Step } from "../transactions/transaction";
import type { Session } from "../wallet/wallet";

interface Purchase {
  token: Address;
  symbol: string;
  to: Address;
  deadline: bigint;
  referrer: Address;
}

export type Buy =
  | (Purchase & { pay: "tt"; ttIn: bigint; minTokensOut: bigint })
  | (Purchase & { pay: "tt"; tokensOut: bigint; maxTtIn: bigint; ethIn: bigint })
  | (Purchase & { pay: "eth"; ethIn: bigint; minTokensOut: bigint });

/**
 * Buys for an exact sum of TT or ETH, or an exact number of tokens: one transaction, permit included. The market takes TT
 * only for an exact number; where `ethIn` is given it becomes TT first, and what is left of it stays with the account.
 */
export async function buy(session: Session, order: Buy, step: Step): Promise<void> {
  const { token, symbol, to, deadline, referrer } = order;
  const kind = "buy" as const;
  if (order.pay === "eth") {
    const data = encodeFunctionData({
      abi: creatorMarket, functionName: "buyWithEth", args: [token, order.minTokensOut, to, deadline, referrer],
    });
    await transact(session, { kind, to: config.market, data, value: order.ethIn, context: { symbol, slippage: "tokens" } }, step);
  } else if ("ttIn" in order) {
    const data = encodeFunctionData({
      abi: creatorMarket, functionName: "buy", args: [token, order.ttIn, order.minTokensOut, to, deadline, referrer],
    });
    await transact(session, { kind, to: config.market, data, spends: order.ttIn, context: { symbol, slippage: "tokens" } }, step);
  } else {
    const data = encodeFunctionData({
      abi: creatorMarket, functionName: "buyExact", args: [token, order.tokensOut, order.maxTtIn, to, deadline, referrer],
    });
    const plan: Plan = { kind, to: config.market, data, spends: order.maxTtIn, context: { symbol, slippage: "tt" } };
    await transactBatch(session, order.ethIn ? [depositing(order.ethIn), plan] : [plan], step);
  }
}
