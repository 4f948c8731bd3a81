/** The market: the list follows what is typed, and keeps its order while figures change. */
import { find, settled } from "../dom";
import { showPart } from "../live/parts";

const form = find<HTMLFormElement>("#find");
const list = find("#creators");

const show = settled(180, () => {
  const query = asked();
  history.replaceState(null, "", query ? `/?${query}` : "/");
  list.dataset["asked"] = query;
  showPart(list, `/fragments/creators?${query}`);
});

form.addEventListener("input", show);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  show();
});

// Rows under the reader's eyes stay where they are; what is new comes last until the page is opened again.
let shown = list.dataset["asked"] ?? "";
list.addEventListener("htmx:beforeSwap", (event) => {
  const { detail } = event as CustomEvent<{ serverResponse: string }>;
  const query = list.dataset["asked"] ?? "";
  if (query === shown) detail.serverResponse = inOrder(detail.serverResponse);
  shown = query;
});

/** What is asked for, without what is usual. */
function asked(): string {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    const text = String(value).trim();
    if (text && !(name === "sort" && text === "reserve")) query.set(name, text);
  }
  return query.toString();
}

function inOrder(html: string): string {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  const places = new Map([...list.querySelectorAll("[data-id]")].map((row, place) => [row.getAttribute("data-id"), place]));
  const rows = [...body.querySelectorAll("[data-id]")];
  const place = (row: Element): number => places.get(row.getAttribute("data-id")) ?? places.size;
  const parent = rows[0]?.parentElement;
  parent?.append(...rows.sort((one, other) => place(one) - place(other)));
  return body.innerHTML;
}
