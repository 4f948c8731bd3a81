/** What the server says about the chain this page shows. */
import type { Address } from "viem";

const data = document.body.dataset;

export const config = {
  chainId: Number(data["chainId"]),
  /** The hash of the first block. */
  genesis: data["genesis"] ?? "",
  network: data["network"] ?? "",
  rpc: data["rpc"] ?? "",
  tt: data["tt"] as Address,
  market: data["market"] as Address,
  ledger: data["ledger"] as Address,
  moments: data["moments"] as Address,
  auction: data["auction"] as Address,
  exchange: data["exchange"] as Address,
  subscriptions: data["subscriptions"] as Address,
  sounds: data["sounds"] as Address,
  page: data["page"] ?? "",
};

/** Chains that live on one machine mine at once: look often. */
export const pollingInterval = [1337, 31337].includes(config.chainId) ? 250 : 2_000;
