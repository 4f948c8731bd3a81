/** The reader's own link to this page: who trades through it brings them half of the protocol's fee. */
import type { Address } from "viem";

import type { Payouts } from "../api";
import { find } from "../dom";
import { tt } from "../format";
import { toast } from "../frame/toast";
import { t } from "../texts";
import { watch } from "../wallet/wallet";
import { referralLink } from "./referral";

export function bindShare(section: HTMLElement, path: string): void {
  const field = find<HTMLInputElement>("#share-link", section);
  find("#share-copy", section).addEventListener("click", () => void copy(field));
  watch((session) => {
    find("[data-without]", section).hidden = session !== null;
    find("[data-with]", section).hidden = session === null;
    if (!session) return;
    field.value = referralLink(path, session.account);
    void showEarned(find("#share-earned", section), session.account);
  });
}

async function copy(field: HTMLInputElement): Promise<void> {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    toast("good", t("creator.share_copied"));
  } catch {
    // Without leave to write there the link stays selected, to be copied by hand.
    field.focus();
  }
}

/** All that referring ever brought this account, of every creator. */
async function showEarned(place: HTMLElement, account: Address): Promise<void> {
  const response = await fetch(`/v1/payouts/${account}`);
  if (!response.ok) return;
  const { breakdown } = (await response.json()) as Payouts;
  const earned = breakdown.filter((part) => part.source === "referrals" || part.source === "sale_referrals");
  place.textContent = tt(earned.reduce((sum, part) => sum + BigInt(part.earned), 0n));
}
