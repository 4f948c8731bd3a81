/**
 * What time it is, as `market/clock.py` has it: the server's clock, or the chain's where that is ahead. Where no block came
 * for a while, the next one will carry the server's time; on a local chain that has travelled, it goes on from the last.
 */
import { t } from "../texts";

const { now = "0", clock: server = "0" } = document.body.dataset;
const opened = Date.now();
let at = Number(now);
/** How old the head was when this page heard of it: by the server's clock, not by this machine's. */
let age = Math.max(0, Number(server) - at);
let heard = performance.now();

/** A new head was heard of. */
export function setHead(timestamp: number): void {
  // A new connection begins with the head that is known already.
  if (timestamp === at) return;
  at = timestamp;
  age = 0;
  heard = performance.now();
}

/** The server's clock: what it said and what has passed since, wherever this machine's clock stands. */
function serverNow(): number {
  return Number(server) + (Date.now() - opened) / 1000;
}

/** What a block of this moment would say: for what ends, and for deadlines. */
export function chainNow(): number {
  return Math.floor(Math.max(at + (performance.now() - heard) / 1000, serverNow()));
}

/** What ages are counted from. On a chain that is ahead of the server's clock nothing grows older between blocks. */
function ageNow(): number {
  return Math.floor(Math.max(at, serverNow()));
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
  writeAges();
  setInterval(tick, 1000);
  setInterval(writeAges, 15_000);
}

/** Every "5 min ago" of the page. */
function writeAges(): void {
  for (const element of document.querySelectorAll<HTMLElement>("[data-time]")) {
    const text = ago(Math.max(0, ageNow() - Number(element.dataset["time"])));
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
