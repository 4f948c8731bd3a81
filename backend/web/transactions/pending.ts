/** Transactions that were sent. They outlive a reload, and other tabs see them. */
import type { Address, Hex } from "viem";

import { config } from "../config";
import type { Context } from "../errors";
import { recall, remember } from "../storage";

/** What was asked for; `client.label` and `client.done` have its texts. */
export type Kind =
  | "acceptOffer"
  | "allowTt"
  | "acceptCreator"
  | "approve"
  | "approveMoments"
  | "bid"
  | "buy"
  | "cancelAuction"
  | "cancelOrders"
  | "cancelVoucher"
  | "claimAll"
  | "claimAllocation"
  | "claimFund"
  | "contribute"
  | "createAuction"
  | "createMoment"
  | "deposit"
  | "fillListing"
  | "endPlan"
  | "finalize"
  | "giveMoment"
  | "launch"
  | "mint"
  | "pause"
  | "redeem"
  | "lowerFee"
  | "refund"
  | "registerSound"
  | "returnUnvested"
  | "sell"
  | "settle"
  | "setPayout"
  | "setPlan"
  | "setSplits"
  | "subscribe"
  | "tip"
  | "unpause"
  | "veto"
  | "transferCreator"
  | "withdraw";

/** A transaction of one account, from the moment its wallet has sent it until no reorganisation can undo it. */
export interface Pending {
  hash: Hex;
  kind: Kind;
  account: Address;
  symbol: string;
  /** When it was sent, by this machine's clock, in milliseconds. */
  sentAt: number;
  /** Unit of the limit that a refusal would name. */
  slippage?: Context["slippage"] | undefined;
  /** The page it was sent from. */
  about?: { path: string; name: string };
  /** What it says, once the network has told: one like it in its place is the same at another price. */
  said?: { from: Address; nonce: number; to: Address | null; input: Hex; value: string };
  /** The block it was found in; such entries stay for a while, as blocks may be taken back. */
  block?: { number: number; hash: Hex };
  /** When such a block was, by this machine's clock. */
  undoneAt?: number;
  /** Calls that a wallet sends as one (EIP-5792) are known by this, until they have a hash. */
  calls?: string;
}

/** Deeper than that nothing is expected to be taken back; nor later, where blocks are rare. */
const DEPTH = 12;
const AGE = 600_000;

// A local chain that was begun anew has the same id and the same addresses.
export const KEY = `pending.${config.chainId}.${config.genesis.slice(2, 12)}.${config.market.toLowerCase()}`;

export function listPending(): Pending[] {
  try {
    return JSON.parse(recall(KEY) ?? "[]") as Pending[];
  } catch {
    return [];
  }
}

/** Remembers an entry, in place of the one of the same moment if there is one. */
export function keepPending(entry: Pending): void {
  write([...listPending().filter((each) => each.sentAt !== entry.sentAt), entry]);
}

export function dropPending(entry: Pending): void {
  write(listPending().filter((each) => each.sentAt !== entry.sentAt));
}

/** Forgets what lies so deep under block `head`, or so far back, that it stays where it is. */
export function forgetSettled(head: number): void {
  const all = listPending();
  const stays = ({ block, sentAt }: Pending): boolean => !!block && (block.number + DEPTH <= head || sentAt + AGE < Date.now());
  const kept = all.filter((entry) => !stays(entry));
  if (kept.length < all.length) write(kept);
}

function write(entries: Pending[]): void {
  remember(KEY, JSON.stringify(entries));
}
