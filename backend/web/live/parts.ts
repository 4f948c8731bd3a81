/**
 * Parts of the page that the server renders anew: fetched and put in place by htmx, which comes with the first one that
 * is. A page that is only read does without, and a link that it would have followed leads to a page of its own.
 */
type Htmx = typeof import("htmx.org").default;

/** An answer that went lost with a connection never comes, and what is asked after it waits for it. */
const PATIENCE = 10_000;

let coming: Promise<Htmx> | undefined;

/** Renews a part; what is new in it is marked for a moment. */
export function refreshPart(part: Element): void {
  withHtmx((it) => it.trigger(part, "refresh", {}));
}

/** Lets a part show another address from now on. */
export function showPart(part: Element, address: string): void {
  part.setAttribute("hx-get", address);
  withHtmx((it) => {
    it.process(part);
    it.trigger(part, "refresh", {});
  });
}

export function startParts(): void {
  let before = new Set<string>();
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    before = ids((event as CustomEvent<{ target: Element }>).detail.target);
  });
  document.body.addEventListener("htmx:afterSwap", (event) => {
    const { target } = (event as CustomEvent<{ target: Element }>).detail;
    if (before.size === 0) return;
    for (const row of target.querySelectorAll<HTMLElement>("[data-id]")) {
      if (!before.has(row.dataset["id"] ?? "")) row.classList.add("fresh");
    }
  });
  for (const sign of ["pointerover", "focusin", "touchstart"]) {
    document.addEventListener(sign, comeIfNeeded, { passive: true });
  }
  if (document.querySelector('[hx-trigger*="every"]')) withHtmx();
}

/** Somebody is about to follow a link that htmx follows. */
function comeIfNeeded(event: Event): void {
  if (event.target instanceof Element && event.target.closest("a[hx-get]")) withHtmx();
}

/** Where it cannot come, as offline, it is asked for anew next time: when a connection stands again, every part is renewed. */
function withHtmx(use: (it: Htmx) => void = () => undefined): void {
  coming ??= htmx();
  coming.then(use, () => (coming = undefined));
}

async function htmx(): Promise<Htmx> {
  await whole();
  const { default: it } = await import("htmx.org");
  it.config.timeout = PATIENCE;
  return it;
}

/** It only looks at the page by itself once that is there as a whole. */
async function whole(): Promise<void> {
  if (document.readyState === "complete") return;
  await new Promise((resolve) => addEventListener("load", resolve, { once: true }));
}

function ids(part: Element): Set<string> {
  return new Set([...part.querySelectorAll<HTMLElement>("[data-id]")].map((row) => row.dataset["id"] ?? ""));
}
