"""How light and how quick the pages are: `make bench-page`.

On a seeded Toktok (`scripts.seeded`), or on the one at `--url`: the bytes of a first visit to the market and to a
creator's page with its chart, hosts that are not ours, the time a purchase takes, and Lighthouse's scores on a telephone
for market, creator, moment and portfolio. Writes build/bench/page.json, rows of `what`, `value` and `goal`; ends with 1 if a goal is missed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext

import httpx
from playwright.sync_api import sync_playwright

from scripts.bench.goals import Goal, verdict
from scripts.bench.lighthouse import CATEGORIES, scores
from scripts.bench.purchase import median_purchase
from scripts.bench.weight import first_load
from scripts.root import ROOT
from scripts.seeded import seeded
from tests.e2e.conftest import CHROMIUM, FLAGS

RESULT = ROOT / "build/bench/page.json"
_KB = {"market": 70, "creator": 125}
_SCORES = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}


def pages(url: str) -> dict[str, str]:
    """One page of each kind that shows much, by name."""
    with httpx.Client(base_url=url, trust_env=False) as client:
        creator = client.get("/v1/creators?limit=1").json()["items"][0]
        moment = client.get("/v1/moments?limit=1").json()["items"][0]
        trade = client.get("/v1/activity?kind=trade&limit=1").json()["items"][0]
    return {
        "market": f"{url}/",
        "creator": f"{url}/creators/{creator['handle']}",
        "moment": f"{url}/moments/{moment['moment']}",
        "portfolio": f"{url}/portfolio/{trade['account']}",
    }


def of_weight(shown: dict[str, str]) -> Iterator[Goal]:
    """Bytes of first visits, and strangers."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        for name, address in shown.items():
            weight = first_load(browser, address)
            if name in _KB:
                yield Goal(f"{name}: first visit, KB", weight.size / 1_000, _KB[name])
                yield Goal(f"{name}: headers of a first visit, KB", weight.heads / 1_000)
            yield Goal(f"{name}: other hosts", len(weight.strangers), 0)
        browser.close()


def of_purchase(shown: dict[str, str]) -> Iterator[Goal]:
    """How long it takes from a quoted order to the index."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield Goal(
            "purchase: click to confirmed, s", median_purchase(browser, shown["creator"]), 1.5
        )
        browser.close()


def of_lighthouse(shown: dict[str, str]) -> Iterator[Goal]:
    """What Lighthouse says."""
    for name, address in shown.items():
        said = scores(address)
        for category in CATEGORIES:
            yield Goal(f"{name}: {category}", said[category], _SCORES[category], at_most=False)


def main() -> int:
    """The command; 0 when every goal is met."""
    parser = argparse.ArgumentParser(prog="make bench-page", description=__doc__)
    parser.add_argument("--url", help="a Toktok that runs already")
    given = parser.parse_args()
    stage: AbstractContextManager[str] = nullcontext(given.url) if given.url else seeded()
    with stage as url:
        shown = pages(url.rstrip("/"))
        goals = [*of_weight(shown), *of_purchase(shown), *of_lighthouse(shown)]
    rows = [{"what": each.what, "value": each.reached, "goal": each.limit} for each in goals]
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_text(json.dumps(rows, indent=2) + "\n")
    return verdict(goals)


if __name__ == "__main__":
    sys.exit(main())
