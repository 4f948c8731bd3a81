/** Amounts at the edge: wei in, text out, and back. Cut, never rounded up. */
import { t } from "./texts";

const WEI = 10n ** 18n;

/** A sum for reading: 1,234, 12.34, 0.01234. */
export function amount(wei: bigint): string {
  if (wei < 0n) return `−${amount(-wei)}`;
  const whole = wei / WEI;
  if (whole >= 1_000_000n) return `${grouped(whole / 1_000_000n)}.${digits(wei / 10n ** 22n, 2)}M`;
  if (whole >= 1_000n) return grouped(whole);
  if (whole >= 1n) return trimmed(`${whole}.${digits(wei / 10n ** 16n, 2)}`);
  if (wei === 0n) return "0";
  if (wei < 10n ** 10n) return "<0.00000001";
  const places = 18 - wei.toString().length + 4;
  return trimmed(`0.${fraction(wei).slice(0, places)}`);
}

/** Every digit that is there. */
export function exact(wei: bigint): string {
  if (wei < 0n) return `−${exact(-wei)}`;
  return trimmed(`${grouped(wei / WEI)}.${fraction(wei)}`);
}

/** A price with five significant digits. */
export function price(wei: bigint): string {
  if (wei === 0n) return "0";
  const length = wei.toString().length;
  const places = Math.min(18, Math.max(2, length > 18 ? 5 - (length - 18) : 18 - length + 5));
  return `${grouped(wei / WEI)}.${fraction(wei).slice(0, places)}`;
}

export const tt = (wei: bigint): string => `${amount(wei)} ${t("unit.tt")}`;
export const exactTt = (wei: bigint): string => `${exact(wei)} ${t("unit.tt")}`;
export const eth = (wei: bigint): string => `${amount(wei)} ${t("unit.eth")}`;
export const tokens = (wei: bigint, symbol: string): string => `${amount(wei)} ${symbol}`;
export const bps = (value: bigint): string => `${trimmed((Number(value) / 100).toFixed(2))} %`;
export const short = (address: string): string => `${address.slice(0, 6)}…${address.slice(-4)}`;

/** A date by its timestamp, in UTC as the server writes it. */
export const day = (timestamp: bigint): string =>
  new Date(Number(timestamp) * 1000).toLocaleDateString(document.documentElement.lang, {
    day: "numeric", month: "short", year: "numeric", timeZone: "UTC",
  });

/** A number someone typed, in wei. Throws a sentence for the field. */
export function parse(text: string, decimals = 18, wrong = t("form.not_number")): bigint {
  const clean = text.trim().replace(/[\s,_']/g, "");
  if (clean === "") throw new Unreadable(t("form.empty"));
  const match = /^(\d*)\.?(\d*)$/.exec(clean);
  if (!match || clean === ".") throw new Unreadable(wrong);
  const [, whole = "", rest = ""] = match;
  if (rest.length > decimals) throw new Unreadable(t("form.decimals", { max: decimals }));
  return BigInt(whole || "0") * 10n ** BigInt(decimals) + BigInt(rest.padEnd(decimals, "0") || "0");
}

/** A sum someone typed, in wei: nothing is no sum. */
export function parseSum(text: string): bigint {
  const wrong = t("form.sum");
  const wei = parse(text, 18, wrong);
  if (wei === 0n) throw new Unreadable(wrong);
  return wei;
}

/** What someone typed cannot be read; the message says why. */
export class Unreadable extends Error {}

const grouped = (whole: bigint): string => whole.toString().replace(/\B(?=(\d{3})+$)/g, ",");
const fraction = (wei: bigint): string => (wei % WEI).toString().padStart(18, "0");
const digits = (scaled: bigint, places: number): string => scaled.toString().padStart(places, "0").slice(-places);
const trimmed = (text: string): string => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);
