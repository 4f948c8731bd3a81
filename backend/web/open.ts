/** The form that opens a launch. */
import { launch, type Terms } from "./actions/launch";
import { find } from "./dom";
import { bindForm } from "./form";
import { parse, price, Unreadable } from "./format";
import { t } from "./texts";

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

find("#minimum").addEventListener("input", showFloor);

function readTerms(): Terms {
  for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
  return {
    name: required("name"),
    handle: required("handle").replace(/^@/, ""),
    symbol: required("symbol"),
    contractURI: text("uri"),
    window: Number(text("window")),
    minimumRaise: reading("minimum", () => parse(text("minimum"))),
    maximumRaise: reading("maximum", () => parse(text("maximum") || "0")),
    maxPerAccount: reading("per_account", () => parse(text("per_account") || "0")),
    creatorFeeBps: reading("creator_fee", () => feeBps("creator_fee")),
    fanFeeBps: reading("fan_fee", () => feeBps("fan_fee")),
    allocationVesting: reading("fan_vesting", () => seconds("fan_vesting")),
    creatorVesting: reading("own_vesting", () => seconds("own_vesting")),
  };
}

/** Marks the field that cannot be read, and goes there. */
function reading<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const field = find<HTMLInputElement>(`[name=${name}]`, form);
    field.setAttribute("aria-invalid", "true");
    field.focus();
    const label = field.labels?.[0]?.textContent ?? name;
    throw error instanceof Unreadable ? new Unreadable(`${label}: ${error.message}`) : error;
  }
}

function required(name: string): string {
  return reading(name, () => {
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
