/** Typed data (EIP-712) that the reader's wallet signs. A contract's wallet signs in its own way (EIP-1271). */
import type { Hex, TypedData, TypedDataDefinition } from "viem";
import { signTypedData } from "viem/actions";

import { config } from "../config";
import { Refusal, sentence } from "../errors";
import { t } from "../texts";
import { clientOf } from "./chain";
import { current, type Session } from "./wallet";

/** What the account of `asked` signs. Throws a Refusal with a sentence. */
export async function signTyped<const Types extends TypedData, Primary extends keyof Types & string>(
  asked: Session, typed: TypedDataDefinition<Types, Primary>,
): Promise<Hex> {
  const session = current();
  if (!session) throw new Refusal(t("errors.no_wallet"));
  if (session.account !== asked.account) throw new Refusal(t("errors.account_changed"));
  if (session.chainId !== config.chainId) throw new Refusal(t("errors.wrong_network"));
  const client = clientOf(session);
  try {
    return await signTypedData(client, { ...typed, account: client.account } as Parameters<typeof signTypedData>[1]);
  } catch (error) {
    throw new Refusal(await sentence(error));
  }
}
