import { encodeFunctionData } from "viem";

import { momentAuction } from "../abi";
import { config } from "../config";
import { surelyNow } from "../live/clock";
import type { Revert } from "../transactions/revert";
import { transact, type Step } from "../transactions/transaction";
import type { Session } from "../wallet/wallet";

/** Ends an auction whose time is over: the winner has the token, or the seller has it back. */
export async function settle(session: Session, auction: bigint, step: Step): Promise<void> {
  const data = encodeFunctionData({ abi: momentAuction, functionName: "settle", args: [auction] });
  const outdated = ({ name, values }: Revert): boolean =>
    name === "AuctionStillRunning" && Number(values["endsAt"]) <= surelyNow();
  await transact(session, { kind: "settle", to: config.auction, data, outdated }, step);
}
