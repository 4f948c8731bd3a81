/** A message that goes along to the next page: who has just bought there is sent on, and still told what came of it. */
import { forget, recall, remember } from "../storage";
import { toast } from "./toast";

const KEY = "carried";

export function carry(text: string): void {
  remember(KEY, text);
}

/** Says what was carried here, once. */
export function tellCarried(): void {
  const text = recall(KEY);
  if (!text) return;
  forget(KEY);
  toast("good", text);
}
