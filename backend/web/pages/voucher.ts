/** A voucher: its first buyer creates the moment, and goes there. */
import type { Hex } from "viem";

import { mintVoucher } from "../actions/mintVoucher";
import { find, maybe } from "../dom";
import { tt } from "../format";
import { bindForm } from "../forms/form";
import { Gift } from "../forms/gift";
import { bindQuantity } from "../forms/quantity";
import { carry } from "../frame/carried";
import { bindVerify } from "../moment/verify";
import { referrerFor } from "../people/referral";
import { boughtFor } from "../transactions/bought";

const page = find("#voucher");
const form = maybe<HTMLFormElement>("#mint");

bindVerify();
if (form) {
  const price = BigInt(page.dataset["price"] ?? 0);
  const quantity = bindQuantity(form, price);
  const gift = new Gift(form);
  bindForm(form, {
    check: () => void [quantity(), gift.check()],
    act: async (session, step) => {
      const referrer = referrerFor(session.account, page.dataset["creator"] ?? "");
      const [to, wanted] = [await gift.to(session), quantity()];
      const hash = page.dataset["hash"] as Hex;
      const moment = await mintVoucher(session, { hash, quantity: wanted, to, referrer }, step);
      carry(boughtFor("mint", session.account, to, { tt: tt(price * wanted) }));
      location.assign(`/moments/${moment}`);
    },
  });
}
