import { encodeFunctionData, type Address } from "viem";

import { creatorMarket } from "../abi";
import { config } from "../config";
import { surelyNow } from "../live/clock";
import type { Revert } from "../transactions/revert";
import { transact, type Step } from "../transactions/transaction";
import type { Session } from "../wallet/wallet";

/** Takes over a token that was announced to the caller. */
export async function acceptCreator(session: Session, token: Address, step: Step): Promise<void> {
  const data = encodeFunctionData({ abi: creatorMarket, functionName: "acceptCreator", args: [token] });
  const outdated = ({ name, values }: Revert): boolean =>
    name === "TransferNotReady" && Number(values["eta"]) <= surelyNow();
  await transact(session, { kind: "acceptCreator", to: config.market, data, outdated }, step);
}
