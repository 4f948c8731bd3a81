/**
 * The chain's clock: the head's timestamp and what has passed here since it came. Where no block came for a while, the
 * next one will carry the time of this machine.
 */
import { t } from "../texts";

let at = Number(document.body.dataset["now"] ?? 0);
/** How old the head was when this page heard of it: by the server's clock, not by this machine's. */
let age = Math.max(0, Number(document.body.dataset["clock"] ?? 0) - at);
let heard = performance.now();

/** A new head was heard of. */
export function setHead(timestamp: number): void {
  // A new connection begins with the head that is known already.
  if (timestamp === at) return;
  at = timestamp;
  age = 0;
  heard = performance.now();
}

export function chainNow(): number {
  return Math.floor(Math.max(at + (performance.now() - heard) / 1000, Date.now() / 1000));
}

/** No later than the time of a next block, wherever this machine's clock stands. */
export function surelyNow(): number {
  return Math.floor(at + age + (performance.now() - heard) / 1000);
}

/** A timestamp `minutes` ahead. */
export function deadlineIn(minutes: number): bigint {
  return BigInt(chainNow() + Math.round(minutes * 60));
}

/** Keeps every countdown of the page going; calls `over` when one ends, once for each moment: `seen` if before the reader's eyes. */
export function startClock(over: (seen: boolean) => void): void {
  const ended = new Set<string>();
  const tick = (first = false): void => {
    for (const element of document.querySelectorAll<HTMLElement>("[data-until]")) {
      const left = Number(element.dataset["until"]) - chainNow();
      const text = left > 0 ? countdown(left) : t("live.closed");
      if (element.textContent !== text) element.textContent = text;
      const moment = element.dataset["until"] ?? "";
      if (left <= 0 && !ended.has(moment)) {
        ended.add(moment);
        over(!first);
      }
    }
  };
  tick(true);
  setInterval(tick, 1000);
  setInterval(writeAges, 15_000);
}

/** Every "5 min ago" of the page, by the chain's clock. */
function writeAges(): void {
  for (const element of document.querySelectorAll<HTMLElement>("[data-time]")) {
    const text = ago(Math.max(0, chainNow() - Number(element.dataset["time"])));
    if (element.textContent !== text) element.textContent = text;
  }
}

function ago(seconds: number): string {
  if (seconds >= 86_400) return t("time.days", { n: Math.floor(seconds / 86_400) });
  if (seconds >= 3_600) return t("time.hours", { n: Math.floor(seconds / 3_600) });
  if (seconds >= 60) return t("time.minutes", { n: Math.floor(seconds / 60) });
  return seconds < 5 ? t("time.now") : t("time.seconds", { n: seconds });
}

function countdown(seconds: number): string {
  const days = Math.floor(seconds / 86_400);
  const rest = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60];
  const clock = rest.map((part) => String(part).padStart(2, "0")).join(":");
  return days ? t("time.countdown", { n: days, clock }) : clock;
}
