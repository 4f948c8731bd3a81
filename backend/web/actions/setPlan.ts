import { encodeFunctionData } from "viem";

import { subscriptions } from "../abi";
import { config } from "../config";
import { transact, type Step } from "../transactions/transaction";
import type { Session } from "../wallet/wallet";

export interface PlanTerms {
  /** TT wei a period. */
  fee: bigint;
  /** Seconds. */
  period: bigint;
  /** Token wei a subscriber must hold. */
  minimumHolding: bigint;
}

/** Offers a plan from now on; the one before it ends. */
export async function setPlan(session: Session, { fee, period, minimumHolding }: PlanTerms, step: Step): Promise<void> {
  const data = encodeFunctionData({ abi: subscriptions, functionName: "setPlan", args: [fee, period, minimumHolding] });
  await transact(session, { kind: "setPlan", to: config.subscriptions, data }, step);
}
