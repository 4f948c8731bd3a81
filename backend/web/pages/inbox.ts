/** The inbox: what was seen is read; what comes in is put on top; notifications for who wants them. */
import type { Unread } from "../api";
import { find, maybe } from "../dom";
import { writeUnread } from "../frame/bell";
import { toast } from "../frame/toast";
import { refreshPart } from "../live/parts";
import { send, signIn } from "../people/session";

const list = find("#notices");
const readAll = find<HTMLButtonElement>("#read-all");
const asked = maybe<HTMLButtonElement>("#notify");

show();
if (asked) void import("../people/notified").then(({ startNotified }) => startNotified(asked, attempt));
list.addEventListener("htmx:afterSwap", show);
document.addEventListener("toktok:unread", () => refreshPart(list));
document.addEventListener("toktok:reader", () => location.reload());
document.addEventListener("click", (event) => {
  if ((event.target as Element).closest("[data-sign-in]")) void attempt(signIn);
});
readAll.addEventListener("click", () => void attempt(markRead));

function show(): void {
  readAll.hidden = (maybe(".notices", list)?.dataset["unread"] ?? "0") === "0";
}

async function markRead(): Promise<void> {
  const newest = maybe(".notices", list)?.dataset["newest"];
  if (!newest) return;
  writeUnread(await send<Unread>("POST", "/v1/inbox/read", { up_to: newest }));
  refreshPart(list);
}

async function attempt(act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    const { sentence } = await import("../errors");
    toast("bad", await sentence(error));
  }
}
