/** The links to the sections of a long page: the one that is read now is marked. */
export function followAnchors(nav: HTMLElement): void {
  const links = new Map<Element, HTMLAnchorElement>();
  for (const link of nav.querySelectorAll<HTMLAnchorElement>("a[href^='#']")) {
    const section = document.querySelector(link.hash);
    if (section) links.set(section, link);
  }
  const seen = new Set<Element>();
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) seen.add(target);
      else seen.delete(target);
    }
    const first = [...links.keys()].find((section) => seen.has(section));
    for (const [section, link] of links) {
      if (section !== first) link.removeAttribute("aria-current");
      else if (!link.hasAttribute("aria-current")) mark(link);
    }
  }, { rootMargin: "-25% 0px -60%" });
  for (const section of links.keys()) observer.observe(section);
}

/** Marks a link and brings it into sight, sideways only: the page itself is being scrolled by its reader. */
function mark(link: HTMLAnchorElement): void {
  link.setAttribute("aria-current", "true");
  const strip = link.parentElement;
  if (strip) strip.scrollLeft = link.offsetLeft - strip.offsetLeft - (strip.clientWidth - link.clientWidth) / 2;
}
