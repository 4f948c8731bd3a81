/** Goes on with what was sent before: by this page before a reload, by another tab, or into a block that was taken back. */
import { config } from "../config";
import { nextHead, onUndone } from "../live/live";
import { onRemembered } from "../storage";
import { current, watch } from "../wallet/wallet";
import { lookAtChain, startAnew } from "./anew";
import { forgetSettled, KEY, listPending, type Pending } from "./pending";

export function startPending(): void {
  startAnew();
  const checked = new Set<number>();
  const look = (): void => {
    if (current()?.chainId !== config.chainId) return;
    for (const entry of listPending()) {
      if (entry.block === undefined) void withFollower(({ follow }) => follow(entry).catch(() => undefined));
      // Blocks may have been taken back while no page was open.
      else if (!checked.has(entry.sentAt)) void withFollower(({ recheck }) => recheck(entry));
      checked.add(entry.sentAt);
    }
  };
  watch(look);
  onRemembered(KEY, look);
  onUndone((toBlock) => void undone(toBlock));
  forgetSettled(Number(document.body.dataset["head"] ?? 0));
}

/** What was in blocks that are no more is looked for at once, and again a block later: wallets have nodes of their own. */
async function undone(toBlock: number): Promise<void> {
  const above = (entry: Pending): boolean => entry.block !== undefined && entry.block.number > toBlock;
  if (!listPending().some(above) || current()?.chainId !== config.chainId) return;
  // On another chain nothing was taken back: there it never was.
  await lookAtChain();
  for (const entry of listPending().filter(above)) await withFollower(({ recheck }) => recheck(entry));
  await nextHead(60_000);
  for (const entry of listPending().filter(above)) await withFollower(({ recheck }) => recheck(entry));
}

async function withFollower(use: (follower: typeof import("./follow")) => Promise<unknown>): Promise<void> {
  await use(await import("./follow")).catch(() => undefined);
}
