/** Parts of the page that the server renders anew: fetched and put in place by htmx. */
import htmx from "htmx.org";

/** Renews a part; what is new in it is marked for a moment. */
export function refreshPart(part: Element): void {
  htmx.trigger(part, "refresh", {});
}

/** Lets a part show another address from now on. */
export function showPart(part: Element, address: string): void {
  part.setAttribute("hx-get", address);
  htmx.process(part);
  refreshPart(part);
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
}

function ids(part: Element): Set<string> {
  return new Set([...part.querySelectorAll<HTMLElement>("[data-id]")].map((row) => row.dataset["id"] ?? ""));
}
