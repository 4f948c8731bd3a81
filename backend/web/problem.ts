/** What the server refuses, as a sentence in the reader's language, by the kind and the case that its problem document names. */
import type { Problem } from "./api";
import { Refusal } from "./errors";
import { count, moment, short, tt } from "./format";
import { t } from "./texts";
import { refusals } from "./transactions/refusals";

const SUMS = new Set(["allowed", "balance", "price"]);
const TIMES = new Set(["closes", "expiry", "limit"]);
const NUMBERS = new Set(["length", "most", "block", "blocks", "head", "number", "seconds"]);

/** The refusal that an answer of the server is; without a document of its own it says that nobody answers. */
export async function refusalIn(response: Response): Promise<Refusal> {
  const problem = (await response.json().catch(() => ({}))) as Partial<Problem>;
  return new Refusal(await problemSentence(problem));
}

/** The sentence for a problem; the server's own words where the sentences cannot be fetched. */
export async function problemSentence({ type, case: known, values, detail, remedy }: Partial<Problem>): Promise<string> {
  const kind = `problem.${(type ?? "").replace("/docs#", "")}`;
  const told = await refusals().catch(() => null);
  const text = told?.[known ? `${kind}.${known}` : kind];
  if (text === undefined) return [detail, remedy].filter(Boolean).join(" ") || t("errors.rpc");
  return text.replace(/\{(\w+)\}/g, (_, name: string) => write(name, values?.[name] ?? ""));
}

function write(name: string, value: string): string {
  if (SUMS.has(name)) return tt(BigInt(value));
  if (TIMES.has(name)) return moment(Number(value));
  if (NUMBERS.has(name)) return count(Number(value));
  return /^0x[0-9a-f]{40}$/i.test(value) ? short(value) : value;
}
