"""The curve that the studio draws before a launch is the one the market computes, to the wei."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.node import ROOT
from toktok.market.curve import (
    LAUNCH_SUPPLY,
    MINIMUM_LAUNCH_RESERVE,
    SUPPLY_LIMIT,
    price_at,
    reserve_at,
    supply_at,
)

ASK = """
import { priceAt, reserveAt, supplyAt } from "./curve.mjs";
const cases = JSON.parse(await new Response(process.stdin).text());
console.log(JSON.stringify(cases.map(([raised, supply, more]) => {
  const [r, s, m] = [BigInt(raised), BigInt(supply), BigInt(more)];
  return [priceAt(s, r), reserveAt(s, r), supplyAt(m, r)].map(String);
})));
"""

CASE = st.tuples(
    st.integers(MINIMUM_LAUNCH_RESERVE, 2**96 - 1),
    st.integers(0, SUPPLY_LIMIT),
    st.integers(0, 2**110),
)
EDGES = [
    (MINIMUM_LAUNCH_RESERVE, supply, more)
    for supply in (0, 1, LAUNCH_SUPPLY - 1, LAUNCH_SUPPLY, LAUNCH_SUPPLY + 1, SUPPLY_LIMIT)
    for more in (0, MINIMUM_LAUNCH_RESERVE - 1, MINIMUM_LAUNCH_RESERVE, MINIMUM_LAUNCH_RESERVE + 1)
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the page's curve lies as a module that Node can load."""
    made = tmp_path_factory.mktemp("curve")
    subprocess.run(
        [
            str(ROOT / "node_modules/.bin/esbuild"), str(ROOT / "backend/web/studio/curve.ts"),
            "--format=esm", f"--outfile={made / 'curve.mjs'}", "--log-level=warning",
        ],
        check=True,
    )  # fmt: skip
    (made / "ask.mjs").write_text(ASK)
    return made


@settings(max_examples=4)
@given(drawn=st.lists(CASE, min_size=50, max_size=200))
def test_browser_and_server_draw_the_same_curve(
    folder: Path, drawn: list[tuple[int, int, int]]
) -> None:
    cases = [*EDGES, *drawn]
    asked = json.dumps([[str(each) for each in case] for case in cases])
    done = subprocess.run(
        ["node", str(folder / "ask.mjs")], input=asked, capture_output=True, text=True, check=True
    )
    for (raised, supply, more), answer in zip(cases, json.loads(done.stdout), strict=True):
        expected = (
            price_at(supply, launch_reserve=raised),
            reserve_at(supply, launch_reserve=raised),
            supply_at(more, launch_reserve=raised),
        )
        assert tuple(map(int, answer)) == expected
