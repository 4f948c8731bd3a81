import type { Hex } from "viem";

import { ending } from "../cancelling";
import { openOrder } from "../orders";
import { transactBatch, type Step } from "../transaction";
import type { Session } from "../wallet";

/** Ends the order with this hash, and all that were signed in its group. */
export async function cancelOrder(session: Session, hash: Hex, step: Step): Promise<void> {
  await transactBatch(session, ending([await openOrder(hash)]), step);
}
