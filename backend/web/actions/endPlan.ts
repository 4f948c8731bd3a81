import { encodeFunctionData } from "viem";

import { subscriptions } from "../abi";
import { config } from "../config";
import { transact, type Step } from "../transactions/transaction";
import type { Session } from "../wallet/wallet";

/** Ends the caller's plan; what is paid runs on. */
export async function endPlan(session: Session, step: Step): Promise<void> {
  const data = encodeFunctionData({ abi: subscriptions, functionName: "endPlan" });
  await transact(session, { kind: "endPlan", to: config.subscriptions, data }, step);
}
