"""Everyone can read and use the pages, and they talk to nobody else."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import httpx
from playwright.sync_api import Browser, expect

from tests.e2e.chain import person
from tests.e2e.conftest import Stage, Visit
from tests.support.node import anvil, free_port
from tests.support.served import serving, settings_for, wait_for
from tests.support.world import deploy
from toktok.app import create_app
from toktok.pages.market import TAPE_ROWS
from toktok.store.engine import Store
from toktok.store.migrate import migrate

NODE_AWAY = {
    "en": (
        "The node that this service reads from does not answer at the moment.",
        "What you see may be out of date; selling, refunds and claims work all the same.",
    ),
    "it": (
        "In questo momento il nodo da cui legge questo servizio non risponde.",
        "Quello che vedi può non essere aggiornato; vendite, rimborsi e riscossioni funzionano comunque.",
    ),
    "nl": (
        "De node waar deze dienst uit leest, antwoordt op dit moment niet.",
        "Wat je ziet kan verouderd zijn; verkopen, terugbetalen en opnemen werken gewoon.",
    ),
}
"""Why the index is behind, and what that means to who reads."""


def paths(stage: Stage) -> list[str]:
    """One address of each page."""
    return [
        "/", "/creators/mira", f"/launches/{stage.noor}", f"/launches/{stage.mira}",
        f"/portfolio/{person('ada').address}", "/portfolio", "/creators/nobody",
        "/studio", "/studio/launch", "/studio/moment", "/studio/sound", "/studio/plan", "/studio/account", f"/studio/{person('mira').address}",
    ]  # fmt: skip


def test_policy_is_strict_and_pages_carry_no_inline_script_or_style(stage: Stage) -> None:
    for path in paths(stage):
        answer = httpx.get(stage.url + path, headers={"accept": "text/html"}, trust_env=False)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "style=" not in answer.text
        assert " onclick=" not in answer.text


def test_pages_are_readable_without_javascript(stage: Stage, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(stage.url)
    expect(page.locator("#creators")).to_contain_text("Mira")
    page.get_by_role("searchbox").fill("nobody of that name")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#creators")).to_contain_text("No creator matches")
    page.goto(stage.url)
    page.get_by_role("searchbox").fill("mira")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Mira", exact=True).click()
    expect(page.locator("#chart svg")).to_be_visible()
    expect(page.locator("#trades tbody tr").first).to_be_visible()
    expect(page.locator("#holders")).to_contain_text("MIRA")
    expect(page.locator("#floor-title")).to_be_visible()
    expect(page.locator("#trust")).to_contain_text("2 accounts put in 10,000 TT")
    expect(page.locator("#revenue svg")).to_be_visible()
    expect(page.locator("#holder-days svg")).to_be_visible()
    page.locator("#revenue summary").click()
    expect(page.locator("#revenue details table")).to_be_visible()
    page.goto(f"{stage.url}/portfolio")
    page.fill("#address", person("ada").address)
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#positions")).to_contain_text("Mira")
    page.goto(f"{stage.url}/launches/{stage.noor}")
    expect(page.locator("#progress")).to_contain_text("of 1,000 TT needed")
    context.close()


def test_keyboard_alone_reaches_trading(visit: Visit) -> None:
    visitor = visit()
    visitor.go("/creators/mira")
    keyboard = visitor.page.keyboard
    keyboard.press("Tab")
    expect(visitor.page.locator(".skip")).to_be_focused()
    keyboard.press("Enter")
    expect(visitor.page.locator("#content")).to_be_focused()
    seen: list[str] = []
    for _ in range(40):
        keyboard.press("Tab")
        seen.append(
            visitor.page.evaluate("document.activeElement.id || document.activeElement.name")
        )
        if seen[-1] == "trade-submit":
            break
    assert "amount" in seen
    assert seen[-1] == "trade-submit"


def test_live_updates_do_not_move_the_page(stage: Stage, visit: Visit) -> None:
    # A tape that is not full yet grows.
    for _ in range(TAPE_ROWS):
        stage.chain.buy(person("ben"), stage.mira, 5)
    stage.catch_up()
    visitor = visit()
    visitor.go("/")
    tape = visitor.page.locator("#tape")
    before = tape.bounding_box()
    first = tape.locator("li").first
    seen = first.get_attribute("data-id")
    stage.chain.buy(person("ben"), stage.mira, 77)
    expect(first).not_to_have_attribute("data-id", seen or "")
    expect(first).to_contain_text("77")
    assert tape.bounding_box() == before


def test_unknown_pages_are_answered_with_a_way_back(visit: Visit, stage: Stage) -> None:
    for path in ("/creators/nobody", "/portfolio/0x12", "/nowhere"):
        answer = httpx.get(stage.url + path, headers={"accept": "text/html"}, trust_env=False)
        assert answer.status_code == 404
        assert "Back to the market" in answer.text
        assert 'id="connect"' in answer.text
        assert ("creator or launch" in answer.text) == path.startswith("/creators/")


def test_node_that_goes_down_and_comes_back_is_said_in_the_language_of_the_page(
    browser: Browser, tmp_path: Path
) -> None:
    port, kept = free_port(), ("--state", str(tmp_path / "anvil.json"))
    with ExitStack() as life:
        first = life.enter_context(anvil(port=port, arguments=kept))
        settings = settings_for(deploy(first), tmp_path)
        store = Store(settings.database_url)
        migrate(store)
        store.close()
        with serving(create_app(settings)) as url:
            wait_for(lambda: httpx.get(f"{url}/ready", trust_env=False).is_success, "the index")
            readers = {language: browser.new_context() for language in NODE_AWAY}
            pages = {language: context.new_page() for language, context in readers.items()}
            for language, page in pages.items():
                readers[language].add_cookies([{"name": "language", "value": language, "url": url}])
                page.goto(url)
                expect(page.locator("#banner")).to_be_hidden()
            expect(pages["en"].locator("#creators")).to_contain_text("No creator is trading yet")
            life.close()
            for language, page in pages.items():
                expect(page.locator("#banner")).to_have_text(" ".join(NODE_AWAY[language]))
                # What the server writes and what scripts write is the same.
                page.route("**/static/build/*", lambda route: route.abort())
                for path in ("/", "/status"):
                    page.goto(url + path)
                    expect(page.locator("#banner")).to_have_text(" ".join(NODE_AWAY[language]))
                expect(page.locator("#status .verdict")).to_have_text(NODE_AWAY[language][0])
                page.unroute("**/static/build/*")
                page.goto(url)
            with anvil(port=port, arguments=kept):
                for page in pages.values():
                    expect(page.locator("#banner")).to_be_hidden()
            for context in readers.values():
                context.close()
