/** Quotes of the server, to the wei what the contract would do in the indexed state. */
import type { Address } from "viem";

import type { Problem, Quote as Answer } from "../api";
import { Refusal } from "../errors";

export type QuoteSide = "buy" | "buy_exact" | "sell";

export interface Quote {
  side: QuoteSide;
  ttAmount: bigint;
  tokenAmount: bigint;
  creatorFee: bigint;
  fanFee: bigint;
  protocolFee: bigint;
  average: bigint;
  impactBps: number;
}

export async function fetchQuote(token: Address, side: QuoteSide, amount: bigint, signal: AbortSignal): Promise<Quote> {
  const query = new URLSearchParams({ token, side, amount: amount.toString() });
  const response = await fetch(`/v1/quote?${query}`, { signal });
  if (!response.ok) throw new Refusal(await refusal((await response.json()) as Problem));
  const answer = (await response.json()) as Answer;
  return {
    side,
    ttAmount: BigInt(answer.tt_amount),
    tokenAmount: BigInt(answer.token_amount),
    creatorFee: BigInt(answer.fees.creator),
    fanFee: BigInt(answer.fees.fans),
    protocolFee: BigInt(answer.fees.protocol),
    average: BigInt(answer.price_average),
    impactBps: answer.price_impact_bps,
  };
}

/** The contract's own error where the server names it, or else what the server says. */
async function refusal(problem: Problem): Promise<string> {
  const [{ writtenRevert }, { problemSentence }] = await Promise.all([import("../transactions/revert"), import("../problem")]);
  const named = problem.values?.["error"];
  return (named && (await writtenRevert(named))) || problemSentence(problem);
}
