/** What is asked of the chain before anything is signed: nothing is signed that a contract would refuse. */
import type { Hex } from "viem";
import { call, estimateGas, getBalance, getCode, readContract } from "viem/actions";

import { toktokToken } from "../abi";
import { config } from "../config";
import { lacking, Refusal } from "../errors";
import { t } from "../texts";
import { isOurs, type WalletClient } from "../wallet/chain";
import { revertOf } from "./revert";
import type { Plan } from "./transaction";

/** Gas for what cannot be estimated on an old block; what is not used is not paid. */
const GAS_UNKNOWN = 800_000n;
/** What an approval before it would cure. */
const CURABLE = new Set(["ERC20InsufficientAllowance", "ERC20InsufficientBalance", "ERC721InsufficientApproval"]);

/** Checks chain, funds and the contract's own mind, all at once; true if what it may take of the account is too little. */
export async function check(client: WalletClient, plan: Plan): Promise<boolean> {
  const [ours, funds, refused] = await Promise.all([
    isOurs(client), fundsFor(client, plan).catch((error: Error) => error), refusalOf(client, plan, plan.data),
  ]);
  // What another chain says of our contracts means nothing.
  if (!ours) throw new Refusal(t("errors.other_chain"));
  if (funds instanceof Error) throw funds;
  const { inEth, inTt, allowed } = funds;
  if (plan.value && inEth < plan.value) throw lacking.eth(inEth, plan.value);
  const spends = plan.spends ?? 0n;
  // A plan the contract refuses anyway is answered with its reason, not with an empty purse.
  if (refused && !(allowed < spends && isCurable(refused))) throw refused;
  if (inTt < spends) throw lacking.tt(inTt, spends);
  return allowed < spends;
}

/** Asks whether the contract takes the call. With `cured`, what a call before it approves may still be missing. */
export async function simulate(client: WalletClient, plan: Plan, data: Hex, cured = false): Promise<void> {
  const refused = await refusalOf(client, plan, data);
  if (refused && !(cured && isCurable(refused))) throw refused;
}

/** Asks that and, at once, how much gas to allow. */
export async function simulateWithGas(client: WalletClient, plan: Plan, data: Hex): Promise<bigint> {
  if (plan.outdated) {
    await simulate(client, plan, data);
    return GAS_UNKNOWN;
  }
  const request = { account: client.account, to: plan.to, data, value: plan.value ?? 0n };
  // A node that cannot estimate may still say why; its other answer is not needed then.
  const [refused, gas] = await Promise.all([
    refusalOf(client, plan, data), estimateGas(client, request).catch((error: unknown) => error),
  ]);
  if (refused) throw refused;
  if (typeof gas !== "bigint") throw gas;
  // Dividends released by then may touch more storage than now.
  return (gas * 13n) / 10n;
}

/** Whether the account is a contract: those cannot sign permits. */
export async function isContract(client: WalletClient): Promise<boolean> {
  const code = await getCode(client, { address: client.account.address });
  // An account with a delegation (EIP-7702) still has its key.
  return code !== undefined && code !== "0x" && !code.startsWith("0xef0100");
}

async function fundsFor(client: WalletClient, plan: Plan): Promise<{ inEth: bigint; inTt: bigint; allowed: bigint }> {
  const owner = client.account.address;
  const tt = { address: config.tt, abi: toktokToken } as const;
  const [inEth, inTt, allowed] = await Promise.all([
    plan.value ? getBalance(client, { address: owner }) : 0n,
    plan.spends ? readContract(client, { ...tt, functionName: "balanceOf", args: [owner] }) : 0n,
    plan.spends ? readContract(client, { ...tt, functionName: "allowance", args: [owner, plan.to] }) : 0n,
  ]);
  return { inEth, inTt, allowed };
}

/** What the contract would answer: an error, or null if it takes the call. */
async function refusalOf(client: WalletClient, plan: Plan, data: Hex): Promise<unknown> {
  try {
    await call(client, { account: client.account, to: plan.to, data, value: plan.value ?? 0n });
    return null;
  } catch (error) {
    const revert = revertOf(error);
    return revert && plan.outdated?.(revert) ? null : error;
  }
}

/** The contracts take TT last, so a missing allowance is the only reason left when it is the one given. */
function isCurable(error: unknown): boolean {
  return CURABLE.has(revertOf(error)?.name ?? "");
}
