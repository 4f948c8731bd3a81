/** Signed orders: made, handed in and taken up again. For actions, which load it when they act. */
import type { Address, Hex } from "viem";
import { getBlock, readContract } from "viem/actions";

import { momentExchange } from "../abi";
import type { Order as Row, OrderMessage, OrderPage } from "../api";
import { config } from "../config";
import { Refusal } from "../errors";
import { chainNow } from "../live/clock";
import { refusalIn } from "../problem";
import { t } from "../texts";
import { clientOf } from "../wallet/chain";
import { signTyped } from "../wallet/typed";
import type { Session } from "../wallet/wallet";

export const LISTING = 0;
export const OFFER = 1;
export const MOMENT_OFFER = 2;

/** An order as the exchange takes it. */
export interface Order {
  maker: Address;
  side: number;
  id: bigint;
  price: bigint;
  signedAt: bigint;
  expiry: bigint;
  group: bigint;
  counter: bigint;
  version: bigint;
}

/** What somebody wants to sign; the rest follows from the chain. */
export interface Wanted {
  side: typeof LISTING | typeof OFFER | typeof MOMENT_OFFER;
  id: bigint;
  price: bigint;
  version: bigint;
  days: number;
}

/** An order of the server's list. */
export interface Listed {
  state: Row["state"];
  side: Row["side"];
  price: bigint;
  group: bigint;
  order: Order;
  signature: Hex;
}

const types = {
  Order: [
    { name: "maker", type: "address" },
    { name: "side", type: "uint8" },
    { name: "id", type: "uint256" },
    { name: "price", type: "uint256" },
    { name: "signedAt", type: "uint256" },
    { name: "expiry", type: "uint256" },
    { name: "group", type: "uint256" },
    { name: "counter", type: "uint256" },
    { name: "version", type: "uint256" },
  ],
} as const;

const DAY = 86_400;
/** The exchange takes orders for so long. */
const LONGEST = 90 * DAY;
const exchange = { address: config.exchange, abi: momentExchange } as const;

/** The order for what is wanted, good from the chain's last block on. */
export async function draft(session: Session, wanted: Wanted, group: bigint): Promise<Order> {
  const client = clientOf(session);
  const [{ timestamp }, counter] = await Promise.all([
    getBlock(client),
    readContract(client, { ...exchange, functionName: "counterOf", args: [session.account] }),
  ]);
  const until = BigInt(chainNow() + wanted.days * DAY);
  const latest = timestamp + BigInt(LONGEST);
  return {
    maker: session.account,
    side: wanted.side,
    id: wanted.id,
    price: wanted.price,
    signedAt: timestamp,
    expiry: until < latest ? until : latest,
    group,
    counter,
    version: wanted.version,
  };
}

/** The maker's signature. */
export function sign(session: Session, order: Order): Promise<Hex> {
  const domain = {
    name: "Toktok MomentExchange", version: "1", chainId: config.chainId, verifyingContract: config.exchange,
  };
  return signTyped(session, { domain, types, primaryType: "Order", message: order });
}

/** Hands an order in, so that others find it. */
export async function handIn(order: Order, signature: Hex): Promise<void> {
  const written = Object.fromEntries(Object.entries(order).map(([name, value]) => [name, write(value)]));
  const response = await fetch("/v1/orders", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ order: written, signature }),
  });
  if (!response.ok) throw await refusalIn(response);
}

/** The order with this hash, if it is still open. */
export async function openOrder(hash: Hex): Promise<Listed> {
  const response = await fetch(`/v1/orders/${hash}`);
  const row = response.ok ? read((await response.json()) as Row) : null;
  if (row?.state !== "open") throw new Refusal(t("moment.order_gone"));
  return row;
}

/** The open orders of an account. */
export async function openOrders(maker: Address): Promise<Listed[]> {
  const query = new URLSearchParams({ maker, state: "open", limit: "200" });
  const response = await fetch(`/v1/orders?${query}`);
  if (!response.ok) throw new Refusal(t("errors.rpc"));
  const { items } = (await response.json()) as OrderPage;
  return items.map(read);
}

/** The smallest number no order of the account carries: the first ones share a word on the chain, and cost least to end. */
export async function freeGroup(session: Session, known: readonly Listed[]): Promise<bigint> {
  const used = new Set(known.map((each) => each.group));
  const client = clientOf(session);
  for (let group = 0n; ; group++) {
    if (used.has(group)) continue;
    const args = [session.account, group] as const;
    if (!(await readContract(client, { ...exchange, functionName: "isGroupClosed", args }))) return group;
  }
}

function read({ order: message, state, side, signature }: Row): Listed {
  const order = message as unknown as OrderMessage;
  const said = {
    maker: order.maker, side: order.side, id: BigInt(order.id), price: BigInt(order.price),
    signedAt: BigInt(order.signedAt), expiry: BigInt(order.expiry), group: BigInt(order.group),
    counter: BigInt(order.counter), version: BigInt(order.version),
  };
  return { state, side, price: said.price, group: said.group, order: said, signature };
}

const write = (value: Address | number | bigint): string | number => (typeof value === "bigint" ? value.toString() : value);
