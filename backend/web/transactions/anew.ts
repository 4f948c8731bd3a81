/** A local chain that was begun anew: noticed at the next visit, and under a page that is open. */
import type { Status } from "../api";
import { config } from "../config";
import { toast } from "../frame/toast";
import { nextHead, onStale } from "../live/live";
import { forget, recall, remember } from "../storage";
import { t } from "../texts";
import { KEY } from "./pending";

const FIRST_BLOCK = `genesis.${config.chainId}`;
const LOOK_AGAIN = 2_000;

let end: () => void;
const gone = new Promise<void>((resolve) => (end = resolve));
let looking: Promise<void> | null = null;

/** Resolves once the server is on another chain than this page: what the page follows has no end there. */
export const chainGone = (): Promise<void> => gone;

export function startAnew(): void {
  const before = recall(FIRST_BLOCK);
  if (before !== null && before !== config.genesis) toast("bad", t("follow.reset"));
  remember(FIRST_BLOCK, config.genesis);
  // A server that was away, or takes back what it said, may stand on another chain.
  onStale(() => void lookAtChain());
}

/** Resolves when it is known which chain the server is on. Another one is told once, and this page stays with its own. */
export function lookAtChain(): Promise<void> {
  looking ??= look();
  return looking;
}

async function look(): Promise<void> {
  const { genesis, market } = await chainNow();
  if (genesis === config.genesis && market === config.market) {
    looking = null;
    return;
  }
  forget(KEY);
  remember(FIRST_BLOCK, genesis);
  toast("bad", t("follow.reset"), "", { href: location.href, text: t("wallet.reload") });
  end();
}

/** Until the server has read a block it does not know which chain it is on. */
async function chainNow(): Promise<{ genesis: string; market: string }> {
  for (;;) {
    const status = await statusNow().catch(() => null);
    if (status?.genesis_hash && status.contracts) return { genesis: status.genesis_hash, market: status.contracts.market };
    await nextHead(LOOK_AGAIN);
  }
}

async function statusNow(): Promise<Status | null> {
  const answer = await fetch("/v1/status");
  return answer.ok ? ((await answer.json()) as Status) : null;
}
