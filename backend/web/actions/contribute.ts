import { encodeFunctionData, type Address } from "viem";

import { creatorMarket } from "../abi";
import { config } from "../config";
import { transact, type Step } from "../transactions/transaction";
import type { Session } from "../wallet/wallet";

/** Puts TT into an open launch. */
export async function contribute(session: Session, token: Address, amount: bigint, step: Step): Promise<void> {
  const data = encodeFunctionData({ abi: creatorMarket, functionName: "contribute", args: [token, amount] });
  await transact(session, { kind: "contribute", to: config.market, data, spends: amount }, step);
}
