/** The part of the catalogue the browser needs, as the page brought it along. */
const texts = JSON.parse(document.getElementById("texts")?.textContent ?? "{}") as Record<string, string>;

/** The text under `key`, its `{names}` filled in. */
export function t(key: string, values: Record<string, string | number> = {}): string {
  const text = texts[key];
  if (text === undefined) throw new Error(`No text ${key}`);
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}

/** Whether the catalogue has `key`. */
export function hasText(key: string): boolean {
  return key in texts;
}
