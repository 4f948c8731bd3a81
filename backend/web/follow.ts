/** What became of a transaction that was sent. */
import type { ReplacementReason, TransactionReceipt } from "viem";
import { getTransaction, waitForTransactionReceipt } from "viem/actions";

import type { WalletClient } from "./chain";
import { Refusal } from "./errors";
import { indexed } from "./live";
import { outcome } from "./outcome";
import { removePending, type Pending } from "./pending";
import { t } from "./texts";
import { toast, type Toast } from "./toast";

const PATIENCE = 600_000;
/** What the network has not heard of by then is not waited for any longer. */
const LOST_AFTER = 1_800_000;

/** Waits for a transaction that was sent, now or before a reload, and says how it ended. Throws a Refusal. */
export async function follow(entry: Pending, client: WalletClient): Promise<TransactionReceipt> {
  const status = toast("busy", t(`label.${entry.kind}`), t("step.pending"));
  try {
    if (Date.now() - entry.sentAt > LOST_AFTER && (await isLost(entry, client))) {
      removePending(entry.hash);
      throw new Refusal(t("errors.lost", { hash: entry.hash }));
    }
    const [receipt, replaced] = await included(entry, client);
    removePending(entry.hash);
    if (replaced === "cancelled" || replaced === "replaced") throw new Refusal(t(`errors.${replaced}`));
    if (receipt.status !== "success") throw new Refusal(t("errors.reverted"));
    await index(receipt, entry, status, replaced ? t("done.repriced") : "");
    return receipt;
  } catch (error) {
    // It was sent: nobody answering now does not mean that nothing happened.
    const refusal = error instanceof Refusal ? error : new Refusal(t("errors.unanswered", { hash: entry.hash }));
    status.show("bad", refusal.message);
    throw refusal;
  }
}

async function included(
  { hash }: Pending, client: WalletClient,
): Promise<[TransactionReceipt, ReplacementReason | undefined]> {
  let reason: ReplacementReason | undefined;
  const onReplaced = (replacement: { reason: ReplacementReason }): void => void (reason = replacement.reason);
  const receipt = await waitForTransactionReceipt(client, { hash, timeout: PATIENCE, onReplaced });
  return [receipt, reason];
}

async function isLost({ hash }: Pending, client: WalletClient): Promise<boolean> {
  try {
    await getTransaction(client, { hash });
    return false;
  } catch (error) {
    return (error as Error).name === "TransactionNotFoundError";
  }
}

async function index(receipt: TransactionReceipt, entry: Pending, status: Toast, note: string): Promise<void> {
  status.show("busy", t(`label.${entry.kind}`), t("step.indexing"));
  await indexed(Number(receipt.blockNumber));
  status.show("good", outcome(entry.kind, receipt, entry.symbol), note);
}
