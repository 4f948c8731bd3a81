/** Several calls as one (EIP-5792), for wallets that do all of them or none. */
import type { Address, Hex, TransactionReceipt } from "viem";
import { getTransactionReceipt } from "viem/actions";

import { config } from "../config";
import { hasCode, isRejection, isSilence, Refusal } from "../errors";
import { t } from "../texts";
import type { WalletClient } from "../wallet/chain";

interface Call {
  to: Address;
  data: Hex;
  value?: bigint;
}

interface Status {
  /** 100 under way, 200 done, from 400 on failed; before version 2: a word. */
  status: number | string;
  receipts?: { transactionHash: Hex }[];
}

type Ask = (method: string, params: unknown) => Promise<unknown>;

const CHAIN = `0x${config.chainId.toString(16)}`;

/**
 * Whether the wallet does several calls of this account as one; with `upgrade` also where it would have to make the
 * account able to first, and asks the reader for that. A wallet that does not know the question says no.
 */
export async function doesBatches(client: WalletClient, upgrade: boolean): Promise<boolean> {
  try {
    const all = (await asking(client)("wallet_getCapabilities", [client.account.address, [CHAIN]])) as Record<string, {
      atomic?: { status?: string };
      atomicBatch?: { supported?: boolean };
    }>;
    const ours = all[CHAIN] ?? all["0x0"];
    const status = ours?.atomic?.status;
    return status === "supported" || (upgrade && status === "ready") || ours?.atomicBatch?.supported === true;
  } catch {
    return false;
  }
}

/** Sends the calls as one; the id they are known by, or null where the wallet will not have them as one after all. */
export async function sendCalls(client: WalletClient, calls: readonly Call[]): Promise<string | null> {
  const asked = {
    version: "2.0.0",
    from: client.account.address,
    chainId: CHAIN,
    atomicRequired: true,
    calls: calls.map(({ to, data, value }) => ({ to, data, value: `0x${(value ?? 0n).toString(16)}` })),
  };
  try {
    const sent = (await asking(client)("wallet_sendCalls", [asked])) as string | { id: string };
    return typeof sent === "string" ? sent : sent.id;
  } catch (error) {
    if (isRejection(error)) throw error;
    if (isSilence(error)) throw new Refusal(t("errors.perhaps_sent"));
    // It knows nothing of this, cannot do it here, or the reader refused an upgrade of the account: nothing was sent.
    return null;
  }
}

/** The receipt of what the calls became; null while they are under way. Throws a Refusal if they failed. */
export async function callsReceipt(client: WalletClient, id: string): Promise<TransactionReceipt | null> {
  const { status, receipts } = (await asking(client)("wallet_getCallsStatus", [id]).catch(unknownCalls)) as Status;
  const hash = receipts?.at(-1)?.transactionHash;
  if (hash) return getTransactionReceipt(client, { hash });
  if (typeof status === "number" && status >= 400) throw new Refusal(t("errors.batch_failed"));
  return null;
}

/** 5730: the wallet has forgotten them, or has not begun to remember. */
function unknownCalls(error: unknown): Status {
  if (hasCode(error, 5730)) return { status: 0 };
  throw error;
}

/** Methods that the library's types do not know in this form. */
function asking({ request }: WalletClient): Ask {
  return (method, params) => request({ method, params } as never, { retryCount: 0 });
}
