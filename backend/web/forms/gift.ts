/** Whom a purchase is for: an optional field of its form, and what is said beside the button while it is filled in. */
import type { Address } from "viem";

import { find } from "../dom";
import { short } from "../format";
import { t } from "../texts";
import type { Session } from "../wallet/wallet";
import { checkedRecipient, readRecipient, typedRecipient } from "./recipient";

export class Gift {
  constructor(
    private readonly form: HTMLFormElement,
    private readonly name = "recipient",
  ) {
    form.addEventListener("input", () => this.say());
    this.say();
  }

  /** Throws a sentence where something stands in the field that is no address. */
  check(): void {
    readRecipient(this.form, this.name);
  }

  /** Who gets what the account of `session` pays for. */
  async to(session: Session): Promise<Address> {
    return (await checkedRecipient(this.form, this.name)) ?? session.account;
  }

  /** The next purchase is one's own again, unless its receiver is typed again. */
  clear(): void {
    find<HTMLInputElement>(`[name=${this.name}]`, this.form).value = "";
    this.say();
  }

  private say(): void {
    const account = typedRecipient(this.form, this.name);
    const said = find(".gift-said", this.form);
    said.hidden = account === null;
    said.textContent = account ? t("form.gift_goes", { account: short(account) }) : "";
  }
}
