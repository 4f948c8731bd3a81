"""Pages of moments are for everybody: with a keyboard, a narrow screen, less motion, without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.chain import person
from tests.e2e.collecting import SERIALS, Collecting
from tests.e2e.conftest import Stage, Visit


@pytest.fixture(scope="module")
def shown(stage: Stage) -> list[str]:
    """One page of each kind, with something on it."""
    collecting, mira = Collecting(stage), person("mira")
    fan = stage.chain.fund(person("una collects"), 2, tt=100)
    edition = collecting.create(mira, "In Many Copies", edition=30, price=4, perk="A postcard")
    collecting.mint(fan, edition, price=4)
    alone = collecting.create(mira, "A Single One", edition=1, price=0)
    collecting.open_auction(mira, alone * SERIALS + 1, reserve=10)
    voucher = collecting.voucher(mira, 177, collecting.terms("Not Yet Read"))
    return [
        "/moments", "/moments?shelf=voucher", "/moments?shelf=listed&creator=nobody",
        f"/moments/{edition}", f"/moments/{edition}/1", f"/moments/{alone}", f"/vouchers/{voucher}",
    ]  # fmt: skip


def test_cards_and_facts_are_there_without_scripts(
    stage: Stage, browser: Browser, shown: list[str]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{stage.url}/moments")
    page.get_by_role("link", name="In Many Copies").click()
    expect(page.locator("#sale")).to_contain_text("1 of 30")
    expect(page.locator(".facts")).to_contain_text("SHA-256")
    page.locator("#tokens").get_by_role("link", name="#1").click()
    expect(page.locator("#hands")).to_contain_text("Minted")
    context.close()


def test_a_clip_plays_on_its_card_for_pointer_and_keyboard_unless_less_motion_is_wanted(
    stage: Stage, browser: Browser, shown: list[str]
) -> None:
    for motion, plays in (("no-preference", 1), ("reduce", 0)):
        context = browser.new_context(
            reduced_motion=motion,  # type: ignore[arg-type]
            service_workers="block",
        )
        page = context.new_page()
        # What there is to play is no film: that it was asked for is what counts.
        page.add_init_script("HTMLMediaElement.prototype.play = () => new Promise(() => undefined)")
        page.goto(f"{stage.url}/moments")
        page.locator("html[data-ready=true]").wait_for(state="attached")
        card = page.locator(".moment-card", has_text="In Many Copies")
        expect(card.locator(".clip-play")).to_be_visible()
        card.get_by_role("link", name="In Many Copies").focus()
        expect(card.locator("video")).to_have_count(plays)
        # The button is for everybody, and what it says holds although the pointer is still there.
        button = card.locator(".clip-play")
        for is_pressed in ("false", "true") if plays else ("true", "false"):
            button.click()
            card.get_by_role("link", name="In Many Copies").hover()
            expect(button).to_have_attribute("aria-pressed", is_pressed)
            expect(card.locator("video")).to_have_js_property("muted", True)
        context.close()


def test_an_unknown_moment_is_said_so(visit: Visit) -> None:
    visitor = visit()
    response = visitor.page.goto(f"{visitor.url}/moments/999999")
    assert response is not None
    assert response.status == 404
    visitor.problems.clear()
