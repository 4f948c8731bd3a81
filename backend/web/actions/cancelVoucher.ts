import { encodeFunctionData } from "viem";

import { topMoments } from "../abi";
import { config } from "../config";
import { transact, type Step } from "../transactions/transaction";
import type { Session } from "../wallet/wallet";

/** Voids every voucher of the caller with this nonce that has not created its moment. */
export async function cancelVoucher(session: Session, nonce: bigint, step: Step): Promise<void> {
  const data = encodeFunctionData({ abi: topMoments, functionName: "cancelVoucher", args: [nonce] });
  await transact(session, { kind: "cancelVoucher", to: config.moments, data }, step);
}
