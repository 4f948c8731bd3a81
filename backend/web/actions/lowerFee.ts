import { encodeFunctionData, type Address } from "viem";

import { creatorMarket } from "../abi";
import { config } from "../config";
import { transact, type Step } from "../transactions/transaction";
import type { Session } from "../wallet/wallet";

/** Lowers the creator's trade fee, for ever. */
export async function lowerFee(session: Session, token: Address, feeBps: number, step: Step): Promise<void> {
  const data = encodeFunctionData({ abi: creatorMarket, functionName: "lowerCreatorFee", args: [token, feeBps] });
  await transact(session, { kind: "lowerFee", to: config.market, data }, step);
}
