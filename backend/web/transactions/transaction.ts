/** Simulate, then sign, then wait. Nothing is signed that the contract would refuse. */
import { encodeFunctionData, type Address, type Hex, type TransactionReceipt } from "viem";
import { sendTransaction } from "viem/actions";

import { toktokToken } from "../abi";
import { config } from "../config";
import { isSilence, Refusal, sentence, type Context } from "../errors";
import { toast } from "../frame/toast";
import { t } from "../texts";
import { clientOf, type WalletClient } from "../wallet/chain";
import { withPermit } from "../wallet/permit";
import { current, type Session } from "../wallet/wallet";
import { aboutHere } from "./about";
import { doesBatches, sendCalls } from "./batch";
import { check, isContract, simulate, simulateWithGas } from "./checks";
import { follow } from "./follow";
import { keepPending, type Kind, type Pending } from "./pending";
import type { Revert } from "./revert";

export interface Plan {
  kind: Kind;
  to: Address;
  data: Hex;
  value?: bigint;
  /** TT wei that `to` takes from the account; a permit or an approval is added where it may not take as much. */
  spends?: bigint;
  context?: Context;
  /** Refusals that only say that the node's last block is old: the next one will be accepted. */
  outdated?: (revert: Revert) => boolean;
}

/** Tells the form what it is waiting for. */
export type Step = (text: string) => void;

/** A wallet that is silent for so long has perhaps hidden its window. */
const SLOW = 20_000;
/** A form does not stay busy for longer; the transaction is followed all the same. */
const PATIENCE = 600_000;

/**
 * Runs a plan of the account of `asked` to its end: included in a block, and in the index. Throws a Refusal with a
 * sentence.
 */
export async function transact(asked: Session, plan: Plan, step: Step): Promise<TransactionReceipt> {
  return transactBatch(asked, [plan], step);
}

/**
 * Runs plans of which each needs those before it: as one where the wallet can, otherwise one by one. Resolves with the
 * receipt that has the last one in it.
 */
export async function transactBatch(asked: Session, plans: readonly Plan[], step: Step): Promise<TransactionReceipt> {
  const last = plans.at(-1);
  if (!last) throw new Error("a batch of nothing");
  return attempt(asked, last, step, async (client, tell) => {
    // Asked along with the rest: whoever answers far away is waited for once.
    const isCode = plans.some((plan) => plan.spends) ? isContract(client) : Promise.resolve(false);
    isCode.catch(() => undefined);
    const calls = await checked(client, plans);
    const sent = calls.length > 1 && (await sendAsOne(client, calls, plans.length > 1, tell));
    if (sent) return sent;
    for (const plan of plans.slice(0, -1)) await transact(asked, plan, step);
    const lacksAllowance = plans.length > 1 ? await check(client, last) : calls.length > 1;
    if (!lacksAllowance) return send(client, last, last.data, tell);
    if (!(await isCode)) return send(client, last, await permitted(client, last, tell), tell);
    await transact(asked, approval(last), step);
    return send(client, last, last.data, tell);
  });
}

/** One message from the wallet to the index. */
async function attempt(
  asked: Session, plan: Plan, step: Step, sending: (client: WalletClient, tell: Step) => Promise<Pending>,
): Promise<TransactionReceipt> {
  const client = clientFor(asked);
  const label = t(`label.${plan.kind}`);
  const message = toast("busy", label);
  const tell = (text: string): void => {
    step(text);
    message.show("busy", label, text);
  };
  let entry: Pending;
  try {
    tell(t("step.simulating"));
    entry = await sending(client, tell);
  } catch (error) {
    message.close();
    throw error instanceof Refusal ? error : new Refusal(await sentence(error, plan.context));
  }
  tell(t("step.pending"));
  return inTime(follow(entry, message), entry);
}

function clientFor(asked: Session): WalletClient {
  const session = current();
  if (!session) throw new Refusal(t("errors.no_wallet"));
  if (session.account !== asked.account) throw new Refusal(t("errors.account_changed"));
  if (session.chainId !== config.chainId) throw new Refusal(t("errors.wrong_network"));
  return clientOf(session);
}

/** The calls that the plans come to, approvals added; asked of the contracts as far as they can be asked now. */
async function checked(client: WalletClient, plans: readonly Plan[]): Promise<Plan[]> {
  const calls: Plan[] = [];
  for (const [index, plan] of plans.entries()) {
    // A later one is refused now for the lack of what comes before it: its contract is asked when it counts.
    const lacksAllowance = index === 0 ? await check(client, plan) : Boolean(plan.spends);
    if (index > 0) await simulate(client, plan, plan.data, true);
    calls.push(...(lacksAllowance ? [approval(plan), plan] : [plan]));
  }
  return calls;
}

function approval({ to, spends = 0n }: Plan): Plan {
  const data = encodeFunctionData({ abi: toktokToken, functionName: "approve", args: [to, spends] });
  return { kind: "approve", to: config.tt, data };
}

async function permitted(client: WalletClient, plan: Plan, tell: Step): Promise<Hex> {
  tell(t("step.permit"));
  return patiently(withPermit(client, plan.to, plan.spends ?? 0n, plan.data), tell);
}

async function send(client: WalletClient, plan: Plan, data: Hex, tell: Step): Promise<Pending> {
  tell(t("step.simulating"));
  const gas = await simulateWithGas(client, plan, data);
  if (current()?.account !== client.account.address) throw new Refusal(t("errors.account_changed"));
  tell(t("step.confirm"));
  const request = { account: client.account, to: plan.to, data, value: plan.value ?? 0n, gas };
  try {
    return sent(client, plan, { hash: await patiently(sendTransaction(client, request), tell) });
  } catch (error) {
    throw isSilence(error) ? new Refusal(t("errors.perhaps_sent")) : error;
  }
}

/** Sends calls as one; null where the wallet does not. Only what takes several transactions otherwise is worth an upgrade. */
async function sendAsOne(client: WalletClient, calls: Plan[], worthIt: boolean, tell: Step): Promise<Pending | null> {
  if (!(await doesBatches(client, worthIt))) return null;
  tell(t("step.confirm"));
  const id = await patiently(sendCalls(client, calls), tell);
  const plan = calls.at(-1);
  return id && plan ? sent(client, plan, { hash: "0x", calls: id }) : null;
}

function sent(client: WalletClient, plan: Plan, known: Pick<Pending, "hash" | "calls">): Pending {
  const entry: Pending = {
    ...known,
    kind: plan.kind,
    account: client.account.address,
    symbol: plan.context?.symbol ?? "",
    slippage: plan.context?.slippage,
    sentAt: Date.now(),
    about: aboutHere(),
  };
  keepPending(entry);
  return entry;
}

/** Says after a while that the wallet has not answered; it may still. */
async function patiently<T>(answer: Promise<T>, tell: Step): Promise<T> {
  const timer = setTimeout(() => tell(t("wallet.slow")), SLOW);
  return answer.finally(() => clearTimeout(timer));
}

async function inTime(end: Promise<TransactionReceipt>, { hash }: Pending): Promise<TransactionReceipt> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Refusal(t("errors.unanswered", { hash }))), PATIENCE);
  });
  return Promise.race([end, late]).finally(() => clearTimeout(timer));
}
