import { encodeFunctionData, type Address } from "viem";

import { creatorMarket } from "../abi";
import { config } from "../config";
import { surelyNow } from "../live/clock";
import type { Revert } from "../transactions/revert";
import { transact, type Step } from "../transactions/transaction";
import type { Session } from "../wallet/wallet";

/** Ends a launch whose window is over or whose maximum is reached. */
export async function finalize(session: Session, token: Address, step: Step): Promise<void> {
  const data = encodeFunctionData({ abi: creatorMarket, functionName: "finalize", args: [token] });
  const outdated = ({ name, values }: Revert): boolean =>
    name === "LaunchStillOpen" && Number(values["closesAt"]) <= surelyNow();
  await transact(session, { kind: "finalize", to: config.market, data, outdated }, step);
}
