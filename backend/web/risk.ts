/** What can be lost, said once before the first purchase. */
import { ask } from "./dialog";
import { find } from "./dom";
import { recall, remember } from "./storage";

/** Whether the reader has accepted the risks, now or before. */
export async function acceptsRisk(): Promise<boolean> {
  if (recall("risk") === "accepted") return true;
  const template = find<HTMLTemplateElement>("#risk");
  const accepted = (await ask(template.content.cloneNode(true))) === "accept";
  if (accepted) remember("risk", "accepted");
  return accepted;
}
