/** The inbox: what was seen is read; what comes in is put on top; notifications for who wants them. */
import type { Unread } from "../api";
import { find, maybe } from "../dom";
import { writeUnread } from "../frame/bell";
import { toast } from "../frame/toast";
import { refreshPart } from "../live/parts";
import { readerOf, send, signIn } from "../people/session";
import { recall, remember } from "../storage";
import { t } from "../texts";

const list = find("#notices");
const readAll = find<HTMLButtonElement>("#read-all");
const asked = find<HTMLButtonElement>("#notify");

show();
list.addEventListener("htmx:afterSwap", show);
document.addEventListener("toktok:unread", () => refreshPart(list));
document.addEventListener("toktok:reader", () => location.reload());
document.addEventListener("click", (event) => {
  if ((event.target as Element).closest("[data-sign-in]")) void attempt(signIn);
});
readAll.addEventListener("click", () => void attempt(markRead));
asked.addEventListener("click", () => void allow());

function show(): void {
  readAll.hidden = (maybe(".notices", list)?.dataset["unread"] ?? "0") === "0";
  asked.hidden = !readerOf() || !("Notification" in window) || (Notification.permission === "granted" && recall("notify") !== null);
}

async function markRead(): Promise<void> {
  const newest = maybe(".notices", list)?.dataset["newest"];
  if (!newest) return;
  writeUnread(await send<Unread>("POST", "/v1/inbox/read", { up_to: newest }));
  refreshPart(list);
}

/** The browser asks; it may only be made to by a press on a button. */
async function allow(): Promise<void> {
  const answer = await Notification.requestPermission();
  if (answer === "granted") remember("notify", "yes");
  toast(answer === "granted" ? "good" : "plain", t(answer === "granted" ? "inbox.notified" : "inbox.refused"));
  show();
}

async function attempt(act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    const { sentence } = await import("../errors");
    toast("bad", await sentence(error));
  }
}
