import { encodeFunctionData } from "viem";

import { momentAuction } from "../abi";
import { config } from "../config";
import { transact, type Step } from "../transactions/transaction";
import type { Session } from "../wallet/wallet";

/** Takes a token back from an auction in which nobody has bid. */
export async function cancelAuction(session: Session, auction: bigint, step: Step): Promise<void> {
  const data = encodeFunctionData({ abi: momentAuction, functionName: "cancelAuction", args: [auction] });
  await transact(session, { kind: "cancelAuction", to: config.auction, data }, step);
}
