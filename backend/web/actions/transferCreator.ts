import { encodeFunctionData, type Address } from "viem";

import { creatorMarket } from "../abi";
import { config } from "../config";
import { transact, type Step } from "../transactions/transaction";
import type { Session } from "../wallet/wallet";

/** Announces that a token moves to another account, which may accept later; the zero address calls it off. */
export async function transferCreator(session: Session, token: Address, to: Address, step: Step): Promise<void> {
  const data = encodeFunctionData({ abi: creatorMarket, functionName: "transferCreator", args: [token, to] });
  await transact(session, { kind: "transferCreator", to: config.market, data }, step);
}
