/** The trade form: a quote while typing, one transaction on submit. */
import type { Address } from "viem";

import { buy } from "./actions/buy";
import { sell } from "./actions/sell";
import { ethBalance, tokenBalance } from "./balances";
import { config } from "./config";
import { find, settled } from "./dom";
import { lacking, Refusal, sentence } from "./errors";
import { amount, bps, eth, price, tokens, tt, typed, Unreadable } from "./format";
import { bindForm, complain, Misfilled } from "./form";
import { onHappening } from "./live";
import { buyOrder, ethFor, limitOf, limitsCost, quoteOf, readOrder, sameOrder, sellOrder, type Order } from "./order";
import { fetchQuote, type Quote } from "./quote";
import { acceptRisk } from "./risk";
import { t } from "./texts";
import { current, watch, type Session } from "./wallet";

const HIGH_IMPACT_BPS = 500;

export class TradeForm {
  private readonly token: Address;
  private readonly symbol: string;
  private readonly amount: HTMLInputElement;
  private shown: { order: Order; quote: Quote } | null = null;
  private balance: bigint | null = null;
  private request = new AbortController();
  private balanceRun = 0;

  constructor(private readonly form: HTMLFormElement) {
    this.token = form.dataset["token"] as Address;
    this.symbol = form.dataset["symbol"] ?? "";
    this.amount = find<HTMLInputElement>("#amount", form);
    const requote = settled(200, () => void this.quote());
    form.addEventListener("input", () => {
      complain(form, "");
      this.forget();
      this.shape();
      requote();
    });
    onHappening((event) => {
      if (event.kind === "trade" && event.token?.toLowerCase() === this.token.toLowerCase()) requote();
      if (event.account?.toLowerCase() === current()?.account.toLowerCase()) void this.showBalance();
    });
    find("#use-all", form).addEventListener("click", () => this.useAll());
    watch(() => void this.showBalance());
    bindForm(form, {
      check: () => this.check(),
      act: (session, step) => this.trade(session, step),
      context: { symbol: this.symbol },
      done: () => this.clear(),
    });
    this.shape();
    void this.quote();
  }

  private check(): void {
    const order = readOrder(this.form);
    if (!this.shown || !sameOrder(order, this.shown.order)) throw new Unreadable(t("form.quote_wait"));
  }

  private async trade(session: Session, step: (text: string) => void): Promise<void> {
    if (!this.shown) throw new Refusal(t("form.quote_wait"));
    const { order, quote } = this.shown;
    if (order.side === "buy") {
      await acceptRisk();
      return buy(session, buyOrder(order, quote, this.token, this.symbol, session.account), step);
    }
    if (session.chainId === config.chainId) {
      const balance = await tokenBalance(session, this.token);
      if (balance < order.amount) throw lacking.tokens(balance, order.amount, this.symbol);
    }
    return sell(session, sellOrder(order, quote, this.token, this.symbol, session.account), step);
  }

  private clear(): void {
    this.amount.value = "";
    this.forget();
    void this.showBalance();
  }

  /** A quote is for one order: with another one in the form it is worth nothing. */
  private forget(): void {
    this.request.abort();
    this.shown = null;
    this.show(null);
  }

  private choice(name: string): string {
    return find<HTMLInputElement>(`[name=${name}]:checked`, this.form).value;
  }

  /** Labels and units that follow from buy or sell, exact in or out, TT or ETH. */
  private shape(): void {
    const side = this.choice("side");
    const out = this.choice("mode") === "out";
    const label = find("label[for=amount]", this.form);
    label.textContent = label.dataset[side === "sell" ? "sell" : out ? "get" : "pay"] ?? "";
    const inTokens = side === "sell" || out;
    find("#amount-unit", this.form).textContent = inTokens ? this.symbol : t(`unit.${this.choice("pay")}`);
    for (const part of this.form.querySelectorAll<HTMLElement>("[data-for=buy]")) part.hidden = side === "sell";
    const submit = find("#trade-submit", this.form);
    submit.dataset["label"] = this.form.dataset[side === "sell" ? "submitSell" : "submitBuy"] ?? "";
    if (submit.getAttribute("aria-busy") !== "true") submit.textContent = submit.dataset["label"];
    void this.showBalance();
  }

