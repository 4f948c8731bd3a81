/** Whose page this is: only its own wallet may act on it. */
import { find } from "../dom";
import { watch, type Session } from "../wallet/wallet";

/** Calls `show` with whether the connected wallet is the account of the page, now and whenever it changes. */
export function watchOwner(address: string, show: (isOwner: boolean, session: Session | null) => void): void {
  watch((session) => {
    const isOwner = session?.account.toLowerCase() === address.toLowerCase();
    find("#viewing").hidden = !session || isOwner;
    show(isOwner, session);
  });
}
