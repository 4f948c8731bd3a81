/** What someone filled in the trade form, read and turned into an action. */
import type { Address } from "viem";

import type { Buy } from "../actions/buy";
import type { Sell } from "../actions/sell";
import { parse, parseSum, Unreadable } from "../format";
import { reading } from "../forms/form";
import { readRecipient } from "../forms/recipient";
import { deadlineIn } from "../live/clock";
import { t } from "../texts";
import type { Quote, QuoteSide } from "./quote";

const TT_PER_ETH = 10_000n;
const NOBODY: Address = `0x${"0".repeat(40)}`;

export interface Order {
  side: "buy" | "sell";
  /** What the reader fixes when buying: what is paid, or what is got. */
  fixes: "in" | "out";
  pay: "tt" | "eth";
  amount: bigint;
  slippageBps: bigint;
  deadlineMinutes: number;
  /** Whom the tokens go to, if that is somebody else. */
  recipient: Address | null;
}

/** What an order is for, beside what the reader filled in. */
interface Terms {
  token: Address;
  symbol: string;
  to: Address;
  referrer: Address | null;
}

/** Reads the form. Throws sentences. */
export function readOrder(form: HTMLFormElement): Order {
  const data = new FormData(form);
  const text = (name: string): string => String(data.get(name) ?? "");
  const amount = reading(form, "amount", parseSum);
  const slippageBps = reading(form, "slippage", readSlippage);
  const deadlineMinutes = reading(form, "deadline", readDeadline);
  const side = text("side") === "sell" ? "sell" : "buy";
  return {
    side,
    fixes: text("mode") === "out" ? "out" : "in",
    pay: text("pay") === "eth" ? "eth" : "tt",
    amount,
    slippageBps,
    deadlineMinutes,
    recipient: side === "buy" ? readRecipient(form, "recipient") : null,
  };
}

function readSlippage(text: string): bigint {
  const value = parse(text, 2, t("form.slippage_range"));
  if (value > 5_000n) throw new Unreadable(t("form.slippage_range"));
  return value;
}

function readDeadline(text: string): number {
  const value = Number(text);
  if (!(value >= 1 && value <= 1_440)) throw new Unreadable(t("form.deadline_range"));
  return value;
}

/** Whether `one` and `other` ask for the same in every part. */
export function sameOrder(one: Order, other: Order): boolean {
  return (Object.keys(one) as (keyof Order)[]).every((part) => one[part] === other[part]);
}

/** What to ask the server: a side and an amount in TT or token wei. */
export function quoteOf(order: Order): { side: QuoteSide; amount: bigint } {
  if (order.side === "sell") return { side: "sell", amount: order.amount };
  if (order.fixes === "out") return { side: "buy_exact", amount: order.amount };
  return { side: "buy", amount: order.pay === "eth" ? order.amount * TT_PER_ETH : order.amount };
}

/** ETH wei that `ttAmount` costs, rounded up. */
export const ethFor = (ttAmount: bigint): bigint => (ttAmount + TT_PER_ETH - 1n) / TT_PER_ETH;

/** Whether the limit of `order` is the most it may cost rather than the least it must bring. */
export const limitsCost = (order: Order): boolean => order.side === "buy" && order.fixes === "out";

/** The least to receive or the most to pay, after the slippage the reader accepts. */
export function limitOf(order: Order, quote: Quote): bigint {
  if (limitsCost(order)) return (quote.ttAmount * (10_000n + order.slippageBps) + 9_999n) / 10_000n;
  const got = order.side === "sell" ? quote.ttAmount : quote.tokenAmount;
  return (got * (10_000n - order.slippageBps)) / 10_000n;
}

export function buyOrder(order: Order, quote: Quote, terms: Terms): Buy {
  const common = { ...terms, referrer: terms.referrer ?? NOBODY, deadline: deadlineIn(order.deadlineMinutes) };
  const limit = limitOf(order, quote);
  if (order.fixes === "out") {
    const ethIn = order.pay === "eth" ? ethFor(limit) : 0n;
    return { ...common, pay: "tt", tokensOut: order.amount, maxTtIn: limit, ethIn };
  }
  if (order.pay === "eth") return { ...common, pay: "eth", ethIn: order.amount, minTokensOut: limit };
  return { ...common, pay: "tt", ttIn: order.amount, minTokensOut: limit };
}

export function sellOrder(order: Order, quote: Quote, terms: Terms): Sell {
  return {
    ...terms,
    referrer: terms.referrer ?? NOBODY,
    tokensIn: order.amount,
    minTtOut: limitOf(order, quote),
    deadline: deadlineIn(order.deadlineMinutes),
  };
}
