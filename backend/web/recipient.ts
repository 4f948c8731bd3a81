/** Somebody else's address in a form: whom a gift goes to. */
import type { Address } from "viem";
import { getAddress, isAddress } from "viem/utils";

import { config } from "./config";
import { find } from "./dom";
import { reading } from "./form";
import { Unreadable } from "./format";
import { t } from "./texts";

/** The address in the field `name`, or null where it is empty. Throws a sentence for the field. */
export function readRecipient(form: HTMLFormElement, name: string): Address | null {
  return reading(form, name, (text) => {
    if (text === "") return null;
    // A checksum that does not fit is a mistyped address.
    if (!isAddress(text)) throw new Unreadable(t("form.address"));
    const address = getAddress(text);
    if (isClosed(address)) throw new Unreadable(t("form.address_closed"));
    return address;
  });
}

/** What has been typed so far, if it is an address. */
export function typedRecipient(form: HTMLFormElement, name: string): Address | null {
  const text = find<HTMLInputElement>(`[name=${name}]`, form).value.trim();
  return isAddress(text) ? getAddress(text) : null;
}

/** Nobody could use there what is sent. */
function isClosed(address: Address): boolean {
  const own = [config.tt, config.market, config.ledger, config.moments, config.auction, config.exchange, config.subscriptions];
  return /^0x0+$/.test(address) || own.some((each) => each.toLowerCase() === address.toLowerCase());
}
