/** What only a creator does with its account: fee, payout address, shares, moving to another key. */
import type { Address } from "viem";

import { acceptCreator } from "../actions/acceptCreator";
import { connect } from "../actions/connect";
import { lowerFee } from "../actions/lowerFee";
import { setPayout } from "../actions/setPayout";
import { setSplits } from "../actions/setSplits";
import { transferCreator } from "../actions/transferCreator";
import { find, maybe } from "../dom";
import { parse, Unreadable } from "../format";
import { bindForm, complain, reading, type FormOptions } from "../forms/form";
import { asAddress } from "../forms/recipient";
import { bindSplits, readSplits } from "../forms/splits";
import { showOwn } from "../studio/own";
import { t } from "../texts";

const NOBODY: Address = "0x0000000000000000000000000000000000000000";

const holder = find("#own");
find("button", holder).addEventListener("click", () => void connect());
const renew = showOwn(holder, (account) => `/fragments/studio/account/${account}`, bind);

function bind(): void {
  const token = (find("#account-of", holder).dataset["token"] ?? "") as Address;
  bindSplits(find("#own-splits"));
  on("#lower-fee", (form) => ({
    check: () => void readFee(form),
    act: (session, step) => lowerFee(session, token, readFee(form), step),
  }));
  on("#payout", (form) => ({
    check: () => void readAddress(form),
    act: (session, step) => setPayout(session, readAddress(form), step),
  }));
  on("#payout-back", () => ({ act: (session, step) => setPayout(session, NOBODY, step) }));
  on("#splits", () => ({
    check: () => void readSplits(find("#own-splits")),
    act: (session, step) => setSplits(session, readSplits(find("#own-splits")), step),
  }));
  on("#move", (form) => ({
    check: () => void readAddress(form),
    act: (session, step) => transferCreator(session, token, readAddress(form), step),
  }));
  on("#move-off", () => ({ act: (session, step) => transferCreator(session, token, NOBODY, step) }));
  for (const form of holder.querySelectorAll<HTMLFormElement>("[data-accept]")) {
    const offered = form.dataset["accept"] as Address;
    bindForm(form, { act: (session, step) => acceptCreator(session, offered, step), done: renew });
  }
}

/** Binds a form if the account has it. */
function on(selector: string, options: (form: HTMLFormElement) => FormOptions): void {
  const form = maybe<HTMLFormElement>(selector, holder);
  if (!form) return;
  form.addEventListener("input", () => complain(form, ""));
  bindForm(form, { ...options(form), done: renew });
}

function readFee(form: HTMLFormElement): number {
  const now = Number(form.dataset["now"]);
  return reading(form, "new_fee", (typed) => {
    const bps = Number(parse(typed, 2));
    if (bps >= now) throw new Unreadable(t("studio.fee_not_lower"));
    return bps;
  });
}

function readAddress(form: HTMLFormElement): Address {
  const name = find<HTMLInputElement>("input", form).name;
  return reading(form, name, asAddress);
}
