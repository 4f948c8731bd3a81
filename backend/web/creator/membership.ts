/** The subscription card: what the plan of this moment costs, for whom, and how the connected account stands. */
import type { Address } from "viem";

import { find, maybe, settled } from "../dom";
import { tt, Unreadable } from "../format";
import { bindForm } from "../forms/form";
import { Gift } from "../forms/gift";
import { onHappening } from "../live/live";
import { t } from "../texts";
import { current, watch } from "../wallet/wallet";

/** What may change how an account stands. */
const RENEWING = ["subscription", "plan", "trade", "allocation", "return", "token_transfer"];

interface Plan {
  id: bigint;
  fee: bigint;
}

export class MembershipForm {
  constructor(
    private readonly form: HTMLFormElement,
    creator: Address,
    private readonly token: Address,
  ) {
    const gift = new Gift(form, "member");
    const renew = settled(150, () => void this.showStanding());
    bindForm(form, {
      check: () => void [this.plan(), gift.check()],
      act: async (session, step) => {
        const { id, fee } = this.plan();
        const periods = this.periods();
        const account = await gift.to(session);
        const { subscribe } = await import("../actions/subscribe");
        await subscribe(session, { creator, planId: id, periods, account, cost: fee * periods }, step);
      },
      done: () => {
        gift.clear();
        renew();
      },
    });
    form.addEventListener("input", () => this.showCost());
    // The server writes the plan anew when it changes; the form goes by what stands there.
    document.body.addEventListener("htmx:afterSwap", () => this.showCost());
    watch(renew);
    onHappening((event) => {
      if (event.token?.toLowerCase() === token.toLowerCase() && RENEWING.includes(event.kind)) renew();
    });
    this.showCost();
  }

  private plan(): Plan {
    const terms = maybe("#plan-terms");
    if (!terms) throw new Unreadable(t("creator.plan_gone"));
    return { id: BigInt(terms.dataset["plan"] ?? "0"), fee: BigInt(terms.dataset["fee"] ?? "0") };
  }

  private periods(): bigint {
    return BigInt(find<HTMLSelectElement>("[name=periods]", this.form).value);
  }

  private showCost(): void {
    const terms = maybe("#plan-terms");
    this.form.hidden = terms === null;
    if (terms) find("#plan-cost", this.form).textContent = tt(this.plan().fee * this.periods());
  }

  /** Until when the connected account is a subscriber, as the server says it. */
  private async showStanding(): Promise<void> {
    const place = find("#membership");
    const session = current();
    if (!session) return place.replaceChildren();
    const response = await fetch(`/fragments/membership/${this.token}/${session.account}`);
    const text = await response.text();
    if (!response.ok || current()?.account !== session.account) return;
    place.replaceChildren(...new DOMParser().parseFromString(text, "text/html").body.childNodes);
  }
}
