import { encodeFunctionData, zeroAddress, type Address } from "viem";

import { topMoments } from "../abi";
import { config } from "../config";
import { transact, type Step } from "../transactions/transaction";
import type { Session } from "../wallet/wallet";

interface Minting {
  moment: bigint;
  quantity: bigint;
  /** Who gets the serials: the payer, or whom they are a gift to. */
  to: Address;
  cost: bigint;
  referrer: Address | null;
}

/** Buys serials of an edition at the creator's price. */
export async function mint(session: Session, wanted: Minting, step: Step): Promise<void> {
  const { moment, quantity, to, cost, referrer } = wanted;
  const data = encodeFunctionData({
    abi: topMoments, functionName: "mint", args: [moment, quantity, to, cost, referrer ?? zeroAddress],
  });
  await transact(session, { kind: "mint", to: config.moments, data, spends: cost }, step);
}
