/** Transactions that were sent and are not in a block yet. They outlive a reload. */
import type { Address, Hex } from "viem";

import { config } from "./config";
import { recall, remember } from "./storage";

/** What was asked for; `client.label` and `client.done` have its texts. */
export type Kind =
  | "buy"
  | "claimAll"
  | "claimAllocation"
  | "contribute"
  | "deposit"
  | "finalize"
  | "launch"
  | "refund"
  | "returnUnvested"
  | "sell"
  | "subscribe"
  | "tip"
  | "withdraw";

export interface Pending {
  hash: Hex;
  kind: Kind;
  account: Address;
  symbol: string;
  /** When it was sent, by this machine's clock, in milliseconds. */
  sentAt: number;
}

// Another market is another chain, or the same one begun anew.
const KEY = `pending.${config.chainId}.${config.market.toLowerCase()}`;

export function listPending(): Pending[] {
  try {
    return JSON.parse(recall(KEY) ?? "[]") as Pending[];
  } catch {
    return [];
  }
}

export function addPending(entry: Pending): void {
  remember(KEY, JSON.stringify([...listPending(), entry]));
}

export function removePending(hash: Hex): void {
  remember(KEY, JSON.stringify(listPending().filter((each) => each.hash !== hash)));
}
