/** What the network says about a transaction now, asked through the reader's wallet. */
import type { Address, Hex, Transaction, TransactionReceipt } from "viem";
import { getBlock, getBlockNumber, getTransaction, getTransactionCount, getTransactionReceipt } from "viem/actions";

import type { WalletClient } from "../wallet/chain";
import { listPending, type Pending } from "./pending";

export type Sight =
  | { state: "included"; receipt: TransactionReceipt; repriced: boolean }
  /** `ahead`: so many transactions have to come first that the network has not seen. */
  | { state: "waiting"; said: NonNullable<Pending["said"]>; ahead: number }
  | { state: "unknown" }
  | { state: "cancelled" }
  | { state: "replaced" };

export async function look(client: WalletClient, entry: Pending): Promise<Sight> {
  const receipt = await receiptOf(client, entry.hash);
  if (receipt) return { state: "included", receipt, repriced: false };
  const sent = await transactionOf(client, entry.hash);
  if (sent) {
    return { state: "waiting", said: saidBy(sent), ahead: sent.blockHash ? 0 : await missingBefore(client, sent) };
  }
  return entry.said ? instead(client, entry.hash, entry.said) : { state: "unknown" };
}

export async function transactionOf(client: WalletClient, hash: Hex): Promise<Transaction | null> {
  return getTransaction(client, { hash }).catch(missing("TransactionNotFoundError"));
}

/** What makes a transaction the same one at another price. */
export function saidBy({ from, nonce, to, input, value }: Transaction): NonNullable<Pending["said"]> {
  return { from, nonce, to, input, value: value.toString() };
}

export async function receiptOf(client: WalletClient, hash: Hex): Promise<TransactionReceipt | null> {
  return getTransactionReceipt(client, { hash }).catch(missing("TransactionReceiptNotFoundError"));
}

/** How many transactions of the sender have to come first that nobody has seen. Not every node counts what waits. */
async function missingBefore(client: WalletClient, { from, nonce }: Transaction): Promise<number> {
  const next = await getTransactionCount(client, { address: from, blockTag: "pending" });
  const seen = listPending().filter(({ said }) => said?.from === from && said.nonce >= next && said.nonce < nonce);
  return Math.max(0, nonce - next - seen.length);
}

/** What came in the place of a transaction that the network has forgotten. */
async function instead(client: WalletClient, hash: Hex, said: NonNullable<Pending["said"]>): Promise<Sight> {
  if ((await getTransactionCount(client, { address: said.from })) <= said.nonce) return { state: "unknown" };
  const other = await sentWith(client, said.from, said.nonce);
  if (!other) return { state: "replaced" };
  const again = saidBy(other);
  if (again.to === said.to && again.input === said.input && again.value === said.value) {
    const receipt = await receiptOf(client, other.hash);
    return receipt ? { state: "included", receipt, repriced: other.hash !== hash } : { state: "unknown" };
  }
  return { state: other.to?.toLowerCase() === said.from.toLowerCase() && other.value === 0n ? "cancelled" : "replaced" };
}

/** The transaction of `account` with this nonce: its block is the first after which the account has sent more. */
async function sentWith(client: WalletClient, account: Address, nonce: number): Promise<Transaction | null> {
  try {
    const counted = (blockNumber: bigint): Promise<number> => getTransactionCount(client, { address: account, blockNumber });
    let high = await getBlockNumber(client, { cacheTime: 0 });
    let low = -1n;
    // Steps grow backwards: it was lately, and old states are not kept everywhere.
    for (let step = 1n; low < 0n && step <= 2n * high; step *= 2n) {
      const at = high > step ? high - step : 0n;
      if (at === 0n || (await counted(at)) <= nonce) low = at;
      else high = at;
    }
    while (high - low > 1n) {
      const middle = (low + high) / 2n;
      if ((await counted(middle)) > nonce) high = middle;
      else low = middle;
    }
    const block = await getBlock(client, { blockNumber: high, includeTransactions: true });
    return block.transactions.find((each) => each.from.toLowerCase() === account.toLowerCase() && each.nonce === nonce) ?? null;
  } catch {
    return null;
  }
}

function missing(name: string): (error: unknown) => null {
  return (error) => {
    if ((error as Error).name === name) return null;
    throw error;
  };
}
