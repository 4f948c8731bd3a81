/** Strips of tabs, which are pushed aside where the screen is narrow: the chosen one is in sight. */
export function showChosenTabs(): void {
  for (const tab of document.querySelectorAll<HTMLElement>(".tabs [aria-current]")) {
    const strip = tab.parentElement;
    const hidden = tab.getBoundingClientRect().right - (strip?.getBoundingClientRect().right ?? Infinity);
    if (strip && hidden > 0) strip.scrollLeft += hidden;
  }
}
