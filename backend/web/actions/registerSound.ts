import { encodeFunctionData, parseEventLogs, type ContractFunctionArgs } from "viem";

import { soundLibrary } from "../abi";
import { config } from "../config";
import { Refusal } from "../errors";
import { t } from "../texts";
import { transact, type Step } from "../transactions/transaction";
import type { Session } from "../wallet/wallet";

type SoundTerms = ContractFunctionArgs<typeof soundLibrary, "nonpayable", "registerSound">;

/** Offers a sound to every creator. Returns its number. */
export async function registerSound(session: Session, terms: SoundTerms, step: Step): Promise<bigint> {
  const data = encodeFunctionData({ abi: soundLibrary, functionName: "registerSound", args: terms });
  const receipt = await transact(session, { kind: "registerSound", to: config.sounds, data }, step);
  const [log] = parseEventLogs({ abi: soundLibrary, eventName: "SoundRegistered", logs: receipt.logs });
  if (!log) throw new Refusal(t("errors.reverted"));
  return log.args.soundId;
}
