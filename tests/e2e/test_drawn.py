"""What charts draw and tables count is what the API says: candles, volume, own trades, figures, the line of a week."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal
from itertools import groupby, pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.chain import DAY, TT, Chain, deploy, ganache, person
from tests.e2e.conftest import Stage, Visitor
from tests.e2e.serving import Served
from tests.e2e.talking import api
from tests.e2e.wallet import Wallet
from tests.support.node import free_port

# The pixels of the chart's plot that have the style sheet's colour for `tone`: of each column, which rows. What is
# drawn solid (`opaque`) are candles and marks, what is hardly there is volume.
PIXELS = """
([tone, opaque]) => {
  const chart = document.querySelector("#chart");
  const probe = chart.appendChild(Object.assign(document.createElement("span"), { className: `probe ${tone}` }));
  const wanted = getComputedStyle(probe).color.match(/\\d+/g).map(Number);
  probe.remove();
  const size = (canvas) => canvas.width * canvas.height;
  const canvases = [...chart.querySelectorAll("canvas")];
  const largest = Math.max(...canvases.map(size));
  const columns = [];
  for (const canvas of canvases.filter((each) => size(each) === largest)) {
    const { width, height } = canvas;
    const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
    for (let x = 0; x < width; x++) {
      columns[x] ??= [];
      for (let y = 0; y < height; y++) {
        const at = (y * width + x) * 4, alpha = data[at + 3];
        if (opaque ? alpha < 250 : alpha < 80 || alpha > 100) continue;
        if (wanted.every((part, index) => Math.abs(part - data[at + index]) < 5)) columns[x].push(y);
      }
    }
  }
  return columns;
}
"""
# The number of solid pixels, once it lies between two numbers: a chart is drawn a frame after its data came.
UNTIL = f"""
async ([least, most]) => {{
  const pixels = {PIXELS.strip()};
  const deadline = performance.now() + 30_000;
  while (performance.now() < deadline) {{
    const found = pixels(["up", true]).flat().length + pixels(["down", true]).flat().length;
    if (found >= least && found <= most) return found;
    await new Promise(requestAnimationFrame);
  }}
  return null;
}}
"""


@pytest.fixture(scope="module")
def ink(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A chain where ada and ben trade ink's token for nine days, up and down, each time in another hour."""
    directory = tmp_path_factory.mktemp("ink")
    with ganache() as rpc_url:
        chain = Chain(rpc_url, deploy(rpc_url, directory))
        creator = chain.fund(person("ink"), 10, tt=2_000)
        ada, ben = (chain.fund(person(name), 10, tt=9_000) for name in ("ada", "ben"))
        token = chain.launch(creator, "ink")
        chain.market.send(creator, "contribute", token, 1_500 * TT)
        chain.pass_time(61)
        chain.market.send(creator, "finalize", token)
        for amount in (400, 900, 250):
            chain.buy(ada, token, amount)
            chain.pass_time(DAY)
        chain.sell(ada, token, chain.held(token, ada) // 3)
        chain.pass_time(5 * DAY)
        for amount in (700, 300):
            chain.buy(ben, token, amount)
            chain.pass_time(DAY // 2)
        chain.sell(ben, token, chain.held(token, ben) // 2)
        with Served(rpc_url, directory, deployments=directory, port=free_port()) as server:
            stage = Stage(chain, server, directory / "media", token, token)
            stage.catch_up()
            yield stage


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a desk."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, service_workers="block", reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


def runs(columns: list[list[int]], least: int) -> list[tuple[int, int, int]]:
    """Where something stands in the plot: its middle, its highest row, and how many rows it is high."""
    found = []
    for is_there, several in groupby(enumerate(columns), lambda each: len(each[1]) >= least):
        if is_there:
            together = list(several)
            rows = [row for _, rows in together for row in rows]
            middle = (together[0][0] + together[-1][0]) // 2
            found.append((middle, min(rows), max(rows) - min(rows) + 1))
    return found


def drawn(page: Page, *, opaque: bool) -> list[tuple[int, str, int, int]]:
    """What stands in the plot from left to right: its middle, tone, highest row and height."""
    found = [
        (middle, tone, top, height)
        for tone in ("up", "down")
        for middle, top, height in runs(page.evaluate(PIXELS, [tone, opaque]), 4)
    ]
    return sorted(found)


def solid(page: Page, *, least: int = 0, most: int = 10**9) -> int:
    """How many pixels are drawn solid in either tone, once there are as many as that."""
    pixels: int | None = page.evaluate(UNTIL, [least, most])
    assert pixels is not None, f"never between {least} and {most} solid pixels"
    return pixels


def charted(page: Page, stage: Stage, interval: str) -> list[Any]:
    """Open the chart of days; its candles as the API has them."""
    page.goto(f"{stage.url}/creators/ink")
    page.locator("html[data-ready=true]").wait_for(state="attached")
    page.locator("#chart canvas").first.wait_for()
    with page.expect_response(lambda answer: "interval=1d" in answer.url):
        page.click(f"#intervals [data-interval='{interval}']")
    items: list[Any] = api(stage, "/creators/ink/candles", interval=interval)["items"]
    assert solid(page, least=100)
    return items


def test_every_candle_and_its_volume_is_drawn_as_it_was(ink: Stage, page: Page) -> None:
    candles = charted(page, ink, "1d")
    traded = [each for each in candles if int(each["volume"])]
    bars = drawn(page, opaque=False)
    assert [tone for _, tone, _, _ in bars] == [tone_of(each) for each in traded]
    most = max(int(each["volume"]) for each in traded)
    tallest = max(height for *_, height in bars)
    for each, (*_, height) in zip(traded, bars, strict=True):
        assert height / tallest == pytest.approx(int(each["volume"]) / most, abs=0.04)

    moved = [each for each in candles if each["open"] != each["close"]]
    bodies = drawn(page, opaque=True)
    assert [tone for _, tone, _, _ in bodies] == [tone_of(each) for each in moved]
    # Who is dearer stands higher.
    for (one, other), (first, second) in zip(pairwise(moved), pairwise(bodies), strict=True):
        assert (int(one["high"]) > int(other["high"])) == (first[2] < second[2])


def tone_of(candle: Any) -> str:
    return "down" if int(candle["close"]) < int(candle["open"]) else "up"


def test_own_trades_are_marked_and_nobody_elses(ink: Stage, page: Page) -> None:
    reader = Visitor(page, ink.url, Wallet(page, person("ada"), ink.chain.rpc))
    assert reader.wallet is not None
    charted(page, ink, "1d")
    plain = solid(page)
    reader.connect()
    marked = solid(page, least=plain + 40)
    # Who has traded less has fewer marks, and who has not has none.
    reader.wallet.become(person("ben"))
    solid(page, least=plain + 40, most=marked - 40)
    reader.wallet.become(person("nobody here"))
    assert solid(page, most=plain) == plain


def test_marks_of_an_account_that_come_late_are_not_drawn_for_the_next(
    ink: Stage, page: Page
) -> None:
    reader = Visitor(page, ink.url, Wallet(page, person("ada"), ink.chain.rpc))
    assert reader.wallet is not None
    charted(page, ink, "1d")
    plain = solid(page)
    held: list[Any] = []
    adas = re.compile(f"/v1/activity.*account={person('ada').address}", re.IGNORECASE)
    page.route(adas, lambda route: held.append(route))
    with page.expect_request(adas):
        reader.connect()
    with page.expect_response(re.compile(r"/v1/activity\?kind=trade")):
        reader.wallet.become(person("nobody here"))
    with page.expect_response(adas) as late:
        held[0].continue_()
    assert len(late.value.json()["items"]) == 4
    # Two frames after it has come, what it could have drawn would be there.
    page.evaluate(
        "new Promise((go) => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(go)), 0))"
    )
    assert solid(page) == plain


def test_the_market_counts_what_the_api_says(ink: Stage, page: Page) -> None:
    [row] = api(ink, "/creators")["items"]
    page.goto(f"{ink.url}/")
    line = page.get_by_role("row", name="Ink")
    cells = [line.get_by_role("cell").nth(number) for number in range(5)]
    price, week, volume, holders, reserve = (each.inner_text() for each in cells)
    assert shown(price, row["price"])
    assert percents(price) == [change(row["price"], row["price_24h"])]
    assert percents(week) == [change(row["price"], row["price_7d"])]
    assert shown(volume, row["volume_24h"])
    assert int(holders) == row["holders"]
    assert shown(reserve, row["reserve"])
    assert len({row[name] for name in ("price", "price_24h", "price_7d")}) == 3

    said = line.locator("svg.spark path").last.get_attribute("d") or ""
    heights = [float(point.split(",")[1]) for point in said[1:].split("L")]
    values = [int(each) for each in row["spark"]]
    assert len(heights) == len(values)
    low, high = min(values), max(values)
    for height, value in zip(heights, values, strict=True):
        part = (max(heights) - height) / (max(heights) - min(heights))
        assert part == pytest.approx((value - low) / (high - low), abs=0.01)
    tone = "up" if values[-1] > values[0] else "down"
    expect(line.locator("svg.spark")).to_have_class(f"spark {tone}")


def shown(text: str, wei: str) -> bool:
    """Whether the first number of a text is so many wei, cut where it ends."""
    number = re.search(r"[\d,]+(\.\d+)?", text)
    assert number, text
    written = Decimal(number[0].replace(",", ""))
    exact = Decimal(wei) / 10**18
    assert exact
    places = max(0, -int(written.as_tuple().exponent))
    return written == exact.quantize(Decimal(1).scaleb(-places), ROUND_DOWN)


def percents(text: str) -> list[str]:
    """The changes in a text."""
    return re.findall(r"[+−][\d,.]+ %", text.replace("\u00a0", " "))


def change(now: str, before: str) -> str:
    """By how many per cent it changed, as it is written."""
    moved = (Decimal(now) - Decimal(before)) * 100 / Decimal(before)
    places = 0 if abs(moved) >= 1_000 else 1 if abs(moved) >= 100 else 2
    return f"{'+' if moved > 0 else '−'}{abs(moved):.{places}f} %"
