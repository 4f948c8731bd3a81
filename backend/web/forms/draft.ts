/** What was typed into a long form, kept until it is done: in this browser, and with the account of who is signed in. */
import { find, settled } from "../dom";
import { readerOf, send } from "../people/session";
import { forget, recall, remember } from "../storage";
import { current } from "../wallet/wallet";

type Values = Record<string, string>;

const PAUSE = 1_500;

/** Fills the form with what was kept, and keeps what is typed; `restored` is called once something came back. */
export function keepDraft(form: HTMLFormElement, key: string, restored: () => void): { drop: () => void } {
  const name = `draft.${key}`;
  const note = find("#draft");
  const fill = (kept: Values): void => {
    for (const field of fields(form)) field.value = kept[field.name] ?? field.value;
    note.hidden = false;
    restored();
  };
  const keepAside = settled(PAUSE, () => {
    const values = read(name);
    if (values) void aside(() => send("PUT", `/v1/me/drafts/${key}`, values));
  });
  const kept = read(name);
  if (kept) fill(kept);
  else void elsewhere(key).then((found) => found && fill(found));
  form.addEventListener("input", () => {
    remember(name, JSON.stringify(Object.fromEntries(fields(form).map((field) => [field.name, field.value]))));
    note.hidden = false;
    keepAside();
  });
  const drop = (): void => {
    forget(name);
    note.hidden = true;
    void aside(() => send("DELETE", `/v1/me/drafts/${key}`));
  };
  find("button", note).addEventListener("click", () => {
    drop();
    form.reset();
    form.dispatchEvent(new Event("change"));
  });
  return { drop };
}

/** What the account kept from another browser. */
async function elsewhere(key: string): Promise<Values | null> {
  const found = await aside(async () => {
    const { items } = await send<{ items: { key: string }[] }>("GET", "/v1/me/drafts");
    return items.some((each) => each.key === key) ? send<Values>("GET", `/v1/me/drafts/${key}`) : null;
  });
  return found ?? null;
}

/** Asks the server where the account is signed in; nobody is asked to sign for a draft, and none is missed. */
async function aside<T>(ask: () => Promise<T>): Promise<T | undefined> {
  const [reader, wallet] = [readerOf(), current()];
  if (!reader || (wallet && wallet.account.toLowerCase() !== reader.toLowerCase())) return undefined;
  return ask().catch(() => undefined);
}

function fields(form: HTMLFormElement): (HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement)[] {
  const all = form.querySelectorAll<HTMLInputElement>("input[name], select[name], textarea[name]");
  return [...all].filter((field) => !["radio", "checkbox", "file"].includes(field.type));
}

function read(name: string): Values | null {
  try {
    return JSON.parse(recall(name) ?? "null") as Values | null;
  } catch {
    return null;
  }
}
