/** What happens on the chain, as it happens: server-sent events refresh the parts of the page they concern. */
import { setHead } from "./clock";
import { settled } from "./dom";
import { refreshPart } from "./parts";

/** An event of `/v1/events`. */
interface Happening {
  block: number;
  kind: string;
  token: string | null;
  moment?: number | null;
  account: string | null;
}

const KINDS = [
  "launch", "contribution", "finalized", "failed", "refund", "allocation", "return", "trade", "tip", "royalty", "claim",
  "deposit", "withdrawal", "creator_transfer", "fee_lowered", "paused", "sound", "moment", "mint", "sale", "redeem",
  "auction", "bid", "auction_settled", "auction_canceled", "plan", "subscription", "fund_deposit", "fund_root",
  "fund_claim",
];

const refreshers = new Map<Element, () => void>();
const waiting = new Map<() => void, number>();
const listeners = new Set<(event: Happening) => void>();
let head = Number(document.body.dataset["head"] ?? 0);
let lost = false;
let heard = false;
let aged = performance.now();

const AGES_EVERY = 10_000;
const REST_AFTER = 60_000;
const FIRST_PAUSE = 1_000;
const LAST_PAUSE = 30_000;

/** Calls `listener` with everything that happens. */
export function onHappening(listener: (event: Happening) => void): void {
  listeners.add(listener);
}

export function startLive(onHead: (number: number, timestamp: number) => void): void {
  let source: EventSource;
  let pause = FIRST_PAUSE;
  let again: ReturnType<typeof setTimeout> | undefined;
  let rest: ReturnType<typeof setTimeout> | undefined;
  const open = (): void => {
    clearTimeout(again);
    source = listen(onHead);
    source.addEventListener("open", () => (pause = FIRST_PAUSE));
    // Browsers come back after a lost connection by themselves, after an answer that is an error they do not.
    source.addEventListener("error", () => {
      if (source.readyState !== EventSource.CLOSED) return;
      again = setTimeout(open, pause);
      pause = Math.min(2 * pause, LAST_PAUSE);
    });
  };
  open();
  // Browsers allow few connections to one host: a page nobody looks at gives its own back.
  document.addEventListener("visibilitychange", () => {
    clearTimeout(rest);
    if (document.hidden) {
      rest = setTimeout(() => {
        clearTimeout(again);
        source.close();
      }, REST_AFTER);
    } else if (source.readyState === EventSource.CLOSED) {
      lost = true;
      open();
    }
  });
}

function listen(onHead: (number: number, timestamp: number) => void): EventSource {
  const source = new EventSource("/v1/events");
  for (const kind of KINDS) {
    source.addEventListener(kind, (message) => happened(JSON.parse(message.data as string) as Happening));
  }
  source.addEventListener("head", (message) => {
    const { number, timestamp } = JSON.parse(message.data as string) as { number: number; timestamp: number };
    setHead(timestamp);
    // What happened between the page's own block and this one is in neither.
    if (!heard && number > head) refreshAll();
    heard = true;
    reach(number);
    passTime();
    onHead(number, timestamp);
  });
  source.addEventListener("reorg", refreshAll);
  source.addEventListener("error", () => (lost = true));
  source.addEventListener("open", () => {
    if (lost) refreshAll();
    lost = false;
  });
  return source;
}

/** Resolves once the index has block `number`; after a while also without word of it. */
export async function indexed(number: number): Promise<void> {
  if (head >= number) return refreshAll();
  await new Promise<void>((resolve) => {
    waiting.set(resolve, number);
    setTimeout(resolve, 15_000);
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
  for (const listener of listeners) listener(event);
}

function concerns({ dataset }: HTMLElement, event: Happening): boolean {
  const kinds = (dataset["live"] ?? "").split(" ");
  if (!kinds.includes(event.kind) && !kinds.includes("*")) return false;
  if (dataset["token"] && dataset["token"].toLowerCase() !== event.token?.toLowerCase()) return false;
  if (dataset["moment"] && Number(dataset["moment"]) !== event.moment) return false;
  return !dataset["account"] || dataset["account"].toLowerCase() === event.account?.toLowerCase();
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
