/** What the connected account has, by its wallet's node: shown before anybody acts, so without the library for contracts. */
import type { Address } from "viem";

import type { Session } from "./wallet";

/** `balanceOf(address)`. */
const BALANCE_OF = "0x70a08231";

/** Wei of TT or of a creator token that the connected account has. */
export async function tokenBalance({ account, wallet }: Session, token: Address): Promise<bigint> {
  const data = `${BALANCE_OF}${account.slice(2).toLowerCase().padStart(64, "0")}` as const;
  return BigInt(await wallet.provider.request({ method: "eth_call", params: [{ to: token, data }, "latest"] }));
}

/** Wei of ETH that the connected account has. */
export async function ethBalance({ account, wallet }: Session): Promise<bigint> {
  return BigInt(await wallet.provider.request({ method: "eth_getBalance", params: [account, "latest"] }));
}
