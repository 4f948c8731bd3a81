/** The terms of a launch, read from its form. */
import type { Terms } from "../actions/launch";
import { find } from "../dom";
import { parse, Unreadable } from "../format";
import { reading } from "../forms/form";
import { t } from "../texts";

const DAY = 86_400;
const WAD = 10n ** 18n;
const LEAST_RAISE = 1_000n * WAD;
const HANDLE = /^[a-z0-9_]{3,20}$/;

/** Who is launched: what the first step asks. */
export function readWho(form: HTMLFormElement): Pick<Terms, "name" | "handle" | "symbol" | "contractURI"> {
  return {
    name: text(form, "name", 48),
    handle: reading(form, "handle", (typed) => {
      const handle = typed.replace(/^@/, "");
      if (!HANDLE.test(handle)) throw new Unreadable(t("studio.handle_shape"));
      return handle;
    }),
    symbol: text(form, "symbol", 12),
    contractURI: find<HTMLInputElement>("[name=uri]", form).value.trim(),
  };
}

/** Everything, as the contract takes it. */
export function readTerms(form: HTMLFormElement): Terms {
  const minimumRaise = sum(form, "minimum");
  const fans = seconds(form, "fan_vesting", 365);
  return {
    ...readWho(form),
    window: Number(find<HTMLSelectElement>("[name=window]", form).value),
    minimumRaise: require(form, "minimum", minimumRaise, minimumRaise >= LEAST_RAISE, "studio.minimum_low"),
    maximumRaise: upTo(form, "maximum", minimumRaise),
    maxPerAccount: sum(form, "per_account"),
    creatorFeeBps: fee(form, "creator_fee"),
    fanFeeBps: fee(form, "fan_fee"),
    allocationVesting: fans,
    creatorVesting: ownVesting(form, fans),
  };
}

/** A sum in TT; an empty field is none. */
export function sum(form: HTMLFormElement, name: string): bigint {
  return reading(form, name, (typed) => parse(typed || "0"));
}

function upTo(form: HTMLFormElement, name: string, minimum: bigint): bigint {
  const maximum = sum(form, name);
  return require(form, name, maximum, maximum === 0n || maximum >= minimum, "studio.maximum_low");
}

function ownVesting(form: HTMLFormElement, fans: number): number {
  const own = seconds(form, "own_vesting", 4 * 365);
  return require(form, "own_vesting", own, own >= fans, "studio.vesting_short");
}

function require<T>(form: HTMLFormElement, name: string, value: T, holds: boolean, problem: string): T {
  return reading(form, name, () => {
    if (!holds) throw new Unreadable(t(problem));
    return value;
  });
}

function text(form: HTMLFormElement, name: string, most: number): string {
  return reading(form, name, (typed) => {
    if (typed === "") throw new Unreadable(t("form.required"));
    if (new TextEncoder().encode(typed).length > most) throw new Unreadable(t("studio.too_long", { n: most }));
    return typed;
  });
}

function fee(form: HTMLFormElement, name: string): number {
  return reading(form, name, (typed) => {
    const value = Number(parse(typed, 2));
    if (value > 300) throw new Unreadable(t("form.percent_range"));
    return value;
  });
}

function seconds(form: HTMLFormElement, name: string, mostDays: number): number {
  return reading(form, name, (typed) => {
    const value = Math.round((Number(parse(typed, 4)) / 10_000) * DAY);
    if (value > mostDays * DAY) throw new Unreadable(t("studio.days_most", { n: mostDays }));
    return value;
  });
}
