import { encodeFunctionData, parseEventLogs, zeroAddress, type Address, type ContractFunctionArgs, type Hex } from "viem";

import { topMoments } from "../abi";
import type { Voucher as Row } from "../api";
import { config } from "../config";
import { Refusal } from "../errors";
import { t } from "../texts";
import { transact, type Step } from "../transactions/transaction";
import type { Session } from "../wallet/wallet";

type Voucher = ContractFunctionArgs<typeof topMoments, "nonpayable", "mintVoucher">[0];

interface Minting {
  hash: Hex;
  quantity: bigint;
  /** Who gets the serials: the payer, or whom they are a gift to. */
  to: Address;
  referrer: Address | null;
}

/** Buys the first serials of a moment its creator has signed, which creates it. Returns its number. */
export async function mintVoucher(session: Session, wanted: Minting, step: Step): Promise<bigint> {
  const { hash, quantity, to, referrer } = wanted;
  const { voucher, signature } = await fetchVoucher(hash);
  const cost = voucher.terms.price * quantity;
  const data = encodeFunctionData({
    abi: topMoments,
    functionName: "mintVoucher",
    args: [voucher, signature, quantity, to, cost, referrer ?? zeroAddress],
  });
  const receipt = await transact(session, { kind: "mint", to: config.moments, data, spends: cost }, step);
  const [minted] = parseEventLogs({ abi: topMoments, eventName: "Minted", logs: receipt.logs });
  if (!minted) throw new Refusal(t("errors.reverted"));
  return minted.args.moment;
}

async function fetchVoucher(hash: Hex): Promise<{ voucher: Voucher; signature: Hex }> {
  const response = await fetch(`/v1/vouchers/${hash}`);
  if (!response.ok) throw new Refusal(t("moment.order_gone"));
  const row = (await response.json()) as Row;
  const { creator, nonce, moves, terms } = row.voucher;
  const voucher = {
    creator,
    nonce: BigInt(nonce),
    moves: BigInt(moves),
    terms: {
      uri: terms.uri,
      contentHash: terms.contentHash,
      editionSize: Number(terms.editionSize),
      price: BigInt(terms.price),
      opensAt: Number(terms.opensAt),
      closesAt: Number(terms.closesAt),
      maxPerWallet: Number(terms.maxPerWallet),
      royaltyBps: Number(terms.royaltyBps),
      soundId: BigInt(terms.soundId),
      splits: terms.splits.map((each) => ({ recipient: each.recipient, bps: Number(each.bps) })),
      perk: terms.perk,
    },
  };
  return { voucher, signature: row.signature };
}
