import { encodeFunctionData } from "viem";

import { momentAuction } from "../abi";
import { config } from "../config";
import { surelyNow } from "../live/clock";
import type { Revert } from "../transactions/revert";
import { transact, type Step } from "../transactions/transaction";
import type { Session } from "../wallet/wallet";

/** Bids in an auction; the contract holds the bid until it is beaten or wins. */
export async function bid(session: Session, auction: bigint, amount: bigint, step: Step): Promise<void> {
  const data = encodeFunctionData({ abi: momentAuction, functionName: "bid", args: [auction, amount] });
  const outdated = ({ name, values }: Revert): boolean =>
    name === "AuctionNotOpen" && Number(values["opensAt"]) <= surelyNow();
  await transact(session, { kind: "bid", to: config.auction, data, spends: amount, outdated }, step);
}
