/** The terms of a moment, read from its form. */
import type { MomentTerms } from "../actions/createMoment";
import type { Upload } from "../api";
import { find } from "../dom";
import { parse, parseSum, Unreadable } from "../format";
import { reading } from "../forms/form";
import { readSplits } from "../forms/splits";
import { t } from "../texts";

type MomentKind = "edition" | "auction" | "voucher";

const LARGEST_EDITION = 10_000n;
const MOST_ROYALTY_BPS = 1_000n;
const LONGEST_PERK = 256;

export function kindOf(form: HTMLFormElement): MomentKind {
  return find<HTMLInputElement>("[name=kind]:checked", form).value as MomentKind;
}

/** Everything the contract fixes for ever. A one-of-one by auction has no price of its own and is its creator's at once. */
export function readMoment(form: HTMLFormElement, upload: Upload): MomentTerms {
  const auction = kindOf(form) === "auction";
  const opensAt = auction ? 0 : moment(form, "opens");
  return {
    uri: upload.uri ?? "",
    contentHash: upload.content_hash,
    editionSize: auction ? 1 : Number(whole(form, "edition", 1n, LARGEST_EDITION)),
    price: auction ? 0n : reading(form, "price", parseSum),
    opensAt,
    closesAt: auction ? 0 : closing(form, opensAt),
    maxPerWallet: auction ? 0 : Number(whole(form, "per_wallet", 0n, LARGEST_EDITION)),
    royaltyBps: Number(royalty(form)),
    soundId: BigInt(find<HTMLSelectElement>("[name=sound]", form).value),
    splits: readSplits(find("#moment-splits", form)),
    perk: perk(form),
  };
}

/** Least first bid in TT wei, and how long the auction runs. */
export function readAuction(form: HTMLFormElement): { reservePrice: bigint; duration: bigint } {
  return {
    reservePrice: reading(form, "reserve", parseSum),
    duration: BigInt(find<HTMLSelectElement>("[name=duration]", form).value),
  };
}

function whole(form: HTMLFormElement, name: string, least: bigint, most: bigint): bigint {
  return reading(form, name, (typed) => {
    const value = parse(typed || "0", 0);
    if (value < least || value > most) throw new Unreadable(t("studio.between", { least: String(least), most: String(most) }));
    return value;
  });
}

function royalty(form: HTMLFormElement): bigint {
  return reading(form, "royalty", (typed) => {
    const bps = parse(typed || "0", 2);
    if (bps > MOST_ROYALTY_BPS) throw new Unreadable(t("studio.royalty_most"));
    return bps;
  });
}

/** A local date and time as a timestamp; 0: at once, or without an end. */
function moment(form: HTMLFormElement, name: string): number {
  return reading(form, name, (typed) => (typed ? Math.floor(new Date(typed).getTime() / 1000) : 0));
}

function closing(form: HTMLFormElement, opensAt: number): number {
  const closesAt = moment(form, "closes");
  return reading(form, "closes", () => {
    if (closesAt && closesAt <= Math.max(opensAt, Date.now() / 1000)) throw new Unreadable(t("studio.closes_early"));
    return closesAt;
  });
}

function perk(form: HTMLFormElement): string {
  return reading(form, "perk", (typed) => {
    const long = new TextEncoder().encode(typed).length > LONGEST_PERK;
    if (long) throw new Unreadable(t("studio.too_long", { n: LONGEST_PERK }));
    return typed;
  });
}
