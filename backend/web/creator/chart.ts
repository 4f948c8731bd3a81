/** The price chart. Loaded only where there is one. */
import {
  type AutoscaleInfo, CandlestickSeries, ColorType, createChart, createSeriesMarkers, HistogramSeries, type IChartApi,
  type ISeriesApi, type ISeriesMarkersPluginApi, type Time, type UTCTimestamp,
} from "lightweight-charts";

import type { Activity, ActivityPage, Candle, CandlePage } from "../api";
import { make } from "../dom";
import { price } from "../format";

const SECONDS: Record<string, number> = { "1m": 60, "5m": 300, "1h": 3_600, "1d": 86_400 };

export class PriceChart {
  private readonly chart: IChartApi;
  private readonly series: ISeriesApi<"Candlestick">;
  private readonly volume: ISeriesApi<"Histogram">;
  private readonly marks: ISeriesMarkersPluginApi<Time>;
  private candles: Candle[] = [];
  private trades: Activity[] = [];
  private account: string | null = null;
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
      localization: { locale: document.documentElement.lang, priceFormatter: (value: number) => price(BigInt(Math.round(value * 1e15)) * 1_000n) },
      handleScroll: { vertTouchDrag: false },
    });
    this.volume = this.chart.addSeries(HistogramSeries, {
      priceScaleId: "volume", lastValueVisible: false, priceLineVisible: false, priceFormat: { type: "volume" },
    });
    this.volume.priceScale().applyOptions({ scaleMargins: { top: 0.82, bottom: 0 } });
    this.series = this.chart.addSeries(CandlestickSeries, { priceFormat: { type: "price", precision: 6, minMove: 0.000001 } });
    this.series.priceScale().applyOptions({ scaleMargins: { top: 0.06, bottom: 0.2 } });
    this.series.createPriceLine({
      price: toNumber(floor), color: this.colour("probe-accent"), lineWidth: 1, lineStyle: 2, axisLabelVisible: true, title: floorLabel,
    });
    this.marks = createSeriesMarkers(this.series);
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
    const { interval } = this;
    const response = await fetch(`/v1/creators/${this.token}/candles?interval=${interval}`);
    if (!response.ok) return;
    const { items } = (await response.json()) as CandlePage;
    // Another interval was chosen meanwhile.
    if (interval !== this.interval) return;
    this.candles = items;
    this.draw();
  }

  /** Marks the trades of `account` on the candles they fall into; nobody's without one. */
  async mark(account: string | null): Promise<void> {
    if (account !== this.account) {
      this.trades = [];
      this.drawMarks();
    }
    this.account = account;
    const trades = account ? await this.tradesOf(account) : [];
    // Another account, or none, was chosen meanwhile.
    if (account !== this.account) return;
    this.trades = trades;
    this.drawMarks();
  }

  private async tradesOf(account: string): Promise<Activity[]> {
    const response = await fetch(`/v1/activity?kind=trade&token=${this.token}&account=${account}&limit=200`);
    return response.ok ? ((await response.json()) as ActivityPage).items : [];
  }

  private draw(): void {
    const [up, down] = [faint(this.colour("up")), faint(this.colour("down"))];
    this.series.setData(
      this.candles.map(({ start, open, high, low, close }) => ({
        time: start as UTCTimestamp, open: toNumber(open), high: toNumber(high), low: toNumber(low), close: toNumber(close),
      })),
    );
    this.volume.setData(
      this.candles.map(({ start, open, close, volume }) => ({
        time: start as UTCTimestamp, value: toNumber(volume), color: BigInt(close) < BigInt(open) ? down : up,
      })),
    );
    this.drawMarks();
  }

  private drawMarks(): void {
    const width = SECONDS[this.interval] ?? 3_600;
    const [up, down] = [this.colour("up"), this.colour("down")];
    const known = new Set(this.candles.map((candle) => candle.start));
    const placed = this.trades
      .map(({ timestamp, data }) => ({ start: timestamp - (timestamp % width), side: "side" in data ? data.side : null }))
      .filter(({ start }) => known.has(start))
      .sort((one, other) => one.start - other.start);
    this.marks.setMarkers(
      placed.map(({ start, side }) => ({
        time: start as UTCTimestamp,
        position: side === "buy" ? "belowBar" : "aboveBar",
        shape: side === "buy" ? "arrowUp" : "arrowDown",
        color: side === "buy" ? up : down,
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
    this.draw();
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

/** The same colour, hardly there. */
const faint = (colour: string): string => colour.replace("rgb(", "rgba(").replace(")", ", 0.35)");

/** Only for drawing: a chart needs no wei. */
function toNumber(wei: string | bigint): number {
  return Number(BigInt(wei)) / 1e18;
}
