/** Amounts at the edge: wei in, text in the reader's language out, and back. Cut, never rounded up. */
import { t } from "./texts";

const WEI = 10n ** 18n;
const POINT = t("number.point");
const GROUP = t("number.group");

/** A sum for reading: 1,234, 12.34, 0.01234. */
export function amount(wei: bigint): string {
  if (wei < 0n) return `−${amount(-wei)}`;
  const whole = wei / WEI;
  if (whole >= 1_000_000n) return `${decimal(whole / 1_000_000n, digits(wei / 10n ** 22n, 2))}M`;
  if (whole >= 1_000n) return count(whole);
  if (whole >= 1n) return decimal(whole, trimmed(digits(wei / 10n ** 16n, 2)));
  if (wei === 0n) return "0";
  if (wei < 10n ** 10n) return `<${decimal(0n, "00000001")}`;
  return decimal(0n, trimmed(fraction(wei).slice(0, 18 - wei.toString().length + 4)));
}

/** Every digit that is there. */
export function exact(wei: bigint): string {
  return wei < 0n ? `−${exact(-wei)}` : decimal(wei / WEI, trimmed(fraction(wei)));
}

/** Every digit that is there, as one would type it. */
export function typed(wei: bigint): string {
  const rest = trimmed(fraction(wei));
  return rest ? `${wei / WEI}${POINT}${rest}` : String(wei / WEI);
}

/** A price with five significant digits. */
export function price(wei: bigint): string {
  if (wei === 0n) return "0";
  const length = wei.toString().length;
  const places = Math.min(18, Math.max(2, length > 18 ? 5 - (length - 18) : 18 - length + 5));
  return decimal(wei / WEI, fraction(wei).slice(0, places));
}

/** A whole number: 1,234. */
export const count = (whole: bigint | number): string => whole.toString().replace(/\B(?=(\d{3})+$)/g, GROUP);

/** A number that needs no wei, cut to so many places: 12.3. */
export function plain(value: number, places: number): string {
  const [whole = "0", rest = ""] = value.toFixed(places).split(".");
  return decimal(BigInt(whole), trimmed(rest));
}

/** A point in time: 21 Nov 2026, 21:04 UTC. */
export function moment(timestamp: number): string {
  const date = new Date(timestamp * 1000);
  const month = t("number.months").split(" ")[date.getUTCMonth()] ?? "";
  const clock = date.toISOString().slice(11, 16);
  return `${date.getUTCDate()} ${month} ${date.getUTCFullYear()}, ${clock} UTC`;
}

/** A date: 21 Nov 2026. */
export const day = (timestamp: bigint): string => moment(Number(timestamp)).split(",")[0] ?? "";

export const tt = (wei: bigint): string => `${amount(wei)} ${t("unit.tt")}`;
export const exactTt = (wei: bigint): string => `${exact(wei)} ${t("unit.tt")}`;
export const eth = (wei: bigint): string => `${amount(wei)} ${t("unit.eth")}`;
export const tokens = (wei: bigint, symbol: string): string => `${amount(wei)} ${symbol}`;
export const bps = (value: bigint): string => `${plain(Number(value) / 100, 2)}\u00a0%`;
export const short = (address: string): string => `${address.slice(0, 6)}…${address.slice(-4)}`;

/** A number someone typed, in wei. Throws a sentence for the field. */
export function parse(text: string, decimals = 18, wrong = t("form.not_number")): bigint {
  const clean = text.trim().replace(/[\s_']/g, "");
  if (clean === "") throw new Unreadable(t("form.empty"));
  const match = /^(\d*)\.?(\d*)$/.exec(inPlainSigns(clean));
  if (!match || !/\d/.test(clean)) throw new Unreadable(wrong);
  const [, whole = "", rest = ""] = match;
  if (rest.length > decimals) throw new Unreadable(t("form.decimals", { max: decimals }));
  return BigInt(whole || "0") * 10n ** BigInt(decimals) + BigInt(rest.padEnd(decimals, "0") || "0");
}

/**
 * Groups of three are groups, as this language writes them. A group sign that can be none stands for the point: who
 * types 1,5 on an English page means one and a half, never fifteen.
 */
function inPlainSigns(clean: string): string {
  const [group, point] = [`\\${GROUP}`, `\\${POINT}`];
  const grouped = new RegExp(`^[1-9]\\d{0,2}(${group}\\d{3})+(${point}\\d*)?$`);
  if (grouped.test(clean)) return clean.replaceAll(GROUP, "").replace(POINT, ".");
  return clean.includes(POINT) ? clean.replaceAll(GROUP, "x").replace(POINT, ".") : clean.replace(GROUP, ".");
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

const decimal = (whole: bigint, rest: string): string => (rest ? `${count(whole)}${POINT}${rest}` : count(whole));
const fraction = (wei: bigint): string => (wei % WEI).toString().padStart(18, "0");
const digits = (scaled: bigint, places: number): string => scaled.toString().padStart(places, "0").slice(-places);
const trimmed = (rest: string): string => rest.replace(/0+$/, "");
