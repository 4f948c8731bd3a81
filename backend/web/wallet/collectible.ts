/** The button that shows a token to the reader's own wallet (EIP-747): most know collectibles, some want to be told. */
import { config } from "../config";
import { maybe } from "../dom";
import { isRejection } from "../errors";
import { toast } from "../frame/toast";
import { t } from "../texts";
import { current } from "./wallet";

export function bindCollectible(): void {
  const button = maybe<HTMLButtonElement>("#show-in-wallet");
  button?.addEventListener("click", () => void show(button.dataset["tokenId"] ?? ""));
}

async function show(tokenId: string): Promise<void> {
  const session = current();
  if (!session) return;
  const params = { type: "ERC721", options: { address: config.moments, tokenId } };
  try {
    // The wallet's types know of fungible tokens alone.
    await session.wallet.provider.request({ method: "wallet_watchAsset", params } as never);
    toast("good", t("moment.shown"));
  } catch (error) {
    if (!isRejection(error)) toast("plain", t("moment.not_shown"));
  }
}
