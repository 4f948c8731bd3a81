/** What becomes of a transaction that was sent: it is followed until it is in the index, replaced or lost. */
import type { Hex, TransactionReceipt } from "viem";
import { call } from "viem/actions";

import { pollingInterval } from "../config";
import { Refusal, sentence } from "../errors";
import { toast, type Toast } from "../frame/toast";
import { indexed, nextHead } from "../live/live";
import { t } from "../texts";
import { clientOf, isOurs, type WalletClient } from "../wallet/chain";
import { connected } from "../wallet/wallet";
import { linkOf } from "./about";
import { chainGone } from "./anew";
import { callsReceipt } from "./batch";
import { outcome } from "./outcome";
import { dropPending, keepPending, listPending, type Pending } from "./pending";
import { look, receiptOf, saidBy, transactionOf, type Sight } from "./sight";

/** What the network has not heard of for so long is not waited for any longer. */
const LOST_AFTER = 1_800_000;
/** Sights in a row that say that a transaction waits for others: one alone may come from a node that lags. */
const SURE = 3;

type Included = Extract<Sight, { state: "included" }>;

const following = new Map<number, Promise<TransactionReceipt>>();

/** Waits for a transaction that was sent, now or before a reload, and says how it ended. Throws a Refusal. */
export function follow(entry: Pending, status?: Toast): Promise<TransactionReceipt> {
  let run = following.get(entry.sentAt);
  if (!run) {
    const begun = status ?? toast("busy", t(`label.${entry.kind}`), t("step.pending"));
    run = toItsEnd(entry, begun).finally(() => following.delete(entry.sentAt));
    following.set(entry.sentAt, run);
  }
  return run;
}

/** Blocks were taken back: what was in them is looked for again. */
export async function recheck(entry: Pending): Promise<void> {
  // Who waits for the index looks again by itself.
  if (following.has(entry.sentAt)) return;
  const sight = await look(await ready(), entry);
  if (sight.state === "included") return settle(entry, sight.receipt);
  const status = toast("busy", t(`label.${entry.kind}`), t("follow.undone"));
  await follow(reopened(entry), status).catch(() => undefined);
}

async function toItsEnd(entry: Pending, status: Toast): Promise<TransactionReceipt> {
  try {
    const { receipt, repriced } = await inIndex(entry, status);
    status.show("good", outcome(entry, receipt), repriced ? t("done.repriced") : "", linkOf(entry));
    return receipt;
  } catch (error) {
    dropPending(entry);
    status.show("bad", await sentence(error), "", linkOf(entry));
    throw error;
  }
}

/** Waits until the index has its block, and that block is still one: it may be taken back before anybody tells of it. */
async function inIndex(entry: Pending, status: Toast): Promise<Included> {
  for (let open = entry; ; open = reopened(open)) {
    const found = await included(open, status);
    const { receipt } = found;
    const now = { ...open, hash: receipt.transactionHash };
    if (receipt.status !== "success") throw new Refusal(await reverted(now, receipt));
    settle(now, receipt);
    status.show("busy", t(`label.${entry.kind}`), t("step.indexing"));
    await indexed(Number(receipt.blockNumber));
    if (await stands(receipt)) return found;
    status.show("busy", t(`label.${entry.kind}`), t("follow.undone"));
  }
}

/** Looks with every block, and now and then without one, until it is in a block. */
async function included(entry: Pending, status: Toast): Promise<Included> {
  let known = entry.undoneAt ?? entry.sentAt;
  let waits = 0;
  for (;;) {
    const client = await ready();
    const sight = await see(client, entry, status);
    if (sight?.state === "included") return sight;
    if (sight?.state === "cancelled" || sight?.state === "replaced") throw new Refusal(t(`errors.${sight.state}`));
    if (sight?.state === "waiting") {
      known = Date.now();
      if (!entry.said) keepPending(Object.assign(entry, { said: sight.said }));
      waits = sight.ahead ? waits + 1 : 0;
      if (waits === SURE) status.show("busy", t(`label.${entry.kind}`), t("errors.gap", { ahead: sight.ahead }));
    }
    if (sight?.state === "unknown" && Date.now() - known > LOST_AFTER) {
      throw new Refusal(t("errors.lost", { hash: entry.hash }));
    }
    await nextHead(sight ? pollingInterval : 4 * pollingInterval);
  }
}

async function stands({ transactionHash, blockHash }: TransactionReceipt): Promise<boolean> {
  for (;;) {
    try {
      const now = await receiptOf(await ready(), transactionHash);
      return now?.blockHash === blockHash;
    } catch (error) {
      if (error instanceof Refusal) throw error;
      await nextHead(4 * pollingInterval);
    }
  }
}

/** What is to be seen now; null where nobody answers. */
async function see(client: WalletClient, entry: Pending, status: Toast): Promise<Sight | null> {
  try {
    const sight = entry.calls ? await seeCalls(client, entry.calls) : await look(client, entry);
    if (["included", "waiting"].includes(sight.state) || (await isOurs(client))) return sight;
    // Another chain's word for what it has never had: that its number is ours does not make it ours.
    status.show("busy", t(`label.${entry.kind}`), t("follow.elsewhere"));
    return null;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    // It was sent: nobody answering now does not mean that nothing happened.
    status.show("busy", t(`label.${entry.kind}`), t("follow.silent"));
    return null;
  }
}

async function seeCalls(client: WalletClient, id: string): Promise<Sight> {
  const receipt = await callsReceipt(client, id);
  return receipt ? { state: "included", receipt, repriced: false } : { state: "unknown" };
}

/** A client of the connected wallet, once it is on our network: another one knows nothing of ours. */
async function ready(): Promise<WalletClient> {
  const session = await Promise.race([chainGone(), connected()]);
  if (!session) throw new Refusal(t("follow.ended"));
  return clientOf(session);
}

/** It waits for a block again, with what was learnt while it was in one. */
function reopened(entry: Pending): Pending {
  const { block: _, ...known } = kept(entry) ?? entry;
  const open = { ...known, undoneAt: Date.now() };
  keepPending(open);
  return open;
}

/** Keeps it with its block, and with what it says: both are needed should the block be taken back. */
function settle(entry: Pending, receipt: TransactionReceipt): void {
  const block = { number: Number(receipt.blockNumber), hash: receipt.blockHash };
  const { calls: _, ...known } = entry;
  keepPending({ ...known, block });
  if (!entry.said) void remember(entry, receipt.transactionHash);
}

async function remember(entry: Pending, hash: Hex): Promise<void> {
  const sent = await transactionOf(await ready(), hash).catch(() => null);
  const now = kept(entry);
  if (sent && now) keepPending({ ...now, said: saidBy(sent) });
}

function kept({ sentAt }: Pending): Pending | undefined {
  return listPending().find((each) => each.sentAt === sentAt);
}

/** It is in a block and failed there: the same call against that block says why. */
async function reverted(entry: Pending, { from, blockNumber }: TransactionReceipt): Promise<string> {
  try {
    const client = await ready();
    const sent = await transactionOf(client, entry.hash);
    if (!sent?.to) return t("errors.reverted");
    await call(client, { account: from, to: sent.to, data: sent.input, value: sent.value, blockNumber });
    return t("errors.reverted");
  } catch (error) {
    const reason = await sentence(error, { symbol: entry.symbol, ...(entry.slippage && { slippage: entry.slippage }) });
    return t("errors.reverted_why", { reason });
  }
}
