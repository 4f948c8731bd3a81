import type { EIP6963ProviderDetail } from "mipd";

import { make } from "../dom";
import { ask } from "../frame/dialog";
import { toast } from "../frame/toast";
import { t } from "../texts";
import { current, open, wallets, type Session } from "../wallet/wallet";

/** Connects a wallet: the only one there is, one the reader picks, or word of how to get one. */
export async function connect(): Promise<Session | null> {
  const already = current();
  if (already) return already;
  const found = wallets();
  const wallet = found.length === 1 ? found[0] : await pick(found);
  if (!wallet) return null;
  try {
    return await open(wallet);
  } catch (error) {
    const { isRejection, sentence } = await import("../errors");
    toast(isRejection(error) ? "plain" : "bad", await sentence(error));
    return null;
  }
}

async function pick(found: readonly EIP6963ProviderDetail[]): Promise<EIP6963ProviderDetail | undefined> {
  if (found.length === 0) {
    if ((await ask(absent())) === "reload") location.reload();
    return undefined;
  }
  const chosen = await ask(choice(found));
  return found.find((each) => each.info.uuid === chosen);
}

function choice(found: readonly EIP6963ProviderDetail[]): HTMLElement {
  const buttons = found.map(({ info }) => {
    const icon = make("img", { attributes: { alt: "", src: info.icon.startsWith("data:image/") ? info.icon : "" } });
    return make("button", { attributes: { type: "button", value: info.uuid } }, [icon, make("span", { text: info.name })]);
  });
  return make("div", { class: "stack" }, [
    make("h2", { text: t("wallet.choose"), attributes: { id: "dialog-title" } }),
    make("div", { class: "wallets" }, buttons),
    cancel(),
  ]);
}

function absent(): HTMLElement {
  return make("div", { class: "stack" }, [
    make("h2", { text: t("wallet.none_title"), attributes: { id: "dialog-title" } }),
    make("p", { text: t("wallet.none_detail") }),
    make("button", { class: "button main wide", text: t("wallet.reload"), attributes: { type: "button", value: "reload" } }),
    cancel(),
  ]);
}

function cancel(): HTMLElement {
  return make("button", { class: "button quiet wide", text: t("wallet.cancel"), attributes: { type: "button", value: "cancel" } });
}
