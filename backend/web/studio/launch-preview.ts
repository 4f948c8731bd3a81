/** What follows from the terms of a launch: the curve, what fans and creator get, all terms once more. */
import type { Terms } from "../actions/launch";
import { find, make } from "../dom";
import { amount, bps, plain, price, tokens, tt } from "../format";
import { t } from "../texts";
import { LAUNCH_SUPPLY, priceAt, supplyAt, WAD } from "./curve";
import { drawCurve } from "./curve-chart";
import { readTerms, sum } from "./launch-terms";

const DAY = 86_400;
const PROTOCOL_BPS = 100;

type Line = [name: string, value: string];

/** The preview step. */
export function showPreview(form: HTMLFormElement): void {
  const terms = readTerms(form);
  const { minimumRaise, maximumRaise } = terms;
  const raises = [{ reserve: minimumRaise, label: t("studio.at_minimum") }];
  if (maximumRaise > minimumRaise) raises.push({ reserve: maximumRaise, label: t("studio.at_maximum") });
  const floor = t("form.price_each", { price: price(priceAt(0n, minimumRaise)) });
  drawCurve(find("#curve"), raises, t("studio.curve_label", { floor }));
  showLater(minimumRaise);
  showLines(find("#fans-get"), fansGet(terms));
  showLines(find("#you-get"), youGet(terms, sum(form, "own_part")));
}

/** All terms, as they will be signed. */
export function showSummary(form: HTMLFormElement): void {
  const terms = readTerms(form);
  const select = find<HTMLSelectElement>("#window", form);
  const limit = (wei: bigint): string => (wei ? tt(wei) : t("studio.no_limit"));
  showLines(find("#summary"), [
    [t("studio.term_who"), `${terms.name} (@${terms.handle}, ${terms.symbol})`],
    ...(terms.contractURI ? [[t("studio.term_uri"), terms.contractURI] as Line] : []),
    [t("studio.term_window"), select.selectedOptions[0]?.textContent ?? ""],
    [t("studio.term_minimum"), tt(terms.minimumRaise)],
    [t("studio.term_maximum"), limit(terms.maximumRaise)],
    [t("studio.term_account"), limit(terms.maxPerAccount)],
    [t("studio.term_creator_fee"), bps(BigInt(terms.creatorFeeBps))],
    [t("studio.term_fan_fee"), bps(BigInt(terms.fanFeeBps))],
    [t("studio.term_vesting"), days(terms.allocationVesting)],
    [t("studio.term_own_vesting"), days(terms.creatorVesting)],
    [t("studio.term_bond"), tt(BigInt(form.dataset["bond"] ?? "0"))],
  ]);
}

/** Where the price stands once so much more has been paid in, before fees. */
function showLater(raised: bigint): void {
  const rows = [0n, 50n, 100n, 300n].map((percent) => {
    const more = (raised * percent) / 100n;
    const supply = supplyAt(raised + more, raised);
    const now = priceAt(supply, raised);
    const times = plain(Number((now * 100n) / priceAt(0n, raised)) / 100, 2);
    return make("tr", {}, [
      make("th", { text: percent ? tt(more) : t("studio.nothing_yet"), attributes: { scope: "row" } }),
      make("td", { class: "num", text: `${price(now)} (×${times})` }),
      make("td", { class: "num", text: amount(supply) }),
    ]);
  });
  find("#later").replaceChildren(...rows);
}

function fansGet(terms: Terms): Line[] {
  const hundred = (LAUNCH_SUPPLY * 100n * WAD) / terms.minimumRaise;
  return [
    [t("studio.for_hundred"), tokens(hundred, terms.symbol)],
    [t("studio.vests_over"), days(terms.allocationVesting)],
    [t("studio.of_each_trade"), bps(BigInt(terms.fanFeeBps))],
    [t("studio.way_back"), t("form.price_each", { price: price(priceAt(0n, terms.minimumRaise)) })],
  ];
}

function youGet(terms: Terms, own: bigint): Line[] {
  const part = own > terms.minimumRaise ? LAUNCH_SUPPLY : (LAUNCH_SUPPLY * own) / terms.minimumRaise;
  return [
    [t("studio.of_each_trade"), bps(BigInt(terms.creatorFeeBps))],
    [t("studio.own_tokens"), tokens(part, terms.symbol)],
    [t("studio.vests_over"), days(terms.creatorVesting)],
    [t("studio.protocol_part"), bps(BigInt(PROTOCOL_BPS))],
  ];
}

function days(seconds: number): string {
  return t("form.days", { n: plain(seconds / DAY, 2) });
}

function showLines(list: HTMLElement, lines: readonly Line[]): void {
  list.replaceChildren(
    ...lines.map(([name, value]) => make("div", {}, [make("dt", { text: name }), make("dd", { text: value })])),
  );
}
