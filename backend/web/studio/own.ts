/** What belongs to the connected account: the server writes the part, it is put in place and its forms are bound. */
import type { Address } from "viem";

import { settled } from "../dom";
import { concernsAccount, onHappening } from "../live/live";
import { current, watch } from "../wallet/wallet";

/** Keeps `holder` showing what `path` says of the connected account; `bind` is called with each new content. */
export function showOwn(holder: HTMLElement, path: (account: Address) => string, bind: () => void): () => void {
  const invitation = [...holder.childNodes];
  const load = async (): Promise<void> => {
    const session = current();
    if (!session) return holder.replaceChildren(...invitation);
    const response = await fetch(path(session.account));
    const text = await response.text();
    const typing = holder.contains(document.activeElement) && document.activeElement instanceof HTMLInputElement;
    const busy = holder.querySelector("[aria-busy=true]") !== null;
    if (!response.ok || current()?.account !== session.account || typing || busy) return;
    const parsed = new DOMParser().parseFromString(text, "text/html");
    holder.replaceChildren(...parsed.body.childNodes);
    bind();
  };
  const renew = settled(150, () => void load());
  watch(renew);
  onHappening((event) => {
    if (concernsAccount(event, current()?.account)) renew();
  });
  return renew;
}

