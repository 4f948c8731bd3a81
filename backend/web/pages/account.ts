/** One's own account: what one says about oneself, lists, sessions, the end of it. */
import { find, make, maybe } from "../dom";
import { ask } from "../frame/dialog";
import { toast } from "../frame/toast";
import { refreshPart } from "../live/parts";
import { bindMember, press } from "../people/member-form";
import { readerOf, send, signIn } from "../people/session";
import { t } from "../texts";

const asking = maybe<HTMLFormElement>("#sign-in");
if (asking) bindMember(asking, async () => {
  await signIn();
  location.reload();
});
else start();

function start(): void {
  const shown = readerOf();
  // What is on the page is of one account: another one gets a page of its own. A session that is over takes nothing
  // away of what was typed.
  document.addEventListener("toktok:reader", () => {
    const reader = readerOf();
    if (reader && reader !== shown) location.reload();
  });
  startProfile(find<HTMLFormElement>("#profile"));
  startLists();
  bindMember(find<HTMLFormElement>("#out"), async () => {
    await send("DELETE", "/v1/me/sessions");
    location.reload();
  });
  bindMember(find<HTMLFormElement>("#leave"), leave);
}

function startProfile(form: HTMLFormElement): void {
  const file = find<HTMLInputElement>("#picture", form);
  const none = find<HTMLButtonElement>("#no-picture", form);
  file.addEventListener("change", () => void preview(file.files?.[0]));
  none.addEventListener("click", () => void press(none, async () => {
    await send("DELETE", "/v1/me/picture");
    location.reload();
  }));
  bindMember(form, async () => {
    const picture = file.files?.[0];
    if (picture) await send("PUT", "/v1/me/picture", picture);
    const text = (name: string): string => find<HTMLInputElement>(`[name=${name}]`, form).value;
    await send("PUT", "/v1/me/profile", { name: text("name"), bio: text("bio"), links: text("links").split(/\s+/).filter(Boolean) });
    if (picture) none.hidden = find("#picture-waits", form).hidden = false;
    file.value = "";
    toast("good", t("account.saved"));
  });
}

/** The picture as it will be cut, before it is sent. */
async function preview(file: File | undefined): Promise<void> {
  if (!file) return;
  const reader = new FileReader();
  await new Promise((resolve) => {
    reader.addEventListener("loadend", resolve, { once: true });
    reader.readAsDataURL(file);
  });
  const image = make("img", { class: "avatar huge", attributes: { alt: t("account.preview"), src: String(reader.result) } });
  find("#preview").replaceChildren(image);
}

function startLists(): void {
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>("[data-remove]");
    if (!button) return;
    const part = button.closest("[data-live]");
    void press(button, async () => {
      await send("DELETE", button.dataset["remove"] ?? "");
      if (!part) return;
      refreshPart(part);
      maybe("h2", part.closest("section") ?? document)?.focus();
    });
  });
  const form = find<HTMLFormElement>("#block");
  bindMember(form, async () => {
    const values = new FormData(form);
    const address = encodeURIComponent(String(values.get("address")).trim());
    await send("PUT", `/v1/me/blocks/${address || "-"}`, { kind: values.get("kind") });
    form.reset();
    refreshPart(find("#blocks"));
  });
}

async function leave(): Promise<void> {
  const choice = await ask(
    make("div", { class: "stack" }, [
      make("h2", { text: t("account.delete_sure"), attributes: { id: "dialog-title" } }),
      make("p", { text: t("account.delete_what") }),
      make("button", { class: "button main wide", text: t("account.delete_yes"), attributes: { type: "button", value: "yes" } }),
      make("button", { class: "button quiet wide", text: t("wallet.cancel"), attributes: { type: "button", value: "no" } }),
    ]),
  );
  if (choice !== "yes") return;
  await send("DELETE", "/v1/me");
  location.assign("/");
}
