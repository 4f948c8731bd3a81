/** Clips and sounds on their way to be published: handed in, looked at by operators, then there to be signed for. */
import type {
  Moment, MomentPage, Sound, SoundPage, Upload, UploadIn, UploadPage, Voucher, VoucherPage, WaitingFile,
} from "../api";
import { find, make } from "../dom";
import { day } from "../format";
import { toast } from "../frame/toast";
import { readerOf, send, signedIn, signIn } from "../people/session";
import { t } from "../texts";
import { current, watch } from "../wallet/wallet";

const LOOK_AGAIN = 4_000;

async function report(error: unknown): Promise<void> {
  const { isRejection, sentence } = await import("../errors");
  toast(isRejection(error) ? "plain" : "bad", await sentence(error));
}

/** The hash of what a moment or a sound is made of; a voucher has it in its terms. */
function contentOf(made: Moment | Sound | Voucher): string {
  return "content_hash" in made ? made.content_hash : made.voucher.terms.contentHash;
}

/** Brings the files, then asks operators to look at them. */
export async function handIn(kind: Upload["kind"], said: { name: string; description: string }, media: Blob, poster: Blob | null): Promise<Upload> {
  const file = await send<WaitingFile>("POST", "/v1/uploads/files", media);
  const picture = poster && (await send<WaitingFile>("POST", "/v1/uploads/files", poster));
  const upload: UploadIn = { kind, ...said, media: file.cid, poster: picture ? picture.cid : null };
  return send<Upload>("POST", "/v1/uploads", upload);
}

/** The list of one's own uploads; it follows what operators decide. `choose` is called with one that is approved. */
export class UploadList {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private known = "";
  private readonly used = new Set<string>();

  constructor(
    private readonly kind: Upload["kind"],
    private readonly choose: (upload: Upload) => void,
  ) {
    find("#uploads-sign-in button").addEventListener("click", () => void signIn().then(() => this.load(), report));
    document.addEventListener("toktok:reader", () => void this.load());
    watch(() => void this.load());
    document.addEventListener("visibilitychange", () => void this.load());
  }

  /** Nobody is asked to sign in for a list: the button does that. */
  async load(): Promise<void> {
    clearTimeout(this.timer);
    const reader = await signedIn().catch(() => null);
    const wallet = current()?.account.toLowerCase();
    const isOwn = reader !== null && (!wallet || wallet === reader.toLowerCase());
    find("#uploads-sign-in").hidden = isOwn;
    if (!isOwn || document.hidden) return;
    const found = await send<UploadPage>("GET", "/v1/uploads?limit=50").catch(() => null);
    const own = (found?.items ?? []).filter((each) => each.kind === this.kind);
    if (own.some((each) => each.state === "approved")) await this.findUsed();
    if (found) this.show(own);
    if (!found || own.some((each) => each.state === "waiting")) this.timer = setTimeout(() => void this.load(), LOOK_AGAIN);
  }

  /** What was made of approved ones already: by the hash of their content, which the chain knows. */
  private async findUsed(): Promise<void> {
    const account = readerOf() ?? "";
    const lists = this.kind === "sound" ? [`/v1/sounds?artist=${account}`] : [`/v1/moments?creator=${account}`, `/v1/vouchers?creator=${account}`];
    for (const list of lists) {
      const response = await fetch(`${list}&limit=200`).catch(() => null);
      if (!response?.ok) continue;
      const { items } = (await response.json()) as MomentPage | SoundPage | VoucherPage;
      for (const each of items) this.used.add(contentOf(each));
    }
  }

  private show(uploads: readonly Upload[]): void {
    const now = JSON.stringify(uploads.map((each) => [each.id, each.state, this.used.has(each.content_hash)]));
    if (now === this.known) return;
    this.known = now;
    find("#uploads-empty").hidden = uploads.length > 0;
    find("#uploads").replaceChildren(...uploads.map((each) => this.row(each)));
  }

  private row(upload: Upload): HTMLElement {
    const src = `/v1/uploads/${upload.id}/poster`;
    // What was sent back is not kept.
    const isKept = upload.poster && upload.state !== "rejected";
    const picture = isKept ? [make("img", { class: "thumb", attributes: { src, alt: "", width: "40", height: "52" } })] : [];
    const used = this.used.has(upload.content_hash);
    const badge = make("span", {
      class: upload.state === "approved" ? "badge accent" : "badge",
      text: t(`studio.state_${used ? "published" : upload.state}`),
    });
    const text = make("span", { class: "clip" }, [
      make("strong", { text: upload.name }), document.createElement("br"), badge,
      make("span", { class: "small muted", text: ` ${upload.reason || day(BigInt(upload.handed_in_at))}` }),
    ]);
    const action = upload.state === "approved" && !used ? [this.button(upload)] : [];
    return make("li", { attributes: { "data-upload": String(upload.id), "data-state": upload.state } }, [...picture, text, ...action]);
  }

  private button(upload: Upload): HTMLElement {
    const button = make("button", { class: "button tiny main", text: t("studio.go_on"), attributes: { type: "button" } });
    button.addEventListener("click", () => this.choose(upload));
    return button;
  }
}
