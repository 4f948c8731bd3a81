import { transact, type Step } from "../transactions/transaction";
import { depositing } from "../wallet/approvals";
import type { Session } from "../wallet/wallet";

/** Turns ETH into TT, 10,000 for 1. */
export async function deposit(session: Session, ethIn: bigint, step: Step): Promise<void> {
  await transact(session, depositing(ethIn), step);
}
