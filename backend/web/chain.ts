/** Reading the chain through the reader's own wallet: the page itself talks to no outside host. */
import {
  createClient, custom, defineChain, type Address, type Client, type CustomTransport, type Chain, type JsonRpcAccount,
} from "viem";
import { getBalance, readContract } from "viem/actions";

import { creatorToken } from "./abi";
import { config, pollingInterval } from "./config";
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

/** Wei of TT or of a creator token that the connected account has. */
export function tokenBalance(session: Session, token: Address): Promise<bigint> {
  return readContract(clientOf(session), {
    address: token, abi: creatorToken, functionName: "balanceOf", args: [session.account],
  });
}

/** Wei of ETH that the connected account has. */
export function ethBalance(session: Session): Promise<bigint> {
  return getBalance(clientOf(session), { address: session.account });
}
