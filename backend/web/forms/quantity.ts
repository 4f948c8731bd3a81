/** How many serials somebody wants, and what they cost together. */
import { find } from "../dom";
import { tt, Unreadable } from "../format";
import { t } from "../texts";
import { reading } from "./form";

/** Keeps the sum of a form for minting up to date; returns what reads the quantity, or throws a sentence. */
export function bindQuantity(form: HTMLFormElement, price: bigint): () => bigint {
  const field = find<HTMLInputElement>("[name=quantity]", form);
  const most = Number(field.max);
  const read = (): bigint =>
    reading(form, "quantity", (text) => {
      const wanted = /^\d{1,5}$/.test(text) ? Number(text) : 0;
      if (wanted < 1 || wanted > most) throw new Unreadable(t("moment.quantity_wrong", { most }));
      return BigInt(wanted);
    });
  field.addEventListener("input", () => {
    const wanted = /^\d{1,5}$/.test(field.value) ? BigInt(field.value) : 0n;
    find("#mint-cost", form).textContent = tt(price * wanted);
  });
  return read;
}
