"""Looking at a page as axe-core does, and at what axe cannot see."""

from __future__ import annotations

from typing import Literal

from playwright.sync_api import Page

from tests.support.node import ROOT

AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCHEMES: tuple[Literal["dark", "light"], ...] = ("dark", "light")
# Only what is wrong is brought here: all that is right, with its markup, is many times the page.
LOOK = """rules => axe.run({ runOnly: rules, resultTypes: ["violations"] }).then(({ violations }) =>
  violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })) })))
"""


def violations(page: Page) -> list[str]:
    """What axe finds wrong with the page as it stands."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE)
    return [
        f"{page.url} {each['id']}: {node['html'][:120]} {node['failureSummary'][:200]}"
        for each in page.evaluate(LOOK, RULES)
        for node in each["nodes"]
    ]


def looks(page: Page) -> list[str]:
    """What is wrong with the page as it stands, in the dark and the light, on a telephone and on a desk.

    One page for all four: what axe sees is what the style sheet makes of the same elements.
    """
    before, found = page.viewport_size, []
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        # What the bar at the top covers on the way down is not too small for that.
        page.evaluate("scrollTo(0, 0)")
        if by := overhang(page):
            found.append(f"{page.url} at {width}: {by} px wider than its window")
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found += [f"{scheme}, {width}: {each}" for each in violations(page)]
    if before:
        page.set_viewport_size(before)
    return found


def overhang(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    wide: int = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return max(0, wide)
