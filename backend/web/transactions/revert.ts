/** The contracts' own errors: found in whatever a node answers, and written as sentences with their values. */
import { decodeErrorResult, type Hex } from "viem";

import { errors } from "../abi";
import { walk, type Context } from "../errors";
import { amount, bps, exact, moment, plain, short, tt } from "../format";
import { t } from "../texts";
import { refusals, type Refusals } from "./refusals";

/** A named error of the contracts with its values, found before anything was signed. */
export interface Revert {
  name: string;
  values: Record<string, unknown>;
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
export async function writtenRevert(text: string, context: Context = {}): Promise<string | null> {
  const match = /(\w+)(?:\(([\d, ]*)\))?/.exec(text);
  const known = match && errors.find((entry) => entry.name === match[1]);
  if (!match || !known) return null;
  const given = (match[2] ?? "").split(",").map((part) => part.trim()).filter(Boolean).map(BigInt);
  const values = Object.fromEntries(known.inputs.map((input, index) => [input.name, given[index] ?? 0n]));
  return revertSentence({ name: known.name, values }, context);
}

export async function revertSentence({ name, values }: Revert, context: Context = {}): Promise<string> {
  if (name === "Panic") return t("errors.panic");
  if (name === "Error") return t("errors.unknown", { message: String(values["0"]) });
  const told = await refusals();
  const text = told[name];
  if (text === undefined) return t("errors.unknown_revert", { name });
  return text.replace(/\{(\w+)\}/g, (_, field: string) => write(told, name, field, values, context));
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
  "moves", "signedMoves", "quantity", "status", "side", "source", "currentNonce", "roleId", "delay", "bits",
]);
const COUNTS = new Set(["InvalidText", "TooManySplits", "WalletLimitExceeded", "EditionSoldOut", "ECDSAInvalidSignatureLength"]);
const STATUSES = ["None", "Open", "Closed", "Trading", "Failed"];

function write(told: Refusals, error: string, field: string, all: Record<string, unknown>, context: Context): string {
  const value = all[field] ?? "";
  if (typeof value === "number" && field === "status") return told[`status.${STATUSES[value] ?? "None"}`] ?? "";
  if (field === "field") return told[`terms.${String(value)}`] ?? String(value);
  if (typeof value === "string") return /^0x[0-9a-f]{40}$/i.test(value) ? short(value) : value;
  const number = BigInt(value as bigint | number);
  if (TIMES.has(field) || (error === "ExpiryTooFar" && field === "limit")) return moment(Number(number));
  if (PLAIN.has(field) || COUNTS.has(error)) return number.toString();
  if (/bps$/i.test(field)) return bps(number);
  if (error === "TermOutOfRange") return writeTerm(String(all["field"]), number);
  const inTokens = TOKEN_SUMS.has(error) || (error === "SlippageExceeded" && context.slippage === "tokens");
  if (EXACT.has(error)) return `${exact(number)} ${context.symbol ?? t("unit.tokens")}`;
  return inTokens ? `${amount(number)} ${context.symbol ?? t("unit.tokens")}` : tt(number);
}

function writeTerm(field: string, value: bigint): string {
  if (field.endsWith("Bps")) return bps(value);
  if (/(window|duration|period|Vesting)$/.test(field)) return t("form.days", { n: plain(Number(value) / 86_400, 2) });
  if (/At$/.test(field)) return moment(Number(value));
  if (["editionSize", "periods"].includes(field)) return value.toString();
  return `${exact(value)} ${t("unit.tt")}`;
}
