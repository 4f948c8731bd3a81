/** A list that divides an income: up to eight recipients, whose shares add up to all of it. */
import type { Address } from "viem";

import { find } from "../dom";
import { parse, Unreadable } from "../format";
import { t } from "../texts";
import { Misfilled, readingField } from "./form";
import { asAddress } from "./recipient";

export interface Split {
  recipient: Address;
  bps: number;
}

const MOST = 8;

/** Lets rows be added and removed; the template of a row lies in the page. */
export function bindSplits(editor: HTMLElement): void {
  const rows = find("[data-rows]", editor);
  const add = find<HTMLButtonElement>("[data-add]", editor);
  const template = find<HTMLTemplateElement>("template", editor);
  const changed = (): void => {
    add.hidden = rows.children.length >= MOST;
    editor.dispatchEvent(new Event("input", { bubbles: true }));
  };
  add.addEventListener("click", () => {
    rows.append(template.content.cloneNode(true));
    find<HTMLInputElement>("input", rows.lastElementChild as Element).focus();
    changed();
  });
  rows.addEventListener("click", (event) => {
    if (!(event.target as Element).closest("[data-remove]")) return;
    (event.target as Element).closest("[data-row]")?.remove();
    add.focus();
    changed();
  });
}

/** The list as the contract takes it; empty where there is no row. Throws at the field that cannot be read. */
export function readSplits(editor: HTMLElement): Split[] {
  const rows = [...editor.querySelectorAll<HTMLElement>("[data-row]")];
  const splits = rows.map((row) => {
    const [who, share] = [...row.querySelectorAll("input")] as [HTMLInputElement, HTMLInputElement];
    return { recipient: readingField(who, asAddress), bps: readingField(share, percent) };
  });
  const total = splits.reduce((sum, each) => sum + each.bps, 0);
  if (splits.length && total !== 10_000) {
    throw new Misfilled(find<HTMLInputElement>("[data-row] input", editor), t("studio.split_total", { n: String(total / 100) }));
  }
  return splits;
}

function percent(typed: string): number {
  const bps = Number(parse(typed, 2));
  if (bps < 1 || bps > 10_000) throw new Unreadable(t("studio.split_share"));
  return bps;
}