  private async quote(): Promise<void> {
    this.request.abort();
    this.request = new AbortController();
    const { signal } = this.request;
    let order: Order;
    try {
      order = readOrder(this.form);
    } catch (error) {
      this.forget();
      if (this.amount.value.trim() !== "") void this.object(error);
      return;
    }
    try {
      const { side, amount: wanted } = quoteOf(order);
      const quote = await fetchQuote(this.token, side, wanted, signal);
      this.shown = { order, quote };
      this.show(this.shown);
    } catch (error) {
      if (signal.aborted) return;
      this.forget();
      complain(this.form, await sentence(error));
    }
  }

  /** Says what cannot be read, at the amount if it is that. */
  private async object(error: unknown): Promise<void> {
    complain(this.form, await sentence(error), error instanceof Misfilled ? error.field : null);
  }

  private show(shown: { order: Order; quote: Quote } | null): void {
    const write = (id: string, text: string): void => void (find(`#${id}`, this.form).textContent = text);
    if (!shown) {
      for (const id of ["main", "limit", "fees", "creator", "fans", "protocol", "average", "impact"]) write(`q-${id}`, "–");
      return;
    }
    const { order, quote } = shown;
    const main = find("#q-main-label", this.form);
    const limit = find("#q-limit-label", this.form);
    const cost = order.side === "buy" && order.fixes === "out";
    main.textContent = main.dataset[cost ? "pay" : "receive"] ?? "";
    write("q-main", this.mainSum(order, quote, cost));
    limit.textContent = limit.dataset[limitsCost(order) ? "most" : "least"] ?? "";
    const bound = limitOf(order, quote);
    write("q-limit", order.side === "buy" && !limitsCost(order) ? tokens(bound, this.symbol) : tt(bound));
    write("q-fees", tt(quote.creatorFee + quote.fanFee + quote.protocolFee));
    write("q-creator", tt(quote.creatorFee));
    write("q-fans", tt(quote.fanFee));
    write("q-protocol", tt(quote.protocolFee));
    write("q-average", t("form.price_each", { price: price(quote.average) }));
    write("q-impact", bps(BigInt(quote.impactBps)));
    find("#q-impact", this.form).classList.toggle("impact-high", quote.impactBps >= HIGH_IMPACT_BPS);
  }

  private mainSum(order: Order, quote: Quote, cost: boolean): string {
    if (cost && order.pay === "eth") return eth(ethFor(quote.ttAmount));
    return cost || order.side === "sell" ? tt(quote.ttAmount) : tokens(quote.tokenAmount, this.symbol);
  }

  /** Calls overlap; the last one asked for what the form says now. */
  private async showBalance(): Promise<void> {
    const run = ++this.balanceRun;
    const session = current();
    const inEth = this.choice("side") === "buy" && this.choice("pay") === "eth";
    const selling = this.choice("side") === "sell";
    const line = find("#trade-balance", this.form);
    let balance: bigint | null = null;
    this.balance = null;
    if (session?.chainId === config.chainId) {
      try {
        balance = inEth ? await ethBalance(session) : await tokenBalance(session, selling ? this.token : config.tt);
      } catch {
        // The node does not answer: the banner says so.
      }
    }
    if (run !== this.balanceRun) return;
    this.balance = balance;
    const unit = selling ? this.symbol : t(inEth ? "unit.eth" : "unit.tt");
    line.textContent = balance === null ? " " : t("form.balance", { amount: amount(balance), unit });
    find("#use-all", this.form).hidden = !balance || inEth || (!selling && this.choice("mode") === "out");
  }

  private useAll(): void {
    if (this.balance === null) return;
    this.amount.value = typed(this.balance);
    this.form.dispatchEvent(new Event("input"));
  }
}
