import { encodeFunctionData, type Address } from "viem";

import { payoutLedger } from "../abi";
import { config } from "../config";
import { transact, type Step } from "../transaction";
import type { Session } from "../wallet";

/** Pays everything the account is owed for `tokens`, in the ledger and as a referrer, in one transfer. */
export async function claimAll(session: Session, tokens: readonly Address[], to: Address, step: Step): Promise<void> {
  const data = encodeFunctionData({ abi: payoutLedger, functionName: "claimAll", args: [tokens, to] });
  await transact(session, { kind: "claimAll", to: config.ledger, data }, step);
}
