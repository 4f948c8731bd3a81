/**
 * Clips on cards: they play without sound while somebody points at them or has them in focus, or after a press on their
 * button; one at a time, never off the screen. Who wants less motion has the button alone.
 */
import { make, maybe } from "../dom";

const still = matchMedia("(prefers-reduced-motion: reduce)");
let playing: HTMLElement | null = null;
/** Whose button was pressed: to point at it says nothing more, until the pointer was elsewhere. */
let pressed: HTMLElement | null = null;

const seen = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) if (!isIntersecting && target === playing) stop();
});

/** Follows every `[data-clip]` of the page, those included that come later. */
export function startClips(): void {
  for (const button of document.querySelectorAll<HTMLElement>("[data-clip] > .clip-play")) button.hidden = false;
  document.addEventListener("pointerover", (event) => {
    // A finger presses; only a pointer hovers.
    if (event.pointerType === "mouse" && !still.matches) hover(frameOf(event.target));
  });
  document.addEventListener("focusin", (event) => {
    if (!still.matches && isLink(event.target)) hover(frameOf(event.target));
  });
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>(".clip-play");
    const frame = button && frameOf(button);
    if (!frame) return;
    event.preventDefault();
    pressed = frame;
    if (playing === frame && button.getAttribute("aria-pressed") === "true") stop();
    else play(frame);
  });
  document.addEventListener("visibilitychange", () => document.hidden && stop());
  document.body.addEventListener("htmx:afterSwap", () => {
    for (const button of document.querySelectorAll<HTMLElement>("[data-clip] > .clip-play")) button.hidden = false;
  });
}

function hover(frame: HTMLElement | null): void {
  if (frame && frame === pressed) return;
  pressed = null;
  if (frame === playing) return;
  if (frame) play(frame);
  else stop();
}

function play(frame: HTMLElement): void {
  stop();
  playing = frame;
  const video = maybe<HTMLVideoElement>("video", frame) ?? load(frame);
  seen.observe(frame);
  mark(frame, true);
  // Browsers may refuse, or the pointer may be gone before it begins.
  video.play().catch(() => playing === frame && stop());
}

function stop(): void {
  if (!playing) return;
  maybe<HTMLVideoElement>("video", playing)?.pause();
  seen.unobserve(playing);
  mark(playing, false);
  playing = null;
}

function load(frame: HTMLElement): HTMLVideoElement {
  const video = make("video", { attributes: { loop: "", playsinline: "", tabindex: "-1", "aria-hidden": "true" } });
  video.muted = true;
  video.src = frame.dataset["clip"] ?? "";
  frame.append(video);
  return video;
}

function mark(frame: HTMLElement, isPlaying: boolean): void {
  frame.classList.toggle("is-playing", isPlaying);
  maybe(".clip-play", frame)?.setAttribute("aria-pressed", String(isPlaying));
}

function frameOf(target: EventTarget | null): HTMLElement | null {
  const card = (target as Element | null)?.closest(".moment-card") ?? null;
  return card && maybe("[data-clip]", card);
}

const isLink = (target: EventTarget | null): boolean => target instanceof HTMLAnchorElement;
