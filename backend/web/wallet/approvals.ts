/** What has to be done first, so that something else can be: permissions, TT. For actions, which load it when they act. */
import { encodeFunctionData } from "viem";
import { readContract } from "viem/actions";

import { topMoments, toktokToken } from "../abi";
import { config } from "../config";
import type { Plan } from "../transactions/transaction";
import { clientOf } from "./chain";
import type { Session } from "./wallet";

/** The plan that lets the exchange move the account's moments; none where it may already. */
export async function movingMoments(session: Session): Promise<Plan[]> {
  const may = await readContract(clientOf(session), {
    address: config.moments, abi: topMoments, functionName: "isApprovedForAll", args: [session.account, config.exchange],
  });
  if (may) return [];
  const data = encodeFunctionData({ abi: topMoments, functionName: "setApprovalForAll", args: [config.exchange, true] });
  return [{ kind: "approveMoments", to: config.moments, data }];
}

/** The plan that lets the exchange take `amount` TT wei of the account; none where it may already. */
export async function takingTt(session: Session, amount: bigint): Promise<Plan[]> {
  const may = await readContract(clientOf(session), {
    address: config.tt, abi: toktokToken, functionName: "allowance", args: [session.account, config.exchange],
  });
  if (may >= amount) return [];
  const data = encodeFunctionData({ abi: toktokToken, functionName: "approve", args: [config.exchange, amount] });
  return [{ kind: "allowTt", to: config.tt, data }];
}

/** The plan that turns ETH into TT, 10,000 for 1. */
export function depositing(ethIn: bigint): Plan {
  const data = encodeFunctionData({ abi: toktokToken, functionName: "deposit" });
  return { kind: "deposit", to: config.tt, data, value: ethIn };
}
