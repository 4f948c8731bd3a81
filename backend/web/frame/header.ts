/** Wallet, account and theme in the header, and the offer to switch the network. */
import { connect } from "../actions/connect";
import { config } from "../config";
import { find } from "../dom";
import { short } from "../format";
import { readerOf, renew } from "../people/session";
import { remember } from "../storage";
import { t } from "../texts";
import { current, switchNetwork, watch, type Session } from "../wallet/wallet";
import { toast } from "./toast";

export function startHeader(): void {
  const button = find<HTMLButtonElement>("#connect");
  const label = button.textContent ?? "";
  const show = (): void => {
    const account = current()?.account ?? readerOf();
    button.textContent = account ? short(account) : label;
    button.classList.toggle("main", !account);
    button.classList.toggle("signed-in", readerOf() !== null);
    if (account) button.setAttribute("aria-label", t("wallet.menu", { account: short(account) }));
    else button.removeAttribute("aria-label");
  };
  watch((session) => {
    show();
    offerSwitch(session);
  });
  document.addEventListener("toktok:reader", show);
  button.addEventListener("click", () => void (current() || readerOf() ? menu() : connect()));
  void renew().catch(() => undefined);
  find("#theme").addEventListener("click", switchTheme);
  find("#network-banner button").addEventListener("click", () => void toOurNetwork());
}

function offerSwitch(session: Session | null): void {
  const banner = find("#network-banner");
  banner.hidden = !session || session.chainId === config.chainId;
  find("span", banner).textContent = t("wallet.wrong_network");
  find("button", banner).textContent = t("wallet.switch", { network: config.network });
}

async function toOurNetwork(): Promise<void> {
  const session = current();
  if (!session) return;
  try {
    await switchNetwork(session.wallet);
    toast("good", t("wallet.switched", { network: config.network }));
  } catch (error) {
    const { sentence } = await import("../errors");
    toast("bad", await sentence(error));
  }
}

async function menu(): Promise<void> {
  const { openMenu } = await import("../people/account-menu");
  await openMenu();
}

function switchTheme(): void {
  const root = document.documentElement;
  const dark = root.dataset["theme"]
    ? root.dataset["theme"] === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  const next = dark ? "light" : "dark";
  root.dataset["theme"] = next;
  remember("theme", next);
  dispatchEvent(new Event("toktok:theme"));
}
