/** The price chart. Loaded only where there is one. */
import { type AutoscaleInfo, CandlestickSeries, ColorType, createChart, type IChartApi, type ISeriesApi, type UTCTimestamp } from "lightweight-charts";

import { make } from "./dom";
import { price } from "./format";

interface Candle {
  start: number;
  open: string;
  high: string;
  low: string;
  close: string;
}

export class PriceChart {
  private readonly chart: IChartApi;
  private readonly series: ISeriesApi<"Candlestick">;
  private interval: string;

  constructor(
    private readonly holder: HTMLElement,
    private readonly token: string,
    private readonly floor: bigint,
    floorLabel: string,
  ) {
    this.interval = holder.dataset["interval"] ?? "1h";
    const canvas = make("div", { class: "drawn" });
    holder.replaceChildren(canvas);
    this.chart = createChart(canvas, {
      autoSize: true,
      layout: { attributionLogo: false, background: { type: ColorType.Solid, color: "transparent" }, fontSize: 12 },
      timeScale: { timeVisible: true, secondsVisible: false },
      localization: { priceFormatter: (value: number) => price(BigInt(Math.round(value * 1e15)) * 1_000n) },
      handleScroll: { vertTouchDrag: false },
    });
    this.series = this.chart.addSeries(CandlestickSeries, { priceFormat: { type: "price", precision: 6, minMove: 0.000001 } });
    this.series.createPriceLine({
      price: toNumber(floor), color: this.colour("probe-accent"), lineWidth: 1, lineStyle: 2, axisLabelVisible: true, title: floorLabel,
    });
    this.paint();
    const paint = (): void => this.paint();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
    addEventListener("toktok:theme", paint);
  }

  async show(interval: string): Promise<void> {
    this.interval = interval;
    await this.load();
    this.chart.timeScale().fitContent();
  }

  /** Takes the candles of the chosen interval as they are now. */
  async load(): Promise<void> {
    const response = await fetch(`/v1/creators/${this.token}/candles?interval=${this.interval}`);
    if (!response.ok) return;
    const { items } = (await response.json()) as { items: Candle[] };
    this.series.setData(
      items.map((candle) => ({
        time: candle.start as UTCTimestamp,
        open: toNumber(candle.open),
        high: toNumber(candle.high),
        low: toNumber(candle.low),
        close: toNumber(candle.close),
      })),
    );
  }

  private paint(): void {
    const [up, down, line] = [this.colour("up"), this.colour("down"), this.colour("probe-line")];
    this.chart.applyOptions({
      layout: { textColor: this.colour("probe-muted"), fontFamily: getComputedStyle(document.body).fontFamily },
      grid: { vertLines: { visible: false }, horzLines: { color: line } },
      rightPriceScale: { borderVisible: false },
      timeScale: { borderColor: line },
    });
    const floor = toNumber(this.floor);
    this.series.applyOptions({
      upColor: up, downColor: down, borderVisible: false, wickUpColor: up, wickDownColor: down,
      // The floor stays in sight whatever the candles do.
      autoscaleInfoProvider: (original: () => AutoscaleInfo | null) => {
        const range = original()?.priceRange;
        return { priceRange: range ? { minValue: Math.min(range.minValue, floor) * 0.97, maxValue: Math.max(range.maxValue, floor * 1.02) } : null };
      },
    });
  }

  /** A colour of the style sheet, as the theme of this moment has it. */
  private colour(name: string): string {
    const probe = make("span", { class: `probe ${name}` });
    this.holder.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  }
}

/** Only for drawing: a chart needs no wei. */
function toNumber(wei: string | bigint): number {
  return Number(BigInt(wei)) / 1e18;
}
