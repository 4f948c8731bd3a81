/** The bell in the header: how much is unread, as it happens; and a notification for who asked for one. */
import type { Unread } from "../api";
import { find, settled } from "../dom";
import { onBeside, onHappening, type Happening } from "../live/live";
import { readerOf } from "../people/session";
import { recall } from "../storage";

const MOST = 99;
/** Over so many milliseconds readers spread who ask whether something concerns them. */
const SPREAD = 10_000;
/** Of these the bell cannot tell whom they concern; they are rare. */
const ANYBODY = ["finalized", "failed", "redeem"];

let newest: string | null = null;
let looked = false;
/** How often a number was written; what was asked before the last time is old. */
let writes = 0;

export function startBell(): void {
  const look = settled(300, () => void show().catch(() => undefined));
  let soon: ReturnType<typeof setTimeout> | undefined;
  // It costs nothing to offer for any of a moment, and concerns whoever holds one: readers do not all ask at once.
  const lookSoon = (): void => {
    soon ??= setTimeout(() => {
      soon = undefined;
      look();
    }, Math.random() * SPREAD);
  };
  document.addEventListener("toktok:reader", look);
  onHappening((event) => {
    if (concerns(event)) look();
  });
  onBeside(({ account, owner, side }) => {
    if (isReader(account) || isReader(owner)) look();
    else if (side === "moment_offer" && readerOf()) lookSoon();
  });
  if (readerOf()) look();
}

/** Writes a number beside the bell; pages that show more of it listen to `toktok:unread`. */
export function writeUnread({ unread, newest: last }: Unread): void {
  writes += 1;
  const count = find("#unread");
  count.hidden = unread === 0;
  count.textContent = unread >= MOST ? `${MOST}+` : String(unread);
  const isNew = looked && last !== null && last.id !== newest;
  newest = last?.id ?? null;
  looked = true;
  if (!isNew) return;
  document.dispatchEvent(new Event("toktok:unread"));
  if (document.hidden && recall("notify")) void import("./notification").then(({ notify }) => notify());
}

async function show(): Promise<void> {
  if (!readerOf()) return writeUnread({ unread: 0, newest: null });
  const before = writes;
  const response = await fetch("/v1/inbox/unread");
  if (!response.ok) return;
  const told = (await response.json()) as Unread;
  return before === writes ? writeUnread(told) : show();
}

function concerns({ kind, data }: Happening): boolean {
  if (!readerOf()) return false;
  if (kind === "token_transfer") return isReader(data?.["to"]);
  // The first sale of a moment, of whose creator it says nothing.
  if (kind === "mint") return data?.["minted"] === data?.["quantity"];
  return ANYBODY.includes(kind) || [data?.["outbid"], data?.["seller"], data?.["buyer"], data?.["winner"]].some(isReader);
}

function isReader(account: unknown): boolean {
  return typeof account === "string" && account.toLowerCase() === readerOf()?.toLowerCase();
}
