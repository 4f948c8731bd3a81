import { encodeFunctionData, parseEventLogs, type Address, type ContractFunctionArgs } from "viem";
import { readContract } from "viem/actions";

import { creatorMarket } from "../abi";
import { config } from "../config";
import { Refusal } from "../errors";
import { t } from "../texts";
import { transact, type Step } from "../transactions/transaction";
import { clientOf } from "../wallet/chain";
import type { Session } from "../wallet/wallet";

export type Terms = ContractFunctionArgs<typeof creatorMarket, "nonpayable", "launch">[0];

/** Opens a launch and pays its bond. Returns the new token's address. */
export async function launch(session: Session, terms: Terms, step: Step): Promise<Address> {
  if (session.chainId !== config.chainId) throw new Refusal(t("errors.wrong_network"));
  const bond = await readContract(clientOf(session), {
    address: config.market, abi: creatorMarket, functionName: "launchBond",
  });
  const data = encodeFunctionData({ abi: creatorMarket, functionName: "launch", args: [terms] });
  const receipt = await transact(session, { kind: "launch", to: config.market, data, spends: bond }, step);
  const [log] = parseEventLogs({ abi: creatorMarket, eventName: "Launched", logs: receipt.logs });
  if (!log) throw new Refusal(t("errors.reverted"));
  return log.args.token;
}
