/** Ending groups of orders. For actions, which load it when they act. */
import { encodeFunctionData } from "viem";

import { momentExchange } from "../abi";
import { config } from "../config";
import type { Listed } from "./orders";
import type { Plan } from "./transaction";

/** One plan for each group of `orders`: whatever else was signed in it ends as well. */
export function ending(orders: readonly Listed[]): Plan[] {
  return [...new Set(orders.map((each) => each.group))].map((group) => ({
    kind: "cancelOrders",
    to: config.exchange,
    data: encodeFunctionData({ abi: momentExchange, functionName: "cancelGroup", args: [group] }),
  }));
}
