/** Reading the chain through the reader's own wallet: the page itself talks to no outside host. */
import {
  createClient, custom, defineChain, type Client, type CustomTransport, type Chain, type JsonRpcAccount,
} from "viem";
import { getBlock } from "viem/actions";

import { config, pollingInterval } from "../config";
import { Refusal } from "../errors";
import { t } from "../texts";
import type { Session } from "./wallet";

export type WalletClient = Client<CustomTransport, Chain, JsonRpcAccount>;

const chain = defineChain({
  id: config.chainId,
  name: config.network,
  nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
  rpcUrls: { default: { http: [config.rpc] } },
});

export function clientOf(session: Session): WalletClient {
  return createClient({
    account: session.account,
    chain,
    transport: custom(session.wallet.provider, { retryCount: 1 }),
    pollingInterval,
  });
}

/** Whether the wallet's network is the chain of this page, and not another one with its number. */
export async function isOurs(client: WalletClient): Promise<boolean> {
  return (await getBlock(client, { blockNumber: 0n })).hash === config.genesis;
}

/** Refuses a wallet on another network, before anything is read there that would be taken for ours. */
export async function requireOurs(session: Session): Promise<void> {
  if (session.chainId !== config.chainId) throw new Refusal(t("errors.wrong_network"));
  if (!(await isOurs(clientOf(session)))) throw new Refusal(t("errors.other_chain"));
}
