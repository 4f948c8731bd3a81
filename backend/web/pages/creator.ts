/** A creator's page: chart, trade, tip. */
import type { Address } from "viem";

import { tip } from "../actions/tip";
import { find, settled } from "../dom";
import { bindAmount } from "../form";
import { onHappening } from "../live";
import { t } from "../texts";
import { TradeForm } from "../trade";

const page = find("#creator");
const token = page.dataset["token"] as Address;

new TradeForm(find<HTMLFormElement>("#trade"));
const tipping = find<HTMLFormElement>("#tip");
bindAmount(tipping, {
  act: (wei, session, step) => tip(session, tipping.dataset["creator"] as Address, wei, step),
});
void drawChart(find("#chart"));

async function drawChart(holder: HTMLElement): Promise<void> {
  if (holder.querySelector(".empty")) return;
  const { PriceChart } = await import("../chart");
  const chart = new PriceChart(holder, token, BigInt(page.dataset["floor"] ?? "0"), t("chart.floor"));
  const buttons = [...document.querySelectorAll<HTMLButtonElement>("#intervals button")];
  for (const button of buttons) {
    button.addEventListener("click", () => {
      for (const each of buttons) each.setAttribute("aria-pressed", String(each === button));
      void chart.show(button.dataset["interval"] ?? "1h");
    });
  }
  const renew = settled(300, () => void chart.load());
  onHappening((event) => {
    if (event.kind === "trade" && event.token?.toLowerCase() === token.toLowerCase()) renew();
  });
  await chart.show(holder.dataset["interval"] ?? "1h");
}
