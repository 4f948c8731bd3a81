/** What happened: what is new is announced, and put in place when the reader asks for it. */
import { find } from "../dom";
import { count } from "../format";
import { toast } from "../frame/toast";
import { concernsAccount, onHappening, type Happening } from "../live/live";
import { refreshPart } from "../live/parts";
import { signIn } from "../people/session";
import { t } from "../texts";

const list = find("#events");
const news = find<HTMLButtonElement>("#news");
const { kinds = "", token = "", account = "", follows } = list.dataset;
const wanted = words(kinds);
const followed = follows === undefined ? null : new Set(words(follows.toLowerCase()));
let fresh = 0;

onHappening((event) => {
  if (!concerns(event)) return;
  fresh += 1;
  news.textContent = fresh === 1 ? t("activity.new_one") : t("activity.new_many", { n: count(fresh) });
  news.hidden = false;
});

news.addEventListener("click", () => {
  fresh = 0;
  news.hidden = true;
  refreshPart(list);
  scrollTo({ top: 0 });
});

document.addEventListener("click", (event) => {
  if ((event.target as Element).closest("[data-sign-in]")) void enter();
});
document.addEventListener("toktok:reader", () => followed && location.reload());

function concerns(event: Happening): boolean {
  const who = event.account?.toLowerCase() ?? "";
  if (wanted.length && !wanted.includes(event.kind)) return false;
  if (token && token.toLowerCase() !== event.token?.toLowerCase()) return false;
  if (account && !concernsAccount(event, account)) return false;
  return followed === null || followed.has(who);
}

async function enter(): Promise<void> {
  try {
    await signIn();
  } catch (error) {
    const { sentence } = await import("../errors");
    toast("bad", await sentence(error));
  }
}

function words(text: string): string[] {
  return text.split(" ").filter(Boolean);
}
