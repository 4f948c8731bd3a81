import { encodeFunctionData, type Address } from "viem";

import { creatorMarket } from "../abi";
import { config } from "../config";
import { transact, type Step } from "../transactions/transaction";
import type { Session } from "../wallet/wallet";

/** Sends the caller's income to `payout` from now on; the zero address: back to itself. */
export async function setPayout(session: Session, payout: Address, step: Step): Promise<void> {
  const data = encodeFunctionData({ abi: creatorMarket, functionName: "setPayoutAddress", args: [payout] });
  await transact(session, { kind: "setPayout", to: config.market, data }, step);
}
