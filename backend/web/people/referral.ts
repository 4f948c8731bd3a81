/** Who brought the reader here by a link with `?ref=`: half of the protocol's fee of a trade goes there. */
import type { Address } from "viem";

import { recall } from "../storage";

/** The referrer that the contract would pay: neither the trader nor the creator; null if there is none. */
export function referrerFor(trader: Address | undefined, creator: string): Address | null {
  // Lower case carries no checksum that could be wrong.
  const kept = (recall("referrer") ?? "").toLowerCase();
  if (!/^0x[0-9a-f]{40}$/.test(kept) || /^0x0+$/.test(kept)) return null;
  return kept === trader?.toLowerCase() || kept === creator.toLowerCase() ? null : (kept as Address);
}

/** The link by which `account` refers others to `path`. */
export const referralLink = (path: string, account: Address): string => `${location.origin}${path}?ref=${account}`;
