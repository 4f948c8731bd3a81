/** What a contribution would be worth if a launch closed now: as the market divides, rounded down. */
import { find, maybe } from "../dom";
import { bps, parse, price, tokens } from "../format";
import { t } from "../texts";

const LAUNCH_SUPPLY = 1_000_000n * 10n ** 18n;
const WHOLE_TOKENS = 1_000_000n;

export class Estimate {
  constructor(private readonly form: HTMLFormElement, private readonly symbol: string) {
    form.addEventListener("input", () => this.show());
    this.show();
  }

  /** Writes it anew: the amount has changed, or what others have put in. */
  show(): void {
    const added = this.typed();
    const raised = weiOf("#progress [data-wei]") + added;
    const own = weiOf("#contributed") + added;
    const minimum = BigInt(this.form.dataset["minimum"] ?? "0");
    const maximum = BigInt(this.form.dataset["maximum"] ?? "0");
    // The account's part may be renewed a moment before what everyone has put in.
    if (own === 0n || raised < own) return this.write("–", "–", "–", "–");
    const now = raised < minimum ? t("launch.estimate_missed") : this.allocation(own, raised);
    const full = maximum > raised ? maximum : raised;
    this.write(now, bps((own * 10_000n) / raised), t("form.price_each", { price: price(raised / WHOLE_TOKENS) }), this.allocation(own, full));
  }

  /** ⌊S₀ · c / R₀⌋ of the specification. */
  private allocation(contributed: bigint, raised: bigint): string {
    return tokens((LAUNCH_SUPPLY * contributed) / raised, this.symbol);
  }

  private typed(): bigint {
    try {
      return parse(find<HTMLInputElement>("[name=amount]", this.form).value);
    } catch {
      return 0n;
    }
  }

  private write(now: string, share: string, each: string, full: string): void {
    const texts = { tokens: now, share, price: each, full };
    for (const [name, text] of Object.entries(texts)) {
      const place = maybe(`#estimate-${name}`, this.form);
      if (place) place.textContent = text;
    }
  }
}

const weiOf = (selector: string): bigint => BigInt(maybe(selector)?.dataset["wei"] ?? "0");
