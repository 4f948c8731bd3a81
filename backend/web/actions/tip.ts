import { encodeFunctionData, type Address } from "viem";

import { payoutLedger } from "../abi";
import { config } from "../config";
import { transact, type Step } from "../transactions/transaction";
import type { Session } from "../wallet/wallet";

/** Tips a creator in TT: 90 % to the creator's side, 5 % to the fans, 5 % to the protocol. */
export async function tip(session: Session, creator: Address, amount: bigint, step: Step): Promise<void> {
  const data = encodeFunctionData({ abi: payoutLedger, functionName: "tip", args: [creator, amount] });
  await transact(session, { kind: "tip", to: config.ledger, data, spends: amount }, step);
}
