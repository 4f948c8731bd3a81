/** A creator's page: chart, trade, subscription, tip, and the reader's own link. */
import type { Address } from "viem";

import { followAnchors } from "../creator/anchors";
import { MembershipForm } from "../creator/membership";
import { TradeForm } from "../creator/trade";
import { find, settled } from "../dom";
import { bindAmount } from "../forms/form";
import { bindPresets } from "../forms/presets";
import { onHappening, onStale } from "../live/live";
import { bindShare } from "../people/share";
import { t } from "../texts";
import { current, watch } from "../wallet/wallet";

const page = find("#creator");
const token = page.dataset["token"] as Address;
const creator = page.dataset["creator"] as Address;

new TradeForm(find<HTMLFormElement>("#trade"));
new MembershipForm(find<HTMLFormElement>("#subscribe"), creator, token);
const tipping = find<HTMLFormElement>("#tip");
bindAmount(tipping, {
  act: async (wei, session, step) => (await import("../actions/tip")).tip(session, creator, wei, step),
});
bindPresets(tipping, find<HTMLInputElement>("#tip-amount"));
bindShare(find("#share"), `/creators/${page.dataset["handle"] ?? ""}`);
followAnchors(find(".anchors"));
void drawChart(find("#chart"));

async function drawChart(holder: HTMLElement): Promise<void> {
  if (holder.querySelector(".empty")) return;
  const { PriceChart } = await import("../creator/chart");
  const chart = new PriceChart(holder, token, BigInt(page.dataset["floor"] ?? "0"), t("chart.floor"));
  const buttons = [...document.querySelectorAll<HTMLButtonElement>("#intervals button")];
  for (const button of buttons) {
    button.addEventListener("click", () => {
      for (const each of buttons) each.setAttribute("aria-pressed", String(each === button));
      void chart.show(button.dataset["interval"] ?? "1h");
    });
  }
  const mark = (): void => void chart.mark(current()?.account ?? null);
  // Where nobody answers it is read again once somebody does.
  const renew = settled(300, () => void chart.load().then(mark, () => undefined));
  onStale(renew);
  onHappening((event) => {
    if (event.kind === "trade" && event.token?.toLowerCase() === token.toLowerCase()) renew();
  });
  await chart.show(holder.dataset["interval"] ?? "1h");
  watch(mark);
}
