import { encodeFunctionData, parseEventLogs, type ContractFunctionArgs } from "viem";

import { topMoments } from "../abi";
import { config } from "../config";
import { Refusal } from "../errors";
import { t } from "../texts";
import { transact, type Step } from "../transactions/transaction";
import type { Session } from "../wallet/wallet";

export type MomentTerms = ContractFunctionArgs<typeof topMoments, "nonpayable", "createMoment">[0];

/** Creates a moment of the caller. Returns its number. */
export async function createMoment(session: Session, terms: MomentTerms, step: Step): Promise<bigint> {
  const data = encodeFunctionData({ abi: topMoments, functionName: "createMoment", args: [terms] });
  const receipt = await transact(session, { kind: "createMoment", to: config.moments, data }, step);
  const [log] = parseEventLogs({ abi: topMoments, eventName: "MomentCreated", logs: receipt.logs });
  if (!log) throw new Refusal(t("errors.reverted"));
  return log.args.moment;
}
