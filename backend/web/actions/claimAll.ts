import { encodeFunctionData, type Address } from "viem";

import { payoutLedger } from "../abi";
import { config } from "../config";
import { transact, type Step } from "../transaction";
import type { Session } from "../wallet";

/** What a claim is of: creator tokens, and moments whose bookings it divides first. */
export interface Owed {
  tokens: readonly Address[];
  moments: readonly bigint[];
}

/** Pays everything the account is owed of these, in the ledger and as a referrer, in one transfer. */
export async function claimAll(session: Session, { tokens, moments }: Owed, to: Address, step: Step): Promise<void> {
  const data = encodeFunctionData({ abi: payoutLedger, functionName: "claimAll", args: [tokens, moments, to] });
  await transact(session, { kind: "claimAll", to: config.ledger, data }, step);
}
