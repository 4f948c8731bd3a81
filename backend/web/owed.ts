/** What the page says its account is owed, in the terms of a claim. */
import type { Address } from "viem";

import type { Owed } from "./actions/claimAll";
import { find } from "./dom";

export function owedHere(): Owed {
  const listed = (name: string): string[] => (find("#owed-amount").dataset[name] ?? "").split(" ").filter(Boolean);
  return { tokens: listed("tokens") as Address[], moments: listed("moments").map(BigInt) };
}
