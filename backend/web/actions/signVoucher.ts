import type { Hex } from "viem";
import { signTypedData } from "viem/actions";

import { config } from "../config";
import { Refusal, sentence } from "../errors";
import { send } from "../people/session";
import { t } from "../texts";
import type { Step } from "../transactions/transaction";
import { clientOf } from "../wallet/chain";
import type { Session } from "../wallet/wallet";
import type { MomentTerms } from "./createMoment";

const types = {
  Voucher: [
    { name: "creator", type: "address" },
    { name: "nonce", type: "uint256" },
    { name: "moves", type: "uint256" },
    { name: "terms", type: "MomentTerms" },
  ],
  MomentTerms: [
    { name: "uri", type: "string" },
    { name: "contentHash", type: "bytes32" },
    { name: "editionSize", type: "uint16" },
    { name: "price", type: "uint96" },
    { name: "opensAt", type: "uint40" },
    { name: "closesAt", type: "uint40" },
    { name: "maxPerWallet", type: "uint16" },
    { name: "royaltyBps", type: "uint16" },
    { name: "soundId", type: "uint64" },
    { name: "splits", type: "Split[]" },
    { name: "perk", type: "string" },
  ],
  Split: [
    { name: "recipient", type: "address" },
    { name: "bps", type: "uint16" },
  ],
} as const;

/** Signs the terms of a moment and hands them in: the first buyer creates it. Returns the voucher's hash. */
export async function signVoucher(session: Session, terms: MomentTerms, step: Step): Promise<Hex> {
  if (session.chainId !== config.chainId) throw new Refusal(t("errors.wrong_network"));
  const found = await fetch(`/v1/studio/${session.account}`);
  const { moves } = (await found.json()) as { moves: number };
  const voucher = { creator: session.account, nonce: nonce(), moves: BigInt(moves), terms };
  step(t("studio.sign_voucher"));
  try {
    const signature = await signTypedData(clientOf(session), {
      domain: { name: "Toktok TopMoments", version: "1", chainId: config.chainId, verifyingContract: config.moments },
      types,
      primaryType: "Voucher",
      message: voucher,
    });
    const kept = await send<{ hash: Hex }>("POST", "/v1/vouchers", { voucher: written(voucher), signature });
    return kept.hash;
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(await sentence(error));
  }
}

/** Any number that was not used: of 256 bits nobody meets the same one twice. */
function nonce(): bigint {
  return crypto.getRandomValues(new Uint32Array(8)).reduce((all, word) => (all << 32n) | BigInt(word), 0n);
}

/** Wide numbers as strings, as JSON can carry them. */
function written(voucher: { creator: string; nonce: bigint; moves: bigint; terms: MomentTerms }): unknown {
  const wide = (_: string, value: unknown): unknown => (typeof value === "bigint" ? value.toString() : value);
  return JSON.parse(JSON.stringify(voucher, wide));
}
