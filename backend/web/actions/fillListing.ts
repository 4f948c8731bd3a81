import { encodeFunctionData, type Address, type Hex } from "viem";

import { momentExchange } from "../abi";
import { config } from "../config";
import { openOrder } from "../transactions/orders";
import { transact, type Step } from "../transactions/transaction";
import type { Session } from "../wallet/wallet";

/** Buys what is listed by the order with this hash, for `to`. */
export async function fillListing(session: Session, hash: Hex, to: Address, step: Step): Promise<void> {
  const { order, signature } = await openOrder(hash);
  const data = encodeFunctionData({
    abi: momentExchange, functionName: "fillListing", args: [order, signature, to],
  });
  await transact(session, { kind: "fillListing", to: config.exchange, data, spends: order.price }, step);
}
