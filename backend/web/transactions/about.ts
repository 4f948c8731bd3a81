/** What a transaction was about: the page it was sent from, and the way back there from elsewhere. */
import type { Link } from "../frame/toast";
import { t } from "../texts";
import type { Pending } from "./pending";

export function aboutHere(): NonNullable<Pending["about"]> {
  const name = document.querySelector("h1")?.textContent?.trim() || document.title;
  return { path: location.pathname, name: name.slice(0, 60) };
}

/** To that page from another one; from that page itself to where one sees what one has. */
export function linkOf({ about, account }: Pending): Link | null {
  if (about && about.path !== location.pathname) return { href: about.path, text: t("follow.show", { name: about.name }) };
  const portfolio = `/portfolio/${account}`;
  return location.pathname === portfolio ? null : { href: portfolio, text: t("follow.portfolio") };
}
