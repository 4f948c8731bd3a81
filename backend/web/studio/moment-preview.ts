/** How a moment will look, and who gets what of its sales. */
import type { Upload } from "../api";
import { find, make } from "../dom";
import { bps, parse, tt } from "../format";
import { t } from "../texts";
import { kindOf } from "./moment-terms";

const BPS = 10_000n;
const [CREATOR, FANS] = [8_500n, 1_000n];
const ROYALTY_FANS = 2_000n;

/** The card as the gallery will show it. */
export function showCard(form: HTMLFormElement, upload: Upload): void {
  const image = find<HTMLImageElement>("#card-image");
  const src = `/v1/uploads/${upload.id}/poster`;
  if (image.getAttribute("src") !== src) image.src = src;
  find("#card-name").textContent = upload.name;
  const one = kindOf(form) === "auction";
  const edition = typed(form, "edition") || "1";
  find("#card-edition").textContent = one || edition === "1" ? t("studio.card_one") : t("studio.card_edition", { n: edition });
  const price = sum(form, one ? "reserve" : "price");
  find("#card-price").textContent = price ? t(one ? "studio.card_from" : "studio.card_price", { tt: tt(price) }) : "–";
  find("#card-perk").hidden = typed(form, "perk") === "";
}

/** Parts of a sale and of a resale, as the contracts divide them: rounded down, the creator takes what is left. */
export function showShares(form: HTMLFormElement): void {
  const price = sum(form, kindOf(form) === "auction" ? "reserve" : "price");
  const option = find<HTMLSelectElement>("[name=sound]", form).selectedOptions[0];
  const share = BigInt(option?.dataset["share"] ?? "0");
  const side = price - (price * FANS) / BPS - (price * (BPS - CREATOR - FANS)) / BPS;
  const sound = (side * share) / BPS;
  const royaltyBps = percent(form, "royalty");
  const royalty = (price * royaltyBps) / BPS;
  const fansOfRoyalty = (royalty * ROYALTY_FANS) / BPS;
  const lines: [string, string][] = [
    [t("studio.share_you"), tt(side - sound)],
    ...(share ? [[t("studio.share_sound", { bps: bps(share) }), tt(sound)] as [string, string]] : []),
    [t("studio.share_fans"), tt((price * FANS) / BPS)],
    [t("studio.share_protocol"), tt((price * (BPS - CREATOR - FANS)) / BPS)],
    [t("studio.share_resale", { bps: bps(royaltyBps) }), tt(royalty - fansOfRoyalty)],
  ];
  find("#shares").replaceChildren(
    ...lines.map(([name, value]) => make("div", {}, [make("dt", { text: name }), make("dd", { text: price ? value : "–" })])),
  );
}

function typed(form: HTMLFormElement, name: string): string {
  return find<HTMLInputElement>(`[name=${name}]`, form).value.trim();
}

/** What stands there, or nothing while it cannot be read: the field itself says why on signing. */
function sum(form: HTMLFormElement, name: string, decimals = 18): bigint {
  try {
    return parse(typed(form, name) || "0", decimals);
  } catch {
    return 0n;
  }
}

const percent = (form: HTMLFormElement, name: string): bigint => sum(form, name, 2);
