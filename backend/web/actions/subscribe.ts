import { encodeFunctionData, type Address } from "viem";

import { subscriptions } from "../abi";
import { config } from "../config";
import { transact, type Step } from "../transactions/transaction";
import type { Session } from "../wallet/wallet";

interface Subscribing {
  creator: Address;
  /** The plan the reader has seen; another one is refused rather than paid. */
  planId: bigint;
  periods: bigint;
  /** Who subscribes: the payer, or whom it is a gift to. */
  account: Address;
  cost: bigint;
}

/** Pays some periods of a plan, behind what is paid already. */
export async function subscribe(session: Session, wanted: Subscribing, step: Step): Promise<void> {
  const { creator, planId, periods, account, cost } = wanted;
  const data = encodeFunctionData({
    abi: subscriptions, functionName: "subscribe", args: [creator, planId, periods, account, cost],
  });
  await transact(session, { kind: "subscribe", to: config.subscriptions, data, spends: cost }, step);
}
