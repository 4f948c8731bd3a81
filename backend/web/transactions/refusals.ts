/** The sentences for what contracts refuse, in the reader's language: fetched the first time one is needed. */
export type Refusals = Record<string, string>;

let asked: Promise<Refusals> | null = null;

export function refusals(): Promise<Refusals> {
  asked ??= load().catch((error: unknown) => {
    asked = null;
    throw error;
  });
  return asked;
}

async function load(): Promise<Refusals> {
  const answer = await fetch(document.body.dataset["refusals"] ?? "");
  if (!answer.ok) throw new Error(`no sentences: ${answer.status}`);
  return (await answer.json()) as Refusals;
}
