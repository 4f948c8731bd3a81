/** Buttons that fill in an amount: fixed sums, or parts of a balance. */
import { typed } from "../format";

/** What is left for gas where ETH itself is spent. */
const GAS_LEFT = 5n * 10n ** 15n;

interface Spendable {
  balance: bigint | null;
  isEth: boolean;
}

/** Every button with `data-amount` (wei) or `data-percent` in `root` fills `field`; `spendable` says of what the parts are. */
export function bindPresets(root: HTMLElement, field: HTMLInputElement, spendable?: () => Spendable): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>("[data-amount], [data-percent]")) {
    button.addEventListener("click", () => {
      const { amount, percent } = button.dataset;
      const part = percent && spendable ? partOf(spendable(), BigInt(percent)) : null;
      const wei = amount ? BigInt(amount) : part;
      if (wei === null) return;
      field.value = typed(wei);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
}

/** Shows the sums of one unit, and the parts only where there is a balance to take them of. */
export function showPresets(root: HTMLElement, unit: string | null, parts: "hidden" | "off" | "on"): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>("[data-unit]")) {
    button.hidden = button.dataset["unit"] !== unit;
  }
  for (const button of root.querySelectorAll<HTMLButtonElement>("[data-percent]")) {
    button.hidden = parts === "hidden";
    button.disabled = parts !== "on";
  }
}

/** A part of what can be spent; all of it to the last wei, but for the gas that a payment in ETH needs. */
function partOf({ balance, isEth }: Spendable, percent: bigint): bigint | null {
  if (balance === null) return null;
  const whole = isEth ? (balance > GAS_LEFT ? balance - GAS_LEFT : 0n) : balance;
  return (whole * percent) / 100n;
}
