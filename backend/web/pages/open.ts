/** The form that opens a launch. */
import { launch, type Terms } from "../actions/launch";
import { find } from "../dom";
import { bindForm, complain, reading } from "../form";
import { parse, price, Unreadable } from "../format";
import { t } from "../texts";

const LAUNCH_SUPPLY = 1_000_000n;
const DAY = 86_400;

const form = find<HTMLFormElement>("#open");
const text = (name: string): string => find<HTMLInputElement>(`[name=${name}]`, form).value.trim();

bindForm(form, {
  check: () => void readTerms(),
  act: async (session, step) => {
    const token = await launch(session, readTerms(), step);
    location.assign(`/launches/${token}`);
  },
});

form.addEventListener("input", () => complain(form, ""));
find("#minimum").addEventListener("input", showFloor);

function readTerms(): Terms {
  return {
    name: required("name"),
    handle: required("handle").replace(/^@/, ""),
    symbol: required("symbol"),
    contractURI: text("uri"),
    window: Number(text("window")),
    minimumRaise: reading(form, "minimum", () => parse(text("minimum"))),
    maximumRaise: reading(form, "maximum", () => parse(text("maximum") || "0")),
    maxPerAccount: reading(form, "per_account", () => parse(text("per_account") || "0")),
    creatorFeeBps: reading(form, "creator_fee", () => feeBps("creator_fee")),
    fanFeeBps: reading(form, "fan_fee", () => feeBps("fan_fee")),
    allocationVesting: reading(form, "fan_vesting", () => seconds("fan_vesting")),
    creatorVesting: reading(form, "own_vesting", () => seconds("own_vesting")),
  };
}

function required(name: string): string {
  return reading(form, name, () => {
    if (text(name) === "") throw new Unreadable(t("form.required"));
    return text(name);
  });
}

function feeBps(name: string): number {
  const value = Number(parse(text(name), 2));
  if (value > 300) throw new Unreadable(t("form.percent_range"));
  return value;
}

function seconds(name: string): number {
  return Math.round((Number(parse(text(name), 4)) / 10_000) * DAY);
}

function showFloor(): void {
  try {
    const floor = parse(text("minimum")) / LAUNCH_SUPPLY;
    find("#floor-preview").textContent = t("form.price_each", { price: price(floor) });
  } catch {
    find("#floor-preview").textContent = "–";
  }
}
