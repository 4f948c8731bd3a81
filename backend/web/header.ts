/** Wallet and theme in the header, and the offer to switch the network. */
import { connect } from "./actions/connect";
import { config } from "./config";
import { ask } from "./dialog";
import { find, make } from "./dom";
import { short } from "./format";
import { remember } from "./storage";
import { t } from "./texts";
import { toast } from "./toast";
import { current, leave, switchNetwork, watch, type Session } from "./wallet";

export function startHeader(): void {
  const button = find<HTMLButtonElement>("#connect");
  const label = button.textContent ?? "";
  watch((session) => {
    button.textContent = session ? short(session.account) : label;
    button.classList.toggle("main", !session);
    if (session) button.setAttribute("aria-label", t("wallet.menu", { account: session.account }));
    else button.removeAttribute("aria-label");
    offerSwitch(session);
  });
  button.addEventListener("click", () => void (current() ? menu() : connect()));
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
    const { sentence } = await import("./errors");
    toast("bad", await sentence(error));
  }
}

async function menu(): Promise<void> {
  const session = current();
  if (!session) return;
  const choice = await ask(
    make("div", { class: "stack" }, [
      make("h2", { text: session.wallet.info.name, attributes: { id: "dialog-title" } }),
      make("p", { class: "mono", text: session.account }),
      make("a", { class: "button main wide", text: t("wallet.portfolio"), attributes: { href: `/portfolio/${session.account}` } }),
      action("copy", t("wallet.copy")),
      action("leave", t("wallet.disconnect")),
      action("cancel", t("wallet.cancel")),
    ]),
  );
  if (choice === "leave") leave();
  if (choice === "copy") {
    await navigator.clipboard.writeText(session.account);
    toast("plain", t("wallet.copied"));
  }
}

function action(value: string, text: string): HTMLElement {
  return make("button", { class: "button quiet wide", text, attributes: { type: "button", value } });
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
