import { encodeFunctionData, type Address } from "viem";

import { creatorMarket } from "../abi";
import { config } from "../config";
import { transact, type Step } from "../transactions/transaction";
import type { Session } from "../wallet/wallet";

/** Takes the whole contribution to a failed launch back. */
export async function refund(session: Session, token: Address, step: Step): Promise<void> {
  const data = encodeFunctionData({ abi: creatorMarket, functionName: "refund", args: [token] });
  await transact(session, { kind: "refund", to: config.market, data }, step);
}
