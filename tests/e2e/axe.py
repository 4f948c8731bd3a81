"""Looking at a page as axe-core does, and at what axe cannot see."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.support.node import ROOT

AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
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


def overhang(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    wide: int = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return max(0, wide)
