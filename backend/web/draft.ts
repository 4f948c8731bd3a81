/** What was typed into a long form, kept in this browser until it is done. */
import { find } from "./dom";
import { forget, recall, remember } from "./storage";

type Values = Record<string, string>;

/** Fills the form with what was kept, and keeps what is typed; `restored` is called once something came back. */
export function keepDraft(form: HTMLFormElement, key: string, restored: () => void): { drop: () => void } {
  const name = `draft.${key}`;
  const note = find("#draft");
  const kept = read(name);
  if (kept) {
    for (const field of fields(form)) field.value = kept[field.name] ?? field.value;
    note.hidden = false;
    restored();
  }
  form.addEventListener("input", () => {
    remember(name, JSON.stringify(Object.fromEntries(fields(form).map((field) => [field.name, field.value]))));
    note.hidden = false;
  });
  const drop = (): void => {
    forget(name);
    note.hidden = true;
  };
  find("button", note).addEventListener("click", () => {
    drop();
    form.reset();
    form.dispatchEvent(new Event("change"));
  });
  return { drop };
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
