/** A voucher: its first buyer creates the moment, and goes there. */
import type { Hex } from "viem";

import { mintVoucher } from "../actions/mintVoucher";
import { find, maybe } from "../dom";
import { bindForm } from "../forms/form";
import { bindQuantity } from "../forms/quantity";
import { bindVerify } from "../moment/verify";
import { referrerFor } from "../people/referral";

const page = find("#voucher");
const form = maybe<HTMLFormElement>("#mint");

bindVerify();
if (form) {
  const quantity = bindQuantity(form, BigInt(page.dataset["price"] ?? 0));
  bindForm(form, {
    check: () => void quantity(),
    act: async (session, step) => {
      const referrer = referrerFor(session.account, page.dataset["creator"] ?? "");
      const moment = await mintVoucher(session, page.dataset["hash"] as Hex, quantity(), referrer, step);
      location.assign(`/moments/${moment}`);
    },
  });
}
