import { encodeFunctionData, type Address } from "viem";

import { creatorFund, creatorMarket } from "../abi";
import { transact, type Step } from "../transactions/transaction";
import type { Session } from "../wallet/wallet";

/** Stops new entries of a contract for 7 days, or ends that. Every guarded contract has the same two functions. */
export async function guard(session: Session, act: "pause" | "unpause", contract: Address, step: Step): Promise<void> {
  const data = encodeFunctionData({ abi: creatorMarket, functionName: act });
  await transact(session, { kind: act, to: contract, data }, step);
}

/** Takes back the root of the fund that waits. */
export async function veto(session: Session, fund: Address, step: Step): Promise<void> {
  const data = encodeFunctionData({ abi: creatorFund, functionName: "veto" });
  await transact(session, { kind: "veto", to: fund, data }, step);
}
