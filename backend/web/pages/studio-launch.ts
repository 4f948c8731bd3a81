/** A launch, step by step: who, terms, what follows from them, signing. */
import { launch } from "../actions/launch";
import type { Handle, Studio } from "../api";
import { find, settled } from "../dom";
import { keepDraft } from "../forms/draft";
import { bindForm, complain, Misfilled } from "../forms/form";
import { bindSteps } from "../forms/steps";
import { showPreview, showSummary } from "../studio/launch-preview";
import { readTerms, readWho } from "../studio/launch-terms";
import { t } from "../texts";
import { watch } from "../wallet/wallet";

const form = find<HTMLFormElement>("#open");
const handle = find<HTMLInputElement>("#handle");
const availability = find("#handle-free");
let asked = 0;

bindSteps(form, {
  check: async (name) => {
    if (name === "who") {
      readWho(form);
      await requireFree();
    } else if (name === "terms") {
      readTerms(form);
    }
  },
  enter: (name) => {
    if (name === "preview") showPreview(form);
    if (name === "sign") showSummary(form);
  },
});
const draft = keepDraft(form, "launch", () => void showFree());

bindForm(form, {
  check: () => void readTerms(form),
  act: async (session, step) => {
    const token = await launch(session, readTerms(form), step);
    draft.drop();
    location.assign(`/launches/${token}`);
  },
});
form.addEventListener("input", (event) => {
  complain(form, "");
  if (event.target instanceof HTMLElement && "preview" in event.target.dataset) showPreview(form);
});
form.addEventListener("change", () => void showFree());
handle.addEventListener("input", settled(300, () => void showFree()));
watch((session) => {
  if (!session) return void (find("#has-token").hidden = true);
  void fetch(`/v1/studio/${session.account}`)
    .then((response) => response.json() as Promise<Studio>)
    .then(({ token }) => (find("#has-token").hidden = token === null));
});

/** Says beside the field whether the handle is free, as one types it. */
async function showFree(): Promise<void> {
  const run = ++asked;
  const typed = handle.value.trim().replace(/^@/, "");
  const found = typed === "" ? null : await ask(typed);
  if (run !== asked) return;
  availability.className = found?.is_free ? "small up" : "small";
  availability.textContent = !found
    ? ""
    : t(found.is_free ? "studio.handle_free" : found.is_valid ? "studio.handle_taken" : "studio.handle_shape", { handle: typed });
}

async function requireFree(): Promise<void> {
  const typed = handle.value.trim().replace(/^@/, "");
  const found = await ask(typed);
  if (found && !found.is_free) throw new Misfilled(handle, t("studio.handle_taken", { handle: typed }));
}

/** Null where the server does not answer: the contract is asked before anything is signed. */
async function ask(name: string): Promise<Handle | null> {
  try {
    const response = await fetch(`/v1/handles/${encodeURIComponent(name)}`);
    return response.ok ? ((await response.json()) as Handle) : null;
  } catch {
    return null;
  }
}
