import { encodeFunctionData, type Address, type Hex } from "viem";

import { creatorFund, payoutLedger } from "../abi";
import { config } from "../config";
import { transactBatch, type Plan, type Step } from "../transactions/transaction";
import type { Session } from "../wallet/wallet";

/** An account's part of the creator fund, which the ledger does not have yet. */
interface FundPart {
  contract: Address;
  cumulative: bigint;
  proof: readonly Hex[];
}

/** What a claim is of: creator tokens, moments whose bookings it divides first, and perhaps a part of the fund. */
export interface Owed {
  tokens: readonly Address[];
  moments: readonly bigint[];
  fund?: FundPart;
}

/**
 * Pays everything the account is owed of these, in the ledger and as a referrer, in one transfer; what the fund has for
 * it is credited first.
 */
export async function claimAll(session: Session, { tokens, moments, fund }: Owed, to: Address, step: Step): Promise<void> {
  const data = encodeFunctionData({ abi: payoutLedger, functionName: "claimAll", args: [tokens, moments, to] });
  const claim: Plan = { kind: "claimAll", to: config.ledger, data };
  await transactBatch(session, fund ? [credit(session.account, fund), claim] : [claim], step);
}

function credit(account: Address, { contract, cumulative, proof }: FundPart): Plan {
  const data = encodeFunctionData({ abi: creatorFund, functionName: "claim", args: [account, cumulative, proof] });
  return { kind: "claimFund", to: contract, data };
}
