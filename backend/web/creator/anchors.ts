/** The links to the sections of a long page: the one that is read now is marked. */
export function followAnchors(nav: HTMLElement): void {
  const links = new Map<Element, HTMLAnchorElement>();
  for (const link of nav.querySelectorAll<HTMLAnchorElement>("a[href^='#']")) {
    const section = document.querySelector(link.hash);
    if (section) links.set(section, link);
  }
  const seen = new Set<Element>();
  const follow = (): void => {
    // On a wide screen several are side by side: the one that was asked for is meant, else the first.
    const visible = [...links].filter(([section]) => seen.has(section)).map(([, link]) => link);
    const read = visible.find((link) => link.hash === location.hash) ?? visible[0];
    for (const link of links.values()) {
      if (link !== read) link.removeAttribute("aria-current");
      else if (!link.hasAttribute("aria-current")) mark(link);
    }
  };
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) seen.add(target);
      else seen.delete(target);
    }
    follow();
  }, { rootMargin: "-25% 0px -60%" });
  for (const section of links.keys()) observer.observe(section);
  addEventListener("hashchange", follow);
}

/** Marks a link and brings it into sight, sideways only: the page itself is being scrolled by its reader. */
function mark(link: HTMLAnchorElement): void {
  link.setAttribute("aria-current", "true");
  const strip = link.parentElement;
  if (strip) strip.scrollLeft = link.offsetLeft - strip.offsetLeft - (strip.clientWidth - link.clientWidth) / 2;
}
