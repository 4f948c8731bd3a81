/** Sounds for artists: hand in a recording, and once it is approved register it with its share. */
import { registerSound } from "../actions/registerSound";
import type { Upload } from "../api";
import { find } from "../dom";
import { parse, Unreadable } from "../format";
import { bindForm, complain, reading } from "../forms/form";
import { bindSplits, readSplits } from "../forms/splits";
import { showOwn } from "../studio/own";
import { handIn, UploadList } from "../studio/uploads";
import { t } from "../texts";

const MOST_SHARE = 2_000n;

const recording = find<HTMLFormElement>("#recording");
const form = find<HTMLFormElement>("#register");
const file = find<HTMLInputElement>("#sound-file");
const heard = find<HTMLAudioElement>("#sound-heard");
let chosen: Upload | null = null;

const list = new UploadList("sound", (upload) => {
  chosen = upload;
  form.hidden = false;
  find("#register-name").textContent = upload.name;
  find("#register-title").focus();
});
const renew = showOwn(find("#own-sounds"), (account) => `/fragments/studio/sounds/${account}`, () => undefined);

file.addEventListener("change", () => {
  const [sound] = file.files ?? [];
  heard.hidden = !sound;
  if (sound) heard.src = URL.createObjectURL(sound);
});

bindForm(recording, {
  check: () => {
    if (!file.files?.[0]) throw new Unreadable(t("studio.choose_sound"));
    reading(recording, "sound_name", (typed) => {
      if (typed === "") throw new Unreadable(t("form.required"));
    });
  },
  act: async (_session, step) => {
    step(t("studio.uploading"));
    const value = (name: string): string => find<HTMLInputElement>(`[name=${name}]`, recording).value.trim();
    await handIn("sound", { name: value("sound_name"), description: value("sound_about") }, file.files?.[0] as File, null);
  },
  done: () => {
    recording.reset();
    heard.hidden = true;
    void list.load();
    find("#uploads-title").focus();
  },
});

bindSplits(find("#sound-splits"));
form.addEventListener("input", () => complain(form, ""));
bindForm(form, {
  check: () => {
    readShare();
    readSplits(find("#sound-splits"));
  },
  act: async (session, step) => {
    if (!chosen?.uri) throw new Unreadable(t("studio.choose_sound"));
    const splits = readSplits(find("#sound-splits"));
    await registerSound(session, [chosen.uri, chosen.content_hash, readShare(), splits], step);
  },
  done: () => {
    form.hidden = true;
    renew();
  },
});

function readShare(): number {
  return reading(form, "share", (typed) => {
    const bps = parse(typed, 2);
    if (bps < 1n || bps > MOST_SHARE) throw new Unreadable(t("studio.share_range"));
    return Number(bps);
  });
}
