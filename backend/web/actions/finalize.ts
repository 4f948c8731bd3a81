import { encodeFunctionData, type Address } from "viem";

import { creatorMarket } from "../abi";
import { surelyNow } from "../clock";
import { config } from "../config";
import type { Revert } from "../revert";
import { transact, type Step } from "../transaction";
import type { Session } from "../wallet";

/** Ends a launch whose window is over or whose maximum is reached. */
export async function finalize(session: Session, token: Address, step: Step): Promise<void> {
  const data = encodeFunctionData({ abi: creatorMarket, functionName: "finalize", args: [token] });
  const outdated = ({ name, values }: Revert): boolean =>
    name === "LaunchStillOpen" && Number(values["closesAt"]) <= surelyNow();
  await transact(session, { kind: "finalize", to: config.market, data, outdated }, step);
}
