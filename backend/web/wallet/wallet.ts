/** The reader's wallet, announced by EIP-6963: who is connected, on which network. Knows nothing of contracts. */
import { createStore, type EIP6963ProviderDetail } from "mipd";
import type { Address } from "viem";

import { config } from "../config";
import { forget, recall, remember } from "../storage";
import { t } from "../texts";

export interface Session {
  account: Address;
  chainId: number;
  wallet: EIP6963ProviderDetail;
}

const TRY_AGAIN_LATER = 1013;

type Listener = (session: Session | null) => void;

const announced = createStore();
const listeners = new Set<Listener>();
let session: Session | null = null;
let stopListening: (() => void) | null = null;

export const current = (): Session | null => session;
export const wallets = (): readonly EIP6963ProviderDetail[] => announced.getProviders();

/** Calls `listener` now and whenever account or network change. */
export function watch(listener: Listener): void {
  listeners.add(listener);
  listener(session);
}

/** A session on our network: the one there is, or the next. */
export function connected(): Promise<Session> {
  return new Promise((resolve) => {
    const look = (now: Session | null): void => {
      if (now?.chainId !== config.chainId) return;
      listeners.delete(look);
      resolve(now);
    };
    watch(look);
  });
}

/** Asks `wallet` for an account; the reader decides there. */
export async function open(wallet: EIP6963ProviderDetail): Promise<Session | null> {
  const accounts = await wallet.provider.request({ method: "eth_requestAccounts" });
  return enter(wallet, accounts);
}

/** Goes on with the wallet of the last visit, if it still knows us. Never opens it. */
export async function resume(): Promise<void> {
  const rdns = recall("wallet");
  if (!rdns) return;
  const known = announced.findProvider({ rdns });
  if (known) return restore(known);
  const stop = announced.subscribe((providers) => {
    const found = providers.find((each) => each.info.rdns === rdns);
    if (!found) return;
    stop();
    void restore(found);
  });
}

export function leave(): void {
  forget("wallet");
  stopListening?.();
  stopListening = null;
  publish(null);
}

/** Asks the wallet for our network, adding it where it is not known. */
export async function switchNetwork(wallet: EIP6963ProviderDetail): Promise<void> {
  const chainId = `0x${config.chainId.toString(16)}` as const;
  try {
    await wallet.provider.request({ method: "wallet_switchEthereumChain", params: [{ chainId }] });
  } catch (error) {
    if (!isUnknownChain(error)) throw error;
    if (!config.rpc) {
      const { Refusal } = await import("../errors");
      throw new Refusal(t("wallet.unknown_network", { network: config.network }));
    }
    await wallet.provider.request({
      method: "wallet_addEthereumChain",
      params: [
        {
          chainId,
          chainName: config.network,
          rpcUrls: [config.rpc],
          nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
        },
      ],
    });
    await wallet.provider.request({ method: "wallet_switchEthereumChain", params: [{ chainId }] });
  }
  await refreshChain();
}

async function restore(wallet: EIP6963ProviderDetail): Promise<void> {
  const accounts = await wallet.provider.request({ method: "eth_accounts" }).catch(() => []);
  // A wallet whose node is silent is not connected; its button asks it again.
  await enter(wallet, accounts).catch(() => null);
}

async function enter(wallet: EIP6963ProviderDetail, accounts: readonly Address[]): Promise<Session | null> {
  const account = accounts[0];
  if (!account) {
    leave();
    return null;
  }
  const chainId = Number(await wallet.provider.request({ method: "eth_chainId" }));
  remember("wallet", wallet.info.rdns);
  listen(wallet);
  publish({ account, chainId, wallet });
  return session;
}

function listen(wallet: EIP6963ProviderDetail): void {
  stopListening?.();
  const onAccounts = (accounts: Address[]): void => void enter(wallet, accounts);
  const onChain = (chainId: string): void => {
    if (session) publish({ ...session, chainId: Number(chainId) });
  };
  // 1013: it has lost its own node and will be back; what is asked of it meanwhile fails by itself.
  const onLeft = (error?: { code?: number }): void => {
    if (error?.code !== TRY_AGAIN_LATER) publish(null);
  };
  const onBack = (): void => void restore(wallet);
  wallet.provider.on("accountsChanged", onAccounts);
  wallet.provider.on("chainChanged", onChain);
  wallet.provider.on("disconnect", onLeft);
  wallet.provider.on("connect", onBack);
  stopListening = () => {
    wallet.provider.removeListener("accountsChanged", onAccounts);
    wallet.provider.removeListener("chainChanged", onChain);
    wallet.provider.removeListener("disconnect", onLeft);
    wallet.provider.removeListener("connect", onBack);
  };
}

async function refreshChain(): Promise<void> {
  if (!session) return;
  const chainId = Number(await session.wallet.provider.request({ method: "eth_chainId" }));
  publish({ ...session, chainId });
}

function publish(next: Session | null): void {
  const same = session?.account === next?.account && session?.chainId === next?.chainId;
  session = next;
  if (!same) for (const listener of listeners) listener(session);
}

function isUnknownChain(error: unknown): boolean {
  const { code, data } = error as { code?: number; data?: { originalError?: { code?: number } } };
  return code === 4902 || data?.originalError?.code === 4902 || code === -32603;
}
