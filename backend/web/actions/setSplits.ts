import { encodeFunctionData } from "viem";

import { payoutLedger } from "../abi";
import { config } from "../config";
import type { Split } from "../forms/splits";
import { transact, type Step } from "../transactions/transaction";
import type { Session } from "../wallet/wallet";

/** Divides the caller's incomes that name no list of their own; an empty list: all to the payout address. */
export async function setSplits(session: Session, splits: readonly Split[], step: Step): Promise<void> {
  const data = encodeFunctionData({ abi: payoutLedger, functionName: "setSplits", args: [splits] });
  await transact(session, { kind: "setSplits", to: config.ledger, data }, step);
}
