"""Every page and state is for everybody: no finding of axe, nothing beside the screen, focus to be seen, no motion unasked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.e2e.axe import looks, overhang
from tests.e2e.chain import person
from tests.e2e.collecting import Collecting
from tests.e2e.conftest import Stage, Visit
from tests.e2e.states import brought_about
from tests.e2e.talking import signed_in

Scheme = Literal["dark", "light"]
#: A page more is a line more; `{noor}` and the like are filled in from the stage.
PAGES = (
    "/",
    "/?q=nobody+of+that+name",
    "/activity",
    "/leaderboards",
    "/moments",
    "/moments/{moment}",
    "/creators/mira",
    "/launches/{noor}",
    "/launches/{mira}",
    "/portfolio",
    "/portfolio/{ada}",
    "/portfolio/0x0000000000000000000000000000000000000001",
    "/studio",
    "/studio/{creator}",
    "/studio/launch",
    "/studio/moment",
    "/studio/sound",
    "/studio/plan",
    "/studio/account",
    "/inbox",
    "/status",
    "/offline",
    "/creators/nobody",
)
#: What only somebody who is signed in sees.
OWN_PAGES = (
    "/account",
    "/inbox",
    "/studio",
    "/studio/moment",
    "/studio/plan",
    "/studio/account",
    "/portfolio",
    "/activity",
    "/creators/mira",
)
FOCUS = """() => {
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(document.activeElement);
  const near = document.activeElement.closest('.input, .switch label, .moment-card');
  const frame = near ? getComputedStyle(near.matches('.moment-card') ? near.querySelector('.clip-frame') : near) : null;
  const shown = (style) => style && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
  if (document.activeElement === document.body) return '';
  return shown({ outlineStyle, outlineWidth }) || shown(frame) || boxShadow !== 'none' ? '' : document.activeElement.outerHTML.slice(0, 160);
}"""


@pytest.fixture(scope="module")
def paths(stage: Stage) -> list[str]:
    """One address of each page, with something on it."""
    moment = Collecting(stage).create(person("mira"), "For Everybody", edition=5, price=3)
    names = {
        "noor": stage.noor,
        "mira": stage.mira,
        "ada": person("ada").address,
        "creator": person("mira").address,
        "moment": moment,
    }
    return [path.format(**names) for path in PAGES]


@pytest.fixture(scope="module")
def states(stage: Stage, browser: Browser) -> dict[str, str]:
    """Every state that takes more than a page, and where it is seen."""
    return brought_about(stage, browser)


def window(browser: Browser, width: int, scheme: Scheme, language: str = "en") -> BrowserContext:
    return browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 800}, locale=language,
        reduced_motion="reduce", service_workers="block",
    )  # fmt: skip


def test_axe_finds_nothing(stage: Stage, browser: Browser, paths: list[str]) -> None:
    assert wrong_with(stage, browser, [*paths, "/docs"]) == []


def test_axe_finds_nothing_in_any_state(
    stage: Stage, browser: Browser, states: dict[str, str]
) -> None:
    assert wrong_with(stage, browser, states.values()) == []


def test_axe_finds_nothing_where_queues_are_full(
    stage: Stage, browser: Browser, states: dict[str, str]
) -> None:
    context = window(browser, 360, "dark")
    signed_in(context.request, stage.url, person("operator"))
    page = context.new_page()
    page.goto(f"{stage.url}/operator")
    page.locator("html[data-ready=true]").wait_for(state="attached")
    for queue in ("#reports [data-act]", "#pictures-queue [data-approve]", "#acts li"):
        expect(page.locator(queue).first).to_be_visible()
    expect(page.locator(".queue-item", has_text="A Beep")).to_be_visible()
    found = looks(page)
    context.close()
    assert found == []


def wrong_with(stage: Stage, browser: Browser, paths: Iterable[str]) -> list[str]:
    """What axe finds on these pages, each loaded once."""
    context = window(browser, 360, "dark")
    page = context.new_page()
    found: list[str] = []
    for path in paths:
        page.goto(stage.url + path)
        found += looks(page)
    context.close()
    return found


@pytest.mark.parametrize("language", ["en", "it", "nl"])
def test_nothing_stands_beside_the_screen(
    stage: Stage, browser: Browser, paths: list[str], language: str
) -> None:
    context = window(browser, 360, "dark", language)
    page = context.new_page()
    wide = {}
    for path in paths:
        page.goto(stage.url + path)
        for width in (360, 768, 1024, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            wide[f"{path} at {width}"] = overhang(page)
    context.close()
    assert {where: by for where, by in wide.items() if by} == {}


def test_nothing_moves_for_who_wants_no_motion(
    stage: Stage, browser: Browser, paths: list[str]
) -> None:
    context = window(browser, 1280, "light")
    page = context.new_page()
    for path in paths:
        page.goto(stage.url + path)
        moving = "document.getAnimations().filter((each) => each.playState === 'running').length"
        assert page.evaluate(moving) == 0, path
        assert page.evaluate("[...document.querySelectorAll('video')].every((v) => v.paused)"), path
    context.close()


def test_focus_is_seen_wherever_it_goes(stage: Stage, browser: Browser, paths: list[str]) -> None:
    context = window(browser, 1280, "light")
    page = context.new_page()
    unseen: list[str] = []
    for path in paths:
        page.goto(stage.url + path)
        for _ in range(24):
            page.keyboard.press("Tab")
            if lost := page.evaluate(FOCUS):
                unseen.append(f"{path}: {lost}")
    context.close()
    assert unseen == []


def test_own_pages_are_for_everybody(visit: Visit, stage: Stage) -> None:
    fan = visit(person("ada"))
    fan.go("/")
    fan.sign_in()
    found: list[str] = []
    for path in OWN_PAGES:
        fan.go(path)
        found += looks(fan.page)
    assert found == []
