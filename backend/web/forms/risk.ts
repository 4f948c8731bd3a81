/** What can be lost, said once before the first purchase. */
import { find } from "../dom";
import { Rejected } from "../errors";
import { ask } from "../frame/dialog";
import { recall, remember } from "../storage";
import { t } from "../texts";

/** Goes on once the reader has accepted the risks, now or before. Throws Rejected. */
export async function acceptRisk(): Promise<void> {
  if (recall("risk") === "accepted") return;
  const template = find<HTMLTemplateElement>("#risk");
  const answer = await ask(template.content.cloneNode(true));
  if (answer !== "accept") throw new Rejected(t("errors.risk_declined"));
  remember("risk", "accepted");
}
