import { encodeFunctionData } from "viem";

import { momentAuction, topMoments } from "../abi";
import { config } from "../config";
import { transactBatch, type Step } from "../transactions/transaction";
import type { Session } from "../wallet/wallet";

interface Auctioned {
  tokenId: bigint;
  /** Least first bid, in TT wei. */
  reservePrice: bigint;
  /** Timestamp of the opening; 0: now. */
  opensAt: bigint;
  /** Seconds from the opening. */
  duration: bigint;
}

/** Hands a token of the caller to an auction, which may take this one token and no other. */
export async function createAuction(session: Session, wanted: Auctioned, step: Step): Promise<void> {
  const { tokenId, reservePrice, opensAt, duration } = wanted;
  const allow = encodeFunctionData({ abi: topMoments, functionName: "approve", args: [config.auction, tokenId] });
  const open = encodeFunctionData({
    abi: momentAuction, functionName: "createAuction", args: [tokenId, reservePrice, opensAt, duration],
  });
  await transactBatch(session, [
    { kind: "approveMoments", to: config.moments, data: allow },
    { kind: "createAuction", to: config.auction, data: open },
  ], step);
}
