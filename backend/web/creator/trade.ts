/** The trade form: a quote while typing, one transaction on submit. */
import type { Address } from "viem";

import { config } from "../config";
import { find, settled } from "../dom";
import { lacking, Refusal, sentence } from "../errors";
import { amount, short, Unreadable } from "../format";
import { bindForm, complain, Misfilled } from "../forms/form";
import { bindPresets, showPresets } from "../forms/presets";
import { checkedRecipient, typedRecipient } from "../forms/recipient";
import { acceptRisk } from "../forms/risk";
import { concernsAccount, onHappening, onStale } from "../live/live";
import { referrerFor } from "../people/referral";
import { t } from "../texts";
import { ethBalance, tokenBalance } from "../wallet/balances";
import { current, watch, type Session } from "../wallet/wallet";
import { buyOrder, quoteOf, readOrder, sameOrder, sellOrder } from "./order";
import { fetchQuote } from "./quote";
import { showQuote, spentBy, type Quoted } from "./quoted";

export class TradeForm {
  private readonly token: Address;
  private readonly symbol: string;
  private readonly amount: HTMLInputElement;
  private shown: Quoted | null = null;
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
      if (concernsAccount(event, current()?.account)) void this.showBalance();
    });
    onStale(() => {
      requote();
      void this.showBalance();
    });
    bindPresets(form, this.amount, () => ({ balance: this.balance, isEth: this.paysEth() }));
    watch(() => {
      this.show();
      void this.showBalance();
    });
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
    const terms = { token: this.token, symbol: this.symbol, referrer: this.referrer(session) };
    try {
      if (order.side === "buy") {
        const to = (await checkedRecipient(this.form, "recipient")) ?? session.account;
        await acceptRisk();
        const { buy } = await import("../actions/buy");
        return await buy(session, buyOrder(order, quote, { ...terms, to }), step);
      }
      await this.requireTokens(session, order.amount);
      const { sell } = await import("../actions/sell");
      return await sell(session, sellOrder(order, quote, { ...terms, to: session.account }), step);
    } catch (error) {
      // What was refused is answered with the quote of this moment.
      void this.quote();
      throw error;
    }
  }

  private async requireTokens(session: Session, wanted: bigint): Promise<void> {
    if (session.chainId !== config.chainId) return;
    const balance = await tokenBalance(session, this.token);
    if (balance < wanted) throw lacking.tokens(balance, wanted, this.symbol);
  }

  private referrer(session: Session | null): Address | null {
    return referrerFor(session?.account, this.form.dataset["creator"] ?? "");
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
    this.show();
  }

  private show(): void {
    showQuote(this.form, this.shown, this.symbol, this.referrer(current()));
    this.writeBalance();
  }

  private choice(name: string): string {
    return find<HTMLInputElement>(`[name=${name}]:checked`, this.form).value;
  }

  private readonly isSale = (): boolean => this.choice("side") === "sell";
  private readonly paysEth = (): boolean => !this.isSale() && this.choice("pay") === "eth";
  private readonly fixesTokens = (): boolean => this.isSale() || this.choice("mode") === "out";

  /** Labels, units and presets that follow from buy or sell, exact in or out, TT or ETH. */
  private shape(): void {
    const label = find("label[for=amount]", this.form);
    label.textContent = label.dataset[this.isSale() ? "sell" : this.fixesTokens() ? "get" : "pay"] ?? "";
    find("#amount-unit", this.form).textContent = this.fixesTokens() ? this.symbol : t(`unit.${this.choice("pay")}`);
    for (const part of this.form.querySelectorAll<HTMLElement>("[data-for=buy]")) part.hidden = this.isSale();
    find("#eth-rest", this.form).hidden = !(this.paysEth() && this.fixesTokens());
    this.shapeSubmit();
    void this.showBalance();
  }

  /** The button, and beside it in words, who gets what is bought. */
  private shapeSubmit(): void {
    const recipient = this.isSale() ? null : typedRecipient(this.form, "recipient");
    const said = find(".gift-said", this.form);
    said.hidden = recipient === null;
    said.textContent = recipient ? t("form.gift_said", { account: short(recipient), symbol: this.symbol }) : "";
    const submit = find("#trade-submit", this.form);
    const key = this.isSale() ? "submitSell" : recipient ? "submitGift" : "submitBuy";
    submit.dataset["label"] = this.form.dataset[key] ?? "";
    if (submit.getAttribute("aria-busy") !== "true") submit.textContent = submit.dataset["label"];
  }

  private async quote(): Promise<void> {
    this.request.abort();
    this.request = new AbortController();
    const { signal } = this.request;
    let order;
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
      this.show();
    } catch (error) {
      if (signal.aborted) return;
      this.forget();
      complain(this.form, await sentence(error));
    }
  }

  /** Says what cannot be read, at the field it is about. */
  private async object(error: unknown): Promise<void> {
    complain(this.form, await sentence(error), error instanceof Misfilled ? error.field : null);
  }

  /** What there is to spend, and whether it is less than the quote in the form takes. */
  private writeBalance(): void {
    const { balance } = this;
    const unit = this.isSale() ? this.symbol : t(this.paysEth() ? "unit.eth" : "unit.tt");
    const isShort = balance !== null && this.shown !== null && balance < spentBy(this.shown);
    const line = find("#trade-balance", this.form);
    line.classList.toggle("short", isShort);
    const key = isShort ? "form.balance_short" : "form.balance";
    line.textContent = balance === null ? " " : t(key, { amount: amount(balance), unit });
  }

  /** Calls overlap; the last one asked for what the form says now. */
  private async showBalance(): Promise<void> {
    const run = ++this.balanceRun;
    const session = current();
    const [isSale, paysEth] = [this.isSale(), this.paysEth()];
    let balance: bigint | null = null;
    if (session?.chainId === config.chainId) {
      try {
        balance = paysEth ? await ethBalance(session) : await tokenBalance(session, isSale ? this.token : config.tt);
      } catch {
        // The node does not answer: the banner says so.
      }
    }
    if (run !== this.balanceRun) return;
    this.balance = balance;
    this.writeBalance();
    const fixed = isSale ? null : this.fixesTokens() ? "tokens" : this.choice("pay");
    showPresets(this.form, fixed, fixed === "tokens" ? "hidden" : balance ? "on" : "off");
  }
}
