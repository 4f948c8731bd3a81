/** The menu of the header's one button: the wallet that is connected, and who is signed in. */
import { connect } from "../actions/connect";
import { make } from "../dom";
import { short } from "../format";
import { ask } from "../frame/dialog";
import { toast } from "../frame/toast";
import { t } from "../texts";
import { current, leave } from "../wallet/wallet";
import { readerOf, signIn, signOut } from "./session";

export async function openMenu(): Promise<void> {
  const choice = await ask(menu());
  if (choice === "connect") await connect();
  if (choice === "copy") await copy();
  if (choice === "leave") leave();
  if (choice === "in") await enter();
  if (choice === "out") await out();
}

function menu(): HTMLElement {
  const wallet = current();
  const reader = readerOf();
  const account = wallet?.account ?? reader ?? "";
  const isReader = reader !== null && reader.toLowerCase() === account.toLowerCase();
  return make("div", { class: "stack" }, [
    make("h2", { text: wallet?.wallet.info.name ?? t("session.title"), attributes: { id: "dialog-title" } }),
    make("p", { class: "mono", text: account }),
    make("p", { class: "muted", text: standing(reader, isReader) }),
    ...(isReader ? [link("/account", t("session.account"), true)] : [action("in", t("session.sign_in"), true)]),
    link(`/portfolio/${account}`, t("wallet.portfolio")),
    action("copy", t("wallet.copy")),
    ...(wallet ? [action("leave", t("wallet.disconnect"))] : [action("connect", t("session.connect"))]),
    ...(reader ? [action("out", t("session.sign_out"))] : []),
    action("cancel", t("wallet.cancel")),
  ]);
}

function standing(reader: string | null, isReader: boolean): string {
  if (isReader) return t("session.signed_in");
  return reader ? t("session.other", { account: short(reader as `0x${string}`) }) : t("session.signed_out");
}

async function copy(): Promise<void> {
  await navigator.clipboard.writeText(current()?.account ?? readerOf() ?? "");
  toast("plain", t("wallet.copied"));
}

/** The server makes pages for whom it knows: a page that says who reads it is asked for anew. */
async function enter(): Promise<void> {
  try {
    await signIn();
    location.reload();
  } catch (error) {
    const { isRejection, sentence } = await import("../errors");
    toast(isRejection(error) ? "plain" : "bad", await sentence(error));
  }
}

async function out(): Promise<void> {
  try {
    await signOut();
    location.reload();
  } catch (error) {
    const { sentence } = await import("../errors");
    toast("bad", await sentence(error));
  }
}

function link(href: string, text: string, main = false): HTMLElement {
  return make("a", { class: `button wide ${main ? "main" : "quiet"}`, text, attributes: { href } });
}

function action(value: string, text: string, main = false): HTMLElement {
  return make("button", { class: `button wide ${main ? "main" : "quiet"}`, text, attributes: { type: "button", value } });
}
