"""Finding a creator: by what one types, by shelf, by order; and a list that does not move while it is read."""

from __future__ import annotations

import re

import httpx
from playwright.sync_api import expect

from tests.e2e.chain import DAY, person
from tests.e2e.conftest import Stage, Visit


def test_the_list_follows_what_is_typed(visit: Visit) -> None:
    visitor = visit()
    visitor.go("/")
    creators = visitor.page.locator("#creators")
    expect(creators).to_contain_text("Mira")
    search = visitor.page.get_by_role("searchbox")
    search.press_sequentially("zz")
    expect(creators).to_contain_text("No creator matches “zz”")
    expect(search).to_be_focused()
    expect(visitor.page).to_have_url(re.compile(r"/\?q=zz$"))
    search.fill("mir")
    expect(creators.get_by_role("row", name="Mira")).to_be_visible()
    # What was found can be sent to somebody.
    visitor.page.reload()
    expect(search).to_have_value("mir")
    expect(creators.get_by_role("row", name="Mira")).to_be_visible()


def test_each_shelf_shows_its_own(stage: Stage, visit: Visit) -> None:
    stage.chain.buy(person("ben"), stage.mira, 50)
    stage.catch_up()
    visitor = visit()
    visitor.go("/")
    shelves = visitor.page.get_by_role("navigation", name="Which creators")
    creators = visitor.page.locator("#creators")
    shelves.get_by_role("link", name="Launching").click()
    expect(creators).to_contain_text("Noor")
    expect(creators).not_to_contain_text("Mira")
    closes_at = httpx.get(f"{stage.url}/v1/creators/noor", trust_env=False).json()["closes_at"]
    days = (closes_at - stage.chain.now) // DAY
    left = re.compile(rf"^{days} d \d\d:\d\d:\d\d$")
    noor = creators.get_by_role("listitem").filter(has_text="Noor")
    expect(noor.locator(".countdown")).to_have_text(left)
    shelves.get_by_role("link", name="Rising").click()
    inflow = httpx.get(f"{stage.url}/v1/creators/mira", trust_env=False).json()["inflow_24h"]
    assert int(inflow) > 0
    expect(creators.get_by_role("row", name="Mira")).to_contain_text("+")
    expect(creators).not_to_contain_text("Noor")


def test_figures_change_in_place_and_rows_stay_where_they_are(stage: Stage, visit: Visit) -> None:
    chain = stage.chain
    one, rival = (
        chain.fund(person("umbra"), 2, tt=6_000),
        chain.fund(person("umbrella"), 2, tt=6_000),
    )
    token = stage.chain.launch_alone(rival, "umbrella", raised=2_000)
    stage.chain.launch_alone(one, "umbra", raised=3_000)
    stage.catch_up()
    visitor = visit()
    # These two, and nobody else's creators.
    visitor.go("/?sort=reserve&q=umbr")
    names = visitor.page.locator("#creators .who .strong")
    expect(names).to_have_text(["Umbra", "Umbrella"])
    row = visitor.page.locator("#creators tbody tr").last
    before = row.bounding_box()
    price = row.locator(".price")
    was = price.inner_text()
    # It now has more in reserve than the first one.
    chain.buy(rival, token, 3_000)
    expect(price).not_to_have_text(was)
    expect(names).to_have_text(["Umbra", "Umbrella"])
    assert row.bounding_box() == before
    visitor.page.reload()
    expect(names).to_have_text(["Umbrella", "Umbra"])
