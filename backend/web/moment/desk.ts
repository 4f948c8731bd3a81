/** What one does with a token, or with offers for any of a moment: list, buy, offer, accept, cancel, redeem, give. */
import type { Address, Hex } from "viem";

import { acceptOffer } from "../actions/acceptOffer";
import { cancelAuction } from "../actions/cancelAuction";
import { cancelOrder } from "../actions/cancelOrder";
import { createAuction } from "../actions/createAuction";
import { fillListing } from "../actions/fillListing";
import { giveMoment } from "../actions/giveMoment";
import { listMoment } from "../actions/listMoment";
import { makeOffer } from "../actions/makeOffer";
import { redeem } from "../actions/redeem";
import { find, maybe } from "../dom";
import { tt } from "../format";
import { bindAmount, bindForm, reading } from "../forms/form";
import { Gift } from "../forms/gift";
import { asAddress } from "../forms/recipient";
import { toast } from "../frame/toast";
import { refreshAll } from "../live/live";
import { t } from "../texts";
import { watch } from "../wallet/wallet";
import { isMe, markMine } from "./mine";

const bound = new WeakSet<HTMLFormElement>();

/** Binds every form of the desk; parts that come later are bound as they come. */
export function bindDesk(): void {
  bindOffer();
  bindOwner();
  const show = (): void => {
    bindOrders();
    markMine();
    showForms();
  };
  watch(show);
  document.body.addEventListener("htmx:afterSwap", show);
  // What somebody is about to sign does not vanish under the pointer.
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const { target } = (event as CustomEvent<{ target: Element }>).detail;
    if (target.querySelector("[aria-busy=true]")) (event as CustomEvent<{ shouldSwap: boolean }>).detail.shouldSwap = false;
  });
  keepFocus();
}

/** A field that stays as it is over a swap loses the focus in browsers that cannot move what is in use. */
function keepFocus(): void {
  let inUse: HTMLElement | null = null;
  document.body.addEventListener("htmx:beforeSwap", () => {
    inUse = document.activeElement?.closest("[hx-preserve]") ? (document.activeElement as HTMLElement) : null;
  });
  document.body.addEventListener("htmx:afterSwap", () => {
    if (inUse?.isConnected && document.activeElement === document.body) inUse.focus();
  });
}

const token = (): DOMStringMap => maybe("#desk [data-token-id]")?.dataset ?? {};
const tokenId = (): bigint => BigInt(token()["tokenId"] ?? 0);
const days = (form: HTMLFormElement): number => Number(find<HTMLSelectElement>("[name=days]", form).value);

function bindOffer(): void {
  const form = maybe<HTMLFormElement>("#offer");
  if (!form) return;
  const forAny = form.dataset["side"] === "moment";
  bindAmount(form, {
    act: async (price, session, step) => {
      // Who offers for a token with its perk unused does not get one without.
      const version = !forAny && token()["perk"] === "unused" ? BigInt(token()["version"] ?? 0) : 0n;
      const id = BigInt(form.dataset["id"] ?? 0);
      await makeOffer(session, { id, forAny, version, price, days: days(form) }, step);
      toast("good", t("moment.offered", { tt: tt(price) }));
    },
    done: refreshAll,
  });
}

function bindOwner(): void {
  const list = maybe<HTMLFormElement>("#list");
  if (list) {
    bindAmount(list, {
      act: async (price, session, step) => {
        const version = BigInt(token()["version"] ?? 0);
        await listMoment(session, { tokenId: tokenId(), version, price, days: days(list) }, step);
        toast("good", t("moment.listed", { tt: tt(price) }));
      },
      done: refreshAll,
    });
  }
  const sale = maybe<HTMLFormElement>("#open-auction");
  if (sale) {
    bindAmount(sale, {
      act: (reservePrice, session, step) => {
        const duration = BigInt(Math.round(days(sale) * 86_400));
        return createAuction(session, { tokenId: tokenId(), reservePrice, opensAt: 0n, duration }, step);
      },
      // The auction has a part of the page to itself.
      done: () => location.assign(`/moments/${tokenId() / 100_000n}`),
    });
  }
  const perk = maybe<HTMLFormElement>("#redeem");
  if (perk) bindForm(perk, { act: (session, step) => redeem(session, tokenId(), step), done: refreshAll });
  const gift = maybe<HTMLFormElement>("#gift");
  if (!gift) return;
  const to = (): Address => reading(gift, "to", asAddress);
  bindForm(gift, {
    check: () => void to(),
    act: (session, step) => giveMoment(session, tokenId(), to(), step),
    done: refreshAll,
  });
}

function bindOrders(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>(".order-act")) {
    if (bound.has(form)) continue;
    bound.add(form);
    const hash = form.dataset["order"] as Hex;
    if (form.dataset["act"] === "fill") {
      bindFill(form, hash);
      continue;
    }
    bindForm(form, {
      act: (session, step) => {
        if (form.dataset["act"] === "accept") return acceptOffer(session, hash, tokenId(), step);
        if (form.dataset["act"] === "cancelAuction") return cancelAuction(session, BigInt(hash), step);
        return cancelOrder(session, hash, step);
      },
      done: refreshAll,
    });
  }
}

function bindFill(form: HTMLFormElement, hash: Hex): void {
  const gift = new Gift(form);
  bindForm(form, {
    check: () => gift.check(),
    act: async (session, step) => fillListing(session, hash, await gift.to(session), step),
    done: () => {
      gift.clear();
      refreshAll();
    },
  });
}

/** The forms that are for the owner, or for everybody else. */
function showForms(): void {
  const { owner, perk, inAuction } = token();
  const owns = isMe(owner) && !inAuction;
  for (const each of document.querySelectorAll<HTMLElement>("[data-owner-only]")) each.hidden = !owns;
  for (const each of document.querySelectorAll<HTMLElement>("[data-not-owner]")) each.hidden = isMe(owner);
  const redeemable = maybe("#redeem");
  if (redeemable) redeemable.hidden = !owns || perk !== "unused";
  const button = maybe<HTMLButtonElement>("#list [type=submit]");
  if (!button || button.getAttribute("aria-busy") === "true") return;
  const isListed = maybe(".order-act[data-act=fill]") !== null;
  button.dataset["label"] = button.dataset[isListed ? "reprice" : "list"] ?? "";
  button.textContent = button.dataset["label"];
  find("#reprice-hint").hidden = !isListed;
}
