import type { Hex } from "viem";

import { ending } from "../cancelling";
import { openOrder } from "../orders";
import { transact, type Step } from "../transaction";
import type { Session } from "../wallet";

/** Ends the order with this hash, and all that were signed in its group. */
export async function cancelOrder(session: Session, hash: Hex, step: Step): Promise<void> {
  for (const plan of ending([await openOrder(hash)])) await transact(session, plan, step);
}
