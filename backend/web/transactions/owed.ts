/** What the page says its account is owed, in the terms of a claim. */
import type { Address, Hex } from "viem";

import type { Owed } from "../actions/claimAll";
import { find, maybe } from "../dom";

export function owedHere(): Owed {
  const listed = (name: string): string[] => (find("#owed-amount").dataset[name] ?? "").split(" ").filter(Boolean);
  const owed = { tokens: listed("tokens") as Address[], moments: listed("moments").map(BigInt) };
  const part = maybe("#fund-part")?.dataset;
  if (!part) return owed;
  const proof = (part["proof"] ?? "").split(" ").filter(Boolean) as Hex[];
  return { ...owed, fund: { contract: part["contract"] as Address, cumulative: BigInt(part["cumulative"] ?? "0"), proof } };
}
