import type { Address } from "viem";

import { short } from "../format";
import { t } from "../texts";
import type { Kind } from "./pending";

/** What a purchase says: whom it went to, where that is not who paid. */
export function boughtFor(kind: Kind, payer: Address, to: Address, values: Record<string, string>): string {
  const isOwn = payer.toLowerCase() === to.toLowerCase();
  return isOwn ? t(`done.${kind}`, values) : t(`done.${kind}For`, { ...values, account: short(to) });
}
