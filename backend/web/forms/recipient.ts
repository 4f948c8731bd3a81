/** Addresses that are typed, and whom a gift goes to. */
import type { Address } from "viem";

import { config } from "../config";
import { find } from "../dom";
import { Unreadable } from "../format";
import { t } from "../texts";
import { Misfilled, reading } from "./form";

/** The address in the field `name`, or null where it is empty. Throws a sentence for the field. */
export function readRecipient(form: HTMLFormElement, name: string): Address | null {
  return reading(form, name, (text) => {
    if (text === "") return null;
    const address = asAddress(text);
    if (isClosed(address)) throw new Unreadable(t("form.address_closed"));
    return address;
  });
}

/** What has been typed so far, if it may be an address. */
export function typedRecipient(form: HTMLFormElement, name: string): Address | null {
  const text = find<HTMLInputElement>(`[name=${name}]`, form).value.trim();
  return isShaped(text) ? text : null;
}

/** The same as `readRecipient`, its checksum compared: one that does not fit is a mistyped address. */
export async function checkedRecipient(form: HTMLFormElement, name: string): Promise<Address | null> {
  const address = readRecipient(form, name);
  if (address === null) return null;
  const { isAddress } = await import("viem/utils");
  if (!isAddress(address)) throw new Misfilled(find<HTMLInputElement>(`[name=${name}]`, form), t("form.address_mistyped"));
  return address;
}

/** The address somebody typed. Throws a sentence. */
export function asAddress(text: string): Address {
  if (!isShaped(text)) throw new Unreadable(t("form.address"));
  return text;
}

const isShaped = (text: string): text is Address => /^0x[0-9a-fA-F]{40}$/.test(text);

/** Nobody could use there what is sent. */
function isClosed(address: Address): boolean {
  const own = [config.tt, config.market, config.ledger, config.moments, config.auction, config.exchange, config.subscriptions];
  return /^0x0+$/.test(address) || own.some((each) => each.toLowerCase() === address.toLowerCase());
}
