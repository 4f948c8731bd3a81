/** A moment: hand in a clip, and once it is approved give it terms and sign. */
import { createAuction } from "../actions/createAuction";
import { createMoment } from "../actions/createMoment";
import { signVoucher } from "../actions/signVoucher";
import type { Upload } from "../api";
import { find } from "../dom";
import { Unreadable } from "../format";
import { bindForm, complain, reading } from "../forms/form";
import { bindSplits } from "../forms/splits";
import { showCard, showShares } from "../studio/moment-preview";
import { kindOf, readAuction, readMoment } from "../studio/moment-terms";
import { Poster } from "../studio/poster";
import { UploadList, handIn } from "../studio/uploads";
import { t } from "../texts";

const TOKENS_OF_A_MOMENT = 100_000n;

const clip = find<HTMLFormElement>("#clip");
const form = find<HTMLFormElement>("#moment");
const poster = new Poster();
let chosen: Upload | null = null;
/** The moment that exists already, where only its auction was refused: it is not created twice. */
let made: bigint | null = null;

const list = new UploadList("moment", (upload) => {
  chosen = upload;
  made = null;
  form.hidden = find("#card").hidden = false;
  showAll();
  find("#moment-title").focus();
});

bindForm(clip, {
  check: () => {
    void poster.clip;
    if (!poster.picture) throw new Unreadable(t("studio.choose_poster"));
    reading(clip, "clip_name", (typed) => {
      if (typed === "") throw new Unreadable(t("form.required"));
    });
  },
  act: async (_session, step) => {
    step(t("studio.uploading"));
    const value = (name: string): string => find<HTMLInputElement>(`[name=${name}]`, clip).value.trim();
    await handIn("moment", { name: value("clip_name"), description: value("clip_about") }, poster.clip, poster.picture);
  },
  done: () => {
    clip.reset();
    poster.clear();
    void list.load();
    find("#uploads-title").focus();
  },
});

bindSplits(find("#moment-splits"));
form.addEventListener("input", () => {
  complain(form, "");
  showAll();
});

bindForm(form, {
  check: () => {
    readMoment(form, upload());
    if (kindOf(form) === "auction") readAuction(form);
  },
  act: async (session, step) => {
    const terms = readMoment(form, upload());
    if (kindOf(form) === "voucher") {
      location.assign(`/vouchers/${await signVoucher(session, terms, step)}`);
      return;
    }
    const moment = made ?? (await createMoment(session, terms, step));
    made = moment;
    if (kindOf(form) === "auction") {
      await createAuction(session, { tokenId: moment * TOKENS_OF_A_MOMENT + 1n, opensAt: 0n, ...readAuction(form) }, step);
    }
    location.assign(`/moments/${moment}`);
  },
});

function upload(): Upload {
  if (!chosen) throw new Unreadable(t("studio.choose_clip"));
  return chosen;
}

/** Only what the kind needs is asked; the card and the shares follow what is typed. */
function showAll(): void {
  const kind = kindOf(form);
  for (const part of form.querySelectorAll<HTMLElement>("[data-kinds]")) {
    part.hidden = !(part.dataset["kinds"] ?? "").split(" ").includes(kind);
  }
  const submit = find("[type=submit]", form);
  submit.dataset["label"] = t(`studio.submit_${kind}`);
  if (submit.getAttribute("aria-busy") !== "true") submit.textContent = submit.dataset["label"];
  if (!chosen) return;
  showCard(form, chosen);
  showShares(form);
}
