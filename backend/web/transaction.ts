/** Simulate, then sign, then wait. Nothing is signed that the contract would refuse. */
import type { Address, Hex, TransactionReceipt } from "viem";
import { call, estimateGas, getBalance, readContract, sendTransaction } from "viem/actions";

import { toktokToken } from "./abi";
import { clientOf, type WalletClient } from "./chain";
import { config } from "./config";
import { isSilence, lacking, Refusal, sentence, type Context } from "./errors";
import { follow } from "./follow";
import { addPending, type Kind } from "./pending";
import { withPermit } from "./permit";
import { revertOf, type Revert } from "./revert";
import { t } from "./texts";
import { current, type Session } from "./wallet";

export interface Plan {
  kind: Kind;
  to: Address;
  data: Hex;
  value?: bigint;
  /** TT wei that `to` takes from the account; a permit is added where the allowance is too small. */
  spends?: bigint;
  context?: Context;
  /** Refusals that only say that the node's last block is old: the next one will be accepted. */
  outdated?: (revert: Revert) => boolean;
}

/** Gas for what cannot be estimated on an old block; what is not used is not paid. */
const GAS_UNKNOWN = 800_000n;

/** Tells the form what it is waiting for. */
export type Step = (text: string) => void;

/**
 * Runs a plan of the account of `asked` to its end: included in a block, and in the index. Throws a Refusal with a
 * sentence.
 */
export async function transact(asked: Session, plan: Plan, step: Step): Promise<TransactionReceipt> {
  const session = current();
  if (!session) throw new Refusal(t("errors.no_wallet"));
  if (session.account !== asked.account) throw new Refusal(t("errors.account_changed"));
  if (session.chainId !== config.chainId) throw new Refusal(t("errors.wrong_network"));
  const client = clientOf(session);
  try {
    step(t("step.simulating"));
    const needsPermit = await checkFunds(client, plan);
    await simulate(client, plan, plan.data, needsPermit);
    let data = plan.data;
    if (needsPermit) {
      step(t("step.permit"));
      data = await withPermit(client, plan.to, plan.spends ?? 0n, plan.data);
      step(t("step.simulating"));
      await simulate(client, plan, data, false);
    }
    step(t("step.confirm"));
    const hash = await send(client, plan, data);
    const symbol = plan.context?.symbol ?? "";
    const entry = { hash, kind: plan.kind, account: session.account, symbol, sentAt: Date.now() };
    addPending(entry);
    step(t("step.pending"));
    return await follow(entry, client);
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(await sentence(error, plan.context));
  }
}

/** Checks that the account has what the plan takes; true if its allowance does not suffice. */
async function checkFunds(client: WalletClient, plan: Plan): Promise<boolean> {
  const owner = client.account.address;
  if (plan.value) {
    const balance = await getBalance(client, { address: owner });
    if (balance < plan.value) throw lacking.eth(balance, plan.value);
  }
  if (!plan.spends) return false;
  const tt = { address: config.tt, abi: toktokToken } as const;
  const [balance, allowance] = await Promise.all([
    readContract(client, { ...tt, functionName: "balanceOf", args: [owner] }),
    readContract(client, { ...tt, functionName: "allowance", args: [owner, plan.to] }),
  ]);
  if (balance < plan.spends) {
    // A plan the contract refuses anyway is answered with its reason, not with an empty purse.
    await simulate(client, plan, plan.data, true);
    throw lacking.tt(balance, plan.spends);
  }
  return allowance < plan.spends;
}

/** The contracts take TT last, so a missing allowance is the only reason left when it is the one given. */
async function simulate(client: WalletClient, plan: Plan, data: Hex, allowanceMissing: boolean): Promise<void> {
  try {
    await call(client, { account: client.account, to: plan.to, data, value: plan.value ?? 0n });
  } catch (error) {
    const revert = revertOf(error);
    if (revert && plan.outdated?.(revert)) return;
    const lacksTt = revert?.name === "ERC20InsufficientAllowance" || revert?.name === "ERC20InsufficientBalance";
    if (!allowanceMissing || !lacksTt) throw error;
  }
}

async function send(client: WalletClient, plan: Plan, data: Hex): Promise<Hex> {
  const request = { account: client.account, to: plan.to, data, value: plan.value ?? 0n };
  // Dividends released by then may touch more storage than now.
  const gas = plan.outdated ? GAS_UNKNOWN : ((await estimateGas(client, request)) * 13n) / 10n;
  try {
    return await sendTransaction(client, { ...request, gas });
  } catch (error) {
    throw isSilence(error) ? new Refusal(t("errors.perhaps_sent")) : error;
  }
}
