/** Goes on with what was sent before: by this page before a reload, by another tab, or into a block that was taken back. */
import { config } from "../config";
import { toast } from "../frame/toast";
import { nextHead, onUndone } from "../live/live";
import { onRemembered, recall, remember } from "../storage";
import { t } from "../texts";
import { current, watch } from "../wallet/wallet";
import { forgetSettled, KEY, listPending, type Pending } from "./pending";

export function startPending(): void {
  tellOfNewChain();
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
  if (toBlock < 0) return tellOfAnotherChain();
  const above = (entry: Pending): boolean => entry.block !== undefined && entry.block.number > toBlock;
  const lost = listPending().filter(above);
  if (lost.length === 0 || current()?.chainId !== config.chainId) return;
  for (const entry of lost) await withFollower(({ recheck }) => recheck(entry));
  await nextHead(60_000);
  for (const entry of listPending().filter(above)) await withFollower(({ recheck }) => recheck(entry));
}

/** A local chain that was begun anew is told from the one before by its first block. */
function tellOfNewChain(): void {
  const key = `genesis.${config.chainId}`;
  const before = recall(key);
  if (before !== null && before !== config.genesis) toast("bad", t("follow.reset"));
  remember(key, config.genesis);
}

/** The server may stand on another chain than when it wrote this page. */
async function tellOfAnotherChain(): Promise<void> {
  const answer = await fetch(location.href);
  const { body } = new DOMParser().parseFromString(await answer.text(), "text/html");
  const { genesis, market } = body.dataset;
  if (!genesis || (genesis === config.genesis && market === document.body.dataset["market"])) return;
  toast("bad", t("follow.reset"), "", { href: location.href, text: t("wallet.reload") });
}

async function withFollower(use: (follower: typeof import("./follow")) => Promise<unknown>): Promise<void> {
  await use(await import("./follow")).catch(() => undefined);
}
