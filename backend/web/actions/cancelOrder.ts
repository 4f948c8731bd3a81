import type { Hex } from "viem";

import { ending } from "../transactions/cancelling";
import { openOrder } from "../transactions/orders";
import { transactBatch, type Step } from "../transactions/transaction";
import type { Session } from "../wallet/wallet";

/** Ends the order with this hash, and all that were signed in its group. */
export async function cancelOrder(session: Session, hash: Hex, step: Step): Promise<void> {
  await transactBatch(session, ending([await openOrder(hash)]), step);
}
