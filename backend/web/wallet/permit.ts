/** EIP-2612 permits of TT: a signature in place of an approval, used up in the transaction it pays for. */
import { encodeFunctionData, parseSignature, type Address, type Hex } from "viem";
import { readContract, signTypedData } from "viem/actions";

import { creatorMarket, toktokToken } from "../abi";
import { config } from "../config";
import { deadlineIn } from "../live/clock";
import type { WalletClient } from "./chain";

const types = {
  Permit: [
    { name: "owner", type: "address" },
    { name: "spender", type: "address" },
    { name: "value", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
} as const;

const PERMIT_MINUTES = 30;

/** What TT signs with; it is the same for ever. */
let domain: Promise<{ name: string; version: string }> | null = null;

/** Puts a permit in front of `call`, both in one batch of `spender`. Opens the wallet for the signature. */
export async function withPermit(client: WalletClient, spender: Address, value: bigint, call: Hex): Promise<Hex> {
  const owner = client.account.address;
  domain ??= domainOf(client);
  domain.catch(() => (domain = null));
  const [nonce, { name, version }] = await Promise.all([
    readContract(client, { address: config.tt, abi: toktokToken, functionName: "nonces", args: [owner] }),
    domain,
  ]);
  const deadline = deadlineIn(PERMIT_MINUTES);
  const signature = await signTypedData(client, {
    domain: { name, version, chainId: config.chainId, verifyingContract: config.tt },
    types,
    primaryType: "Permit",
    message: { owner, spender, value, nonce, deadline },
  });
  const { r, s, yParity } = parseSignature(signature);
  const permit = encodeFunctionData({
    abi: creatorMarket, functionName: "selfPermit", args: [value, deadline, 27 + yParity, r, s],
  });
  return encodeFunctionData({ abi: creatorMarket, functionName: "multicall", args: [[permit, call]] });
}

async function domainOf(client: WalletClient): Promise<{ name: string; version: string }> {
  const [, name, version] = await readContract(client, {
    address: config.tt, abi: toktokToken, functionName: "eip712Domain",
  });
  return { name, version };
}
