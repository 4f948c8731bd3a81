/** The quote as the trade form shows it. */
import type { Address } from "viem";

import { find } from "../dom";
import { bps, eth, price, short, tokens, tt } from "../format";
import { t } from "../texts";
import { ethFor, limitOf, limitsCost, type Order } from "./order";
import type { Quote } from "./quote";

const HIGH_IMPACT_BPS = 500;
const FIGURES = ["main", "limit", "fees", "creator", "fans", "protocol", "average", "impact", "referrer"];

export interface Quoted {
  order: Order;
  quote: Quote;
}

/** What a trade takes from whoever makes it: token wei of a sale, else wei of TT or ETH. */
export function spentBy({ order, quote }: Quoted): bigint {
  if (order.side === "sell") return quote.tokenAmount;
  if (order.pay === "tt") return quote.ttAmount;
  return ethFor(limitsCost(order) ? limitOf(order, quote) : quote.ttAmount);
}

/** Writes a quote into the form, or takes the last one out of it. */
export function showQuote(form: HTMLFormElement, shown: Quoted | null, symbol: string, referrer: Address | null): void {
  const write = (id: string, text: string): void => void (find(`#q-${id}`, form).textContent = text);
  find("#q-referrer-line", form).hidden = referrer === null;
  find("#q-referrer-who", form).textContent = referrer ? short(referrer) : "";
  warn(form, shown?.quote ?? null);
  if (!shown) return FIGURES.forEach((id) => write(id, "–"));
  const { order, quote } = shown;
  label(form, order);
  write("main", mainSum(order, quote, symbol));
  write("limit", `${limitSum(order, quote, symbol)} · ${t("form.with_slippage", { percent: bps(order.slippageBps) })}`);
  write("fees", tt(quote.creatorFee + quote.fanFee + quote.protocolFee));
  write("creator", tt(quote.creatorFee));
  write("fans", tt(quote.fanFee));
  write("protocol", tt(quote.protocolFee));
  write("referrer", tt(quote.protocolFee / 2n));
  write("average", t("form.price_each", { price: price(quote.average) }));
  write("impact", bps(BigInt(quote.impactBps)));
}

function label(form: HTMLFormElement, order: Order): void {
  const main = find("#q-main-label", form);
  main.textContent = main.dataset[limitsCost(order) ? "pay" : "receive"] ?? "";
  const limit = find("#q-limit-label", form);
  limit.textContent = limit.dataset[limitsCost(order) ? "most" : "least"] ?? "";
}

function limitSum(order: Order, quote: Quote, symbol: string): string {
  const limit = limitOf(order, quote);
  if (limitsCost(order)) return order.pay === "eth" ? eth(ethFor(limit)) : tt(limit);
  return order.side === "buy" ? tokens(limit, symbol) : tt(limit);
}

function mainSum(order: Order, quote: Quote, symbol: string): string {
  if (limitsCost(order) && order.pay === "eth") return eth(ethFor(quote.ttAmount));
  return limitsCost(order) || order.side === "sell" ? tt(quote.ttAmount) : tokens(quote.tokenAmount, symbol);
}

/** A trade that moves the price far is said in words, apart from what others may do to it. */
function warn(form: HTMLFormElement, quote: Quote | null): void {
  const isHigh = quote !== null && quote.impactBps >= HIGH_IMPACT_BPS;
  const warning = find("#impact-warning", form);
  warning.hidden = !isHigh;
  warning.textContent = isHigh ? t("form.high_impact", { percent: bps(BigInt(quote.impactBps)) }) : "";
  find("#q-impact", form).classList.toggle("impact-high", isHigh);
}
