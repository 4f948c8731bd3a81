/** Quotes of the server, to the wei what the contract would do in the indexed state. */
import type { Address } from "viem";

import type { Quote as Answer } from "../api";
import { Refusal } from "../errors";
import { t } from "../texts";

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
  const answer = (await response.json()) as Answer & { detail?: string };
  if (!response.ok) throw new Refusal(await refusal(answer.detail ?? String(response.status)));
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

/** The server names the contract's own error after a colon. */
async function refusal(detail: string): Promise<string> {
  const named = /: (\w+\(?[^.]*)\.?$/.exec(detail)?.[1];
  const { writtenRevert } = await import("../transactions/revert");
  return (named && (await writtenRevert(named))) ?? t("errors.quote", { detail });
}
