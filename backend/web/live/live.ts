/** What happens on the chain, as it happens: server-sent events refresh the parts of the page they concern. */
import { settled } from "../dom";
import { setHead } from "./clock";
import { refreshPart } from "./parts";
import { openStream } from "./stream";

/** An event of `/v1/events`. */
export interface Happening {
  block: number;
  kind: string;
  token: string | null;
  moment?: number | null;
  /** Of what people like and say: which creator or moment it is about. */
  subject?: string;
  account: string | null;
  /** Of an order: which one it is, and who has the token that is offered for. */
  side?: "listing" | "offer" | "moment_offer";
  owner?: string | null;
  data?: Record<string, unknown>;
}

const KINDS = [
  "launch", "contribution", "finalized", "failed", "refund", "allocation", "return", "trade", "tip", "royalty", "claim",
  "deposit", "withdrawal", "token_transfer", "creator_transfer", "fee_lowered", "paused", "sound", "moment", "mint", "sale", "redeem",
  "auction", "bid", "auction_settled", "auction_canceled", "plan", "subscription", "fund_deposit", "fund_root",
  "fund_claim",
];
/** What people say and hand in: no events of the chain. */
const BESIDE = ["social", "order", "voucher"];

const refreshers = new Map<Element, () => void>();
const waiting = new Map<() => void, number>();
const wakers = new Set<() => void>();
const listeners = new Set<(event: Happening) => void>();
const besides = new Set<(event: Happening) => void>();
const stale = new Set<() => void>();
const undoers = new Set<(toBlock: number) => void>();
let head = Number(document.body.dataset["head"] ?? 0);
let aged = performance.now();

const AGES_EVERY = 10_000;
/** For so long an unannounced block is waited for: the stream may be interrupted. */
const INDEXED_BY = 15_000;

/** Whether `account` did it, or received what somebody sent. */
export function concernsAccount(event: Happening, account: string | null | undefined): boolean {
  const received = event.kind === "token_transfer" ? event.data?.["to"] : null;
  return [event.account, received].some((each) => typeof each === "string" && each.toLowerCase() === account?.toLowerCase());
}

/** Calls `listener` with everything that happens on the chain. */
export function onHappening(listener: (event: Happening) => void): void {
  listeners.add(listener);
}

/**
 * Calls `listener` when somebody likes, follows or says something; `account` is whose page it is about. And when somebody
 * hands in an order or a voucher: `account` is whose it is.
 */
export function onBeside(listener: (event: Happening) => void): void {
  besides.add(listener);
}

/** Calls `listener` when the blocks after one were taken back; at -1, all of them. */
export function onUndone(listener: (toBlock: number) => void): void {
  undoers.add(listener);
}

/** Calls `listener` when all that was read may be old: blocks were taken back, or a connection was lost for a while. */
export function onStale(listener: () => void): void {
  stale.add(listener);
}

export function startLive(onHead: (number: number, timestamp: number) => void): void {
  const hear = (kind: string, text: string): void => {
    const data: unknown = JSON.parse(text);
    if (kind === "head") {
      const { number, timestamp } = data as { number: number; timestamp: number };
      setHead(timestamp);
      reach(number);
      passTime();
      onHead(number, timestamp);
    } else if (kind === "reorg") {
      renewAll();
      for (const listener of undoers) listener((data as { to_block: number }).to_block);
    } else happened(data as Happening);
  };
  openStream(head, { kinds: ["head", "reorg", ...KINDS, ...BESIDE], hear, again: renewAll });
}

function renewAll(): void {
  refreshAll();
  for (const listener of stale) listener();
}

/** Resolves with the next block that is heard of, and after so many milliseconds without one. */
export function nextHead(within: number): Promise<void> {
  return new Promise((resolve) => {
    const wake = (): void => {
      clearTimeout(timer);
      wakers.delete(wake);
      resolve();
    };
    const timer = setTimeout(wake, within);
    wakers.add(wake);
  });
}

/** Resolves once the index has block `number`; after a while also without word of it. */
export async function indexed(number: number): Promise<void> {
  if (head >= number) return refreshAll();
  await new Promise<void>((resolve) => {
    waiting.set(resolve, number);
    setTimeout(resolve, INDEXED_BY);
  });
  refreshAll();
}

/** Parts that grow as time passes are renewed now and then. */
function passTime(): void {
  if (performance.now() - aged < AGES_EVERY) return;
  aged = performance.now();
  for (const part of document.querySelectorAll('[data-live~="head"]')) refresh(part);
}

/** Renews every live part of the page. */
export function refreshAll(): void {
  for (const part of document.querySelectorAll("[data-live]")) refresh(part);
}

function reach(number: number): void {
  head = number;
  for (const wake of [...wakers]) wake();
  for (const [resolve, wanted] of waiting) {
    if (head >= wanted) {
      waiting.delete(resolve);
      resolve();
    }
  }
}

function happened(event: Happening): void {
  for (const part of document.querySelectorAll<HTMLElement>("[data-live]")) {
    if (concerns(part, event)) refresh(part);
  }
  for (const listener of BESIDE.includes(event.kind) ? besides : listeners) listener(event);
}

function concerns(part: HTMLElement, event: Happening): boolean {
  const { dataset } = part;
  const kinds = (dataset["live"] ?? "").split(" ");
  const isWanted = kinds.includes(event.kind) || (kinds.includes("*") && !BESIDE.includes(event.kind));
  if (!isWanted) return false;
  if (dataset["token"] && dataset["token"].toLowerCase() !== event.token?.toLowerCase()) return false;
  if (dataset["subject"] && !dataset["subject"].split(" ").includes(event.subject ?? "")) return false;
  if (dataset["moment"] && Number(dataset["moment"]) !== event.moment) return false;
  if (dataset["holder"] && event.kind === "order" && !isFor(part, dataset["holder"], event)) return false;
  return !dataset["account"] || concernsAccount(event, dataset["account"]);
}

/** Whether an order is the holder's, or for what `part` shows of theirs. */
function isFor(part: HTMLElement, holder: string, { account, owner, side, moment }: Happening): boolean {
  if ([account, owner].some((each) => each?.toLowerCase() === holder.toLowerCase())) return true;
  return side === "moment_offer" && part.querySelector(`a[href^="/moments/${moment}/"]`) !== null;
}

/** Many events in a row cost one request. */
function refresh(part: Element): void {
  let run = refreshers.get(part);
  if (!run) {
    run = settled(150, () => void refreshPart(part));
    refreshers.set(part, run);
  }
  run();
}
