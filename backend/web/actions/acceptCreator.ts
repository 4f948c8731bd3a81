import { encodeFunctionData, type Address } from "viem";

import { creatorMarket } from "../abi";
import { surelyNow } from "../clock";
import { config } from "../config";
import type { Revert } from "../revert";
import { transact, type Step } from "../transaction";
import type { Session } from "../wallet";

/** Takes over a token that was announced to the caller. */
export async function acceptCreator(session: Session, token: Address, step: Step): Promise<void> {
  const data = encodeFunctionData({ abi: creatorMarket, functionName: "acceptCreator", args: [token] });
  const outdated = ({ name, values }: Revert): boolean =>
    name === "TransferNotReady" && Number(values["eta"]) <= surelyNow();
  await transact(session, { kind: "acceptCreator", to: config.market, data, outdated }, step);
}
