"""Every page and state is for everybody: no finding of axe, nothing beside the screen, focus to be seen, no motion unasked."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.axe import overhang, violations
from tests.e2e.chain import person
from tests.e2e.collecting import Collecting
from tests.e2e.conftest import Stage, Visit
from tests.e2e.talking import goes_by_name, sols_token

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
    "/creators/sol",
    "/launches/{sol}",
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
def paths(stage: Stage, browser: Browser) -> list[str]:
    """One address of each page, with something on it; sol has a profile with a name."""
    sol = sols_token(stage)
    context = browser.new_context()
    goes_by_name(context.request, stage.url, person("sol"), "Sol of the Square")
    context.close()
    moment = Collecting(stage).create(person("mira"), "For Everybody", edition=5, price=3)
    names = {
        "noor": stage.noor,
        "mira": stage.mira,
        "sol": sol,
        "ada": person("ada").address,
        "creator": person("mira").address,
        "moment": moment,
    }
    return [path.format(**names) for path in PAGES]


def window(browser: Browser, width: int, scheme: Scheme, language: str = "en") -> BrowserContext:
    return browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 800}, locale=language,
        reduced_motion="reduce", service_workers="block",
    )  # fmt: skip


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(stage: Stage, browser: Browser, paths: list[str], width: int) -> None:
    context = window(browser, width, "dark")
    page = context.new_page()
    found: list[str] = []
    for path in paths:
        page.goto(stage.url + path)
        found += in_both_lights(page)
    context.close()
    assert found == []


def test_documentation_is_for_everybody(stage: Stage, browser: Browser) -> None:
    """Once, on a telephone in the dark: it is long, and axe takes its time."""
    context = window(browser, 360, "dark")
    page = context.new_page()
    page.goto(f"{stage.url}/docs")
    assert violations(page) == []
    assert overhang(page) == 0
    context.close()


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


def in_both_lights(page: Page) -> list[str]:
    """What axe finds in the dark and in the light."""
    found: list[str] = []
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        found += violations(page)
    return found


def test_dialogs_are_for_everybody(visit: Visit, stage: Stage) -> None:
    nobody, fan = visit(), visit(person("ben"))
    nobody.go("/")
    nobody.page.click("#connect")
    expect(nobody.page.locator("#dialog[open]")).to_be_visible()
    found = in_both_lights(nobody.page)
    fan.go("/creators/mira")
    fan.connect()
    fan.page.click("#connect")
    expect(fan.page.locator("#dialog[open]")).to_be_visible()
    found += in_both_lights(fan.page)
    fan.page.keyboard.press("Escape")
    fan.page.fill("#amount", "5")
    expect(fan.page.locator("#q-main")).not_to_have_text("–")
    fan.page.locator("#trade-submit").click()
    expect(fan.page.locator("#dialog[open] button[value=accept]")).to_be_visible()
    found += in_both_lights(fan.page)
    assert found == []


def test_own_pages_are_for_everybody(visit: Visit, stage: Stage) -> None:
    fan = visit(person("ada"))
    fan.go("/")
    fan.sign_in()
    found: list[str] = []
    for path in OWN_PAGES:
        fan.go(path)
        found += in_both_lights(fan.page)
        fan.page.set_viewport_size({"width": 360, "height": 800})
        assert overhang(fan.page) == 0, path
        found += violations(fan.page)
        fan.page.set_viewport_size({"width": 1280, "height": 900})
    assert found == []
