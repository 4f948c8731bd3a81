/** The one place that turns what went wrong into a sentence. */
import { decodeErrorResult, type Hex } from "viem";

import * as abis from "./abi";
import { amount, bps, eth, exact, moment, plain, short, tt, Unreadable } from "./format";
import { hasText, t } from "./texts";

const errors = Object.values(abis).flat().filter((entry) => entry.type === "error");

/** What was attempted, so that a bare number in an error gets its unit. */
export interface Context {
  symbol?: string;
  /** Unit of the two values of SlippageExceeded. */
  slippage?: "tt" | "tokens";
}

/** Something that will not happen; its message is a sentence for the reader. */
export class Refusal extends Error {}

/** The reader said no in the wallet: nothing to be alarmed about. */
export class Rejected extends Refusal {}

/** A named error of the contracts with its values, found before anything was signed. */
export interface Revert {
  name: string;
  values: Record<string, unknown>;
}

/** A sentence for anything that can be thrown here. */
export function sentence(error: unknown, context: Context = {}): string {
  if (error instanceof Refusal || error instanceof Unreadable) return error.message;
  if (isRejection(error)) return t("errors.rejected");
  const revert = revertOf(error);
  if (revert) return revertSentence(revert, context);
  if (says(error, /insufficient funds/i)) return t("errors.insufficient_funds");
  if (isSilence(error)) return t("errors.rpc");
  return t("errors.unknown", { message: messageOf(error) });
}

/** Whether nobody answered: what was asked for may have happened or not. */
export function isSilence(error: unknown): boolean {
  return says(error, /failed to fetch|network|time-?out|timed out|took too long|http request/i);
}

/** Whether the reader rejected the request, wherever the wallet put its code. */
export function isRejection(error: unknown): boolean {
  return walk(error).some((each) => each["code"] === 4001 || each["name"] === "UserRejectedRequestError");
}

/** The contract error inside `error`. Nodes nest its data in different places: every one is looked at. */
export function revertOf(error: unknown): Revert | null {
  for (const each of walk(error)) {
    for (const value of Object.values(each)) {
      const revert = typeof value === "string" && /^0x([0-9a-f]{2}){4,}$/i.test(value) ? decode(value as Hex) : null;
      if (revert) return revert;
    }
  }
  return null;
}

/** The sentence for an error written out as `Name(1, 2)`, values in the order of the ABI; null if it is none of ours. */
export function writtenRevert(text: string, context: Context = {}): string | null {
  const match = /(\w+)(?:\(([\d, ]*)\))?/.exec(text);
  const known = match && errors.find((entry) => entry.name === match[1]);
  if (!match || !known) return null;
  const given = (match[2] ?? "").split(",").map((part) => part.trim()).filter(Boolean).map(BigInt);
  const values = Object.fromEntries(known.inputs.map((input, index) => [input.name, given[index] ?? 0n]));
  return revertSentence({ name: known.name, values }, context);
}

function revertSentence({ name, values }: Revert, context: Context): string {
  if (name === "Panic") return t("errors.panic");
  if (name === "Error") return t("errors.unknown", { message: String(values["0"]) });
  const key = `errors.${name}`;
  if (!hasText(key)) return t("errors.unknown_revert", { name });
  const written = Object.entries(values).map(([field, value]) => [field, write(name, field, value, values, context)]);
  return t(key, Object.fromEntries(written) as Record<string, string>);
}

function decode(data: Hex): Revert | null {
  try {
    const { errorName, args, abiItem } = decodeErrorResult({ abi: errors, data });
    const inputs = "inputs" in abiItem ? (abiItem.inputs as readonly { name?: string }[]) : [];
    const values = Object.fromEntries(
      ((args ?? []) as readonly unknown[]).map((value, index) => [inputs[index]?.name || String(index), value]),
    );
    return { name: errorName, values };
  } catch {
    return null;
  }
}

const TOKEN_SUMS = new Set(["AmountExceedsSupply", "SupplyLimitExceeded", "ERC20InsufficientBalance"]);
const EXACT = new Set(["NotWholeTokens", "ReturnExceedsUnvested"]);
const TIMES = new Set([
  "deadline", "timestamp", "eta", "until", "opensAt", "closesAt", "endsAt", "signedAt", "expiry", "effectiveAt",
]);
const PLAIN = new Set([
  "moment", "tokenId", "auction", "id", "soundId", "planId", "period", "nonce", "group", "counter", "current", "version",
  "moves", "signedMoves", "quantity", "status", "side", "source",
]);
const STATUSES = ["None", "Open", "Closed", "Trading", "Failed"];

function write(error: string, field: string, value: unknown, all: Record<string, unknown>, context: Context): string {
  if (typeof value === "number" && field === "status") return t(`status.${STATUSES[value] ?? "None"}`);
  if (field === "field" && hasText(`terms.${String(value)}`)) return t(`terms.${String(value)}`);
  if (typeof value === "string") return /^0x[0-9a-f]{40}$/i.test(value) ? short(value) : value;
  const number = BigInt(value as bigint | number);
  if (TIMES.has(field)) return moment(Number(number));
  if (PLAIN.has(field) || (error.endsWith("SoldOut") && field === "remaining")) return number.toString();
  if (/bps$/i.test(field)) return bps(number);
  if (error === "TermOutOfRange") return writeTerm(String(all["field"]), number);
  if (["InvalidText", "TooManySplits"].includes(error)) return number.toString();
  const inTokens = TOKEN_SUMS.has(error) || (error === "SlippageExceeded" && context.slippage === "tokens");
  if (EXACT.has(error)) return `${exact(number)} ${context.symbol ?? t("unit.tokens")}`;
  return inTokens ? `${amount(number)} ${context.symbol ?? t("unit.tokens")}` : tt(number);
}

function writeTerm(field: string, value: bigint): string {
  if (field.endsWith("Bps")) return bps(value);
  if (field === "window" || field.endsWith("Vesting")) return t("form.days", { n: plain(Number(value) / 86_400, 2) });
  return `${exact(value)} ${t("unit.tt")}`;
}

/** `error` and everything nested in it that may carry a code, data or message. */
function walk(error: unknown, depth = 0): Record<string, unknown>[] {
  if (typeof error !== "object" || error === null || depth > 8) return [];
  const own = Object.fromEntries(Object.getOwnPropertyNames(error).map((key) => [key, (error as Record<string, unknown>)[key]]));
  const nested = ["cause", "data", "error", "originalError"].flatMap((key) => walk(own[key], depth + 1));
  return [own, ...nested];
}

function says(error: unknown, words: RegExp): boolean {
  if (words.test(messageOf(error))) return true;
  return walk(error).some((each) => [each["shortMessage"] ?? each["message"], each["details"]].some((text) => words.test(String(text ?? ""))));
}

function messageOf(error: unknown): string {
  const { shortMessage, message } = (error ?? {}) as { shortMessage?: string; message?: string };
  return shortMessage ?? message ?? String(error);
}

/** Not enough of something, said with both sums. */
export const lacking = {
  tt: (balance: bigint, needed: bigint): Refusal =>
    new Refusal(t("errors.insufficient_tt", { balance: tt(balance), needed: tt(needed) })),
  eth: (balance: bigint, needed: bigint): Refusal =>
    new Refusal(t("errors.insufficient_eth", { balance: eth(balance), needed: eth(needed) })),
  tokens: (balance: bigint, needed: bigint, symbol: string): Refusal =>
    new Refusal(
      t("errors.insufficient_tokens", { balance: `${amount(balance)} ${symbol}`, needed: `${amount(needed)} ${symbol}` }),
    ),
};
