/** The price curve of a launch as a drawing: price over tokens in circulation, for one raise or two. */
import { count, price } from "../format";
import { t } from "../texts";
import { LAUNCH_SUPPLY, priceAt } from "./curve";

interface Raise {
  reserve: bigint;
  label: string;
}

const SVG = "http://www.w3.org/2000/svg";
const [WIDTH, HEIGHT, LEFT, LINE] = [640, 280, 8, 18];
// On a telephone, beside the card's edges: letters keep their size, and what stood side by side stands in two lines.
const EDGES = 68;
const POINTS = 80n;
const LAST = (LAUNCH_SUPPLY * 5n) / 2n;

interface Frame {
  width: number;
  ground: number;
}

/** Draws the curves of `raises` into `holder`, the first one strongest. */
export function drawCurve(holder: HTMLElement, raises: readonly Raise[], label: string): void {
  const top = raises.reduce((most, { reserve }) => (reserve > most ? reserve : most), 1n);
  const highest = priceAt(LAST, top);
  const width = Math.min(WIDTH, document.documentElement.clientWidth - EDGES);
  const narrow = width < WIDTH / 1.5;
  const ground = HEIGHT - 10 - LINE * (narrow ? 2 : 1);
  const frame = { width, ground };
  const start = x(LAUNCH_SUPPLY, frame);
  const svg = element("svg", { viewBox: `0 0 ${width} ${HEIGHT}` });
  svg.append(
    element("line", { class: "axis", x1: LEFT, x2: width, y1: ground, y2: ground }),
    element("line", { class: "start", x1: start, x2: start, y1: 12, y2: ground }),
    text(narrow ? LEFT : start, HEIGHT - 8, t("studio.curve_start", { n: count(1_000_000) }), narrow ? "start" : "middle"),
    text(width, HEIGHT - 8 - (narrow ? LINE : 0), t("studio.curve_axis", { n: count(2_500_000) }), "end"),
  );
  for (const [at, { reserve, label: name }] of raises.entries()) {
    const line = points(reserve, highest, frame);
    svg.append(element("polyline", { class: at === 0 ? "first" : "second", points: line }));
    const floor = priceAt(0n, reserve);
    svg.append(text(LEFT + 4, y(floor, highest, frame) - (narrow ? 24 : 8), `${name}: ${price(floor)}`, "start"));
  }
  holder.setAttribute("aria-label", label);
  holder.replaceChildren(svg);
}

function points(reserve: bigint, highest: bigint, frame: Frame): string {
  const each = (at: bigint): string => {
    const supply = (LAST * at) / POINTS;
    return `${x(supply, frame)},${y(priceAt(supply, reserve), highest, frame)}`;
  };
  return Array.from({ length: Number(POINTS) + 1 }, (_, at) => each(BigInt(at))).join(" ");
}

function x(supply: bigint, { width }: Frame): number {
  return LEFT + Number((supply * BigInt(width - LEFT) * 10n) / LAST) / 10;
}

function y(value: bigint, highest: bigint, { ground }: Frame): number {
  const room = BigInt(ground - 24);
  return ground - Number((value * room * 10n) / highest) / 10;
}

function text(at: number, line: number, content: string, anchor: string): SVGElement {
  const made = element("text", { x: at, y: line, "text-anchor": anchor });
  made.textContent = content;
  return made;
}

function element(name: string, attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}
