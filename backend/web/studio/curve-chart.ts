/** The price curve of a launch as a drawing: price over tokens in circulation, for one raise or two. */
import { count, price } from "../format";
import { t } from "../texts";
import { LAUNCH_SUPPLY, priceAt } from "./curve";

interface Raise {
  reserve: bigint;
  label: string;
}

const SVG = "http://www.w3.org/2000/svg";
const [WIDTH, HEIGHT, LEFT, BOTTOM] = [640, 280, 8, 28];
const POINTS = 80n;
const LAST = (LAUNCH_SUPPLY * 5n) / 2n;

/** Draws the curves of `raises` into `holder`, the first one strongest. */
export function drawCurve(holder: HTMLElement, raises: readonly Raise[], label: string): void {
  const top = raises.reduce((most, { reserve }) => (reserve > most ? reserve : most), 1n);
  const highest = priceAt(LAST, top);
  const svg = element("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}` });
  const ground = HEIGHT - BOTTOM;
  svg.append(
    element("line", { class: "axis", x1: LEFT, x2: WIDTH, y1: ground, y2: ground }),
    element("line", { class: "start", x1: x(LAUNCH_SUPPLY), x2: x(LAUNCH_SUPPLY), y1: 12, y2: ground }),
    text(x(LAUNCH_SUPPLY), HEIGHT - 8, t("studio.curve_start", { n: count(1_000_000) }), "middle"),
    text(WIDTH, HEIGHT - 8, t("studio.curve_axis", { n: count(2_500_000) }), "end"),
  );
  for (const [at, { reserve, label: name }] of raises.entries()) {
    const line = points(reserve, highest);
    svg.append(element("polyline", { class: at === 0 ? "first" : "second", points: line }));
    const floor = priceAt(0n, reserve);
    svg.append(text(LEFT + 4, y(floor, highest) - 8, `${name}: ${price(floor)}`, "start"));
  }
  holder.setAttribute("aria-label", label);
  holder.replaceChildren(svg);
}

function points(reserve: bigint, highest: bigint): string {
  const each = (at: bigint): string => {
    const supply = (LAST * at) / POINTS;
    return `${x(supply)},${y(priceAt(supply, reserve), highest)}`;
  };
  return Array.from({ length: Number(POINTS) + 1 }, (_, at) => each(BigInt(at))).join(" ");
}

function x(supply: bigint): number {
  return LEFT + Number((supply * BigInt(WIDTH - LEFT) * 10n) / LAST) / 10;
}

function y(value: bigint, highest: bigint): number {
  const room = BigInt(HEIGHT - BOTTOM - 24);
  return HEIGHT - BOTTOM - Number((value * room * 10n) / highest) / 10;
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
