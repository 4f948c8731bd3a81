/** The one place that turns what went wrong into a sentence. What contracts refuse is read by `revert`, when they do. */
import { amount, eth, tt, Unreadable } from "./format";
import { t } from "./texts";

/** What was attempted, so that a bare number in an error gets its unit. */
export interface Context {
  symbol?: string;
  /** Unit of the two values of SlippageExceeded. */
  slippage?: "tt" | "tokens";
}

/** Something that will not happen; its message is a sentence for the reader. `about` is the server's word for the case. */
export class Refusal extends Error {
  constructor(message?: string, readonly about = "") {
    super(message);
  }
}

/** The reader said no in the wallet: nothing to be alarmed about. */
export class Rejected extends Refusal {}

/** A sentence for anything that can be thrown here. */
export async function sentence(error: unknown, context: Context = {}): Promise<string> {
  if (error instanceof Refusal || error instanceof Unreadable) return error.message;
  if (isRejection(error)) return t("errors.rejected");
  return (await refused(error, context)) ?? ordinary(error);
}

/** Whether nobody answered: what was asked for may have happened or not. */
export function isSilence(error: unknown): boolean {
  return says(error, /failed to fetch|network|time-?out|timed out|took too long|http request|disconnected/i);
}

/** Whether the reader rejected the request, wherever the wallet put its code. */
export function isRejection(error: unknown): boolean {
  return walk(error).some((each) => each["code"] === 4001 || each["name"] === "UserRejectedRequestError");
}

/** Whether `error` or anything inside it has one of these codes. */
export function hasCode(error: unknown, ...codes: number[]): boolean {
  return walk(error).some((each) => codes.includes(each["code"] as number));
}

/** `error` and everything nested in it that may carry a code, data or message. */
export function walk(error: unknown, depth = 0): Record<string, unknown>[] {
  if (typeof error !== "object" || error === null || depth > 8) return [];
  const own = Object.fromEntries(Object.getOwnPropertyNames(error).map((key) => [key, (error as Record<string, unknown>)[key]]));
  const nested = ["cause", "data", "error", "originalError"].flatMap((key) => walk(own[key], depth + 1));
  return [own, ...nested];
}

/** The contract's own reason, if it gave one and the means to read it can be loaded. */
async function refused(error: unknown, context: Context): Promise<string | null> {
  try {
    const { revertOf, revertSentence } = await import("./transactions/revert");
    const revert = revertOf(error);
    return revert && (await revertSentence(revert, context));
  } catch {
    return null;
  }
}

function ordinary(error: unknown): string {
  if (says(error, /insufficient funds/i)) return t("errors.insufficient_funds");
  // A wallet counts the transactions it sent; a local chain that began anew has forgotten them.
  if (says(error, /nonce/i)) return t("errors.nonce");
  if (hasCode(error, -32002)) return t("errors.wallet_busy");
  if (hasCode(error, 4100)) return t("errors.unauthorized");
  if (isSilence(error)) return t("errors.rpc");
  return t("errors.unknown", { message: messageOf(error) });
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
