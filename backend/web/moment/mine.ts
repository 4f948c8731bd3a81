/** What is the reader's own on a page: marked where it stands, with what only they may do, or may not. */
import type { Address } from "viem";

import { current } from "../wallet/wallet";

/** Marks everything below `root` for the connected account. */
export function markMine(root: ParentNode = document): void {
  const account = current()?.account.toLowerCase() ?? "";
  const mine = (value: string | undefined): boolean => account !== "" && value?.toLowerCase() === account;
  for (const each of root.querySelectorAll<HTMLElement>("[data-mine]")) each.hidden = !mine(each.dataset["mine"]);
  for (const each of root.querySelectorAll<HTMLElement>("[data-only], [data-not]")) {
    const { only, not } = each.dataset;
    each.hidden = (only !== undefined && !mine(only)) || mine(not);
  }
}

/** Whether `account` is the connected one. */
export function isMe(account: string | undefined): account is Address {
  return account !== undefined && current()?.account.toLowerCase() === account.toLowerCase();
}
