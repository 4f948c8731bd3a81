"""The chart speaks the language of its page, whatever the browser's own is."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser

from tests.e2e.conftest import Stage

# Notes every word that is written on a canvas.
NOTE = """
window.written = [];
const write = CanvasRenderingContext2D.prototype.fillText;
CanvasRenderingContext2D.prototype.fillText = function (text, ...place) {
  window.written.push(String(text));
  return write.call(this, text, ...place);
};
"""
# The date below the pointer: two digits, a month, a year.
DATE = re.compile(r"^\d\d (\S+) '\d\d")
MONTHS = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "it": "gen feb mar apr mag giu lug ago set ott nov dic",
}


@pytest.mark.parametrize("language", sorted(MONTHS))
def test_months_of_the_chart_are_in_the_language_of_the_page(
    stage: Stage, browser: Browser, language: str
) -> None:
    context = browser.new_context(locale="en-GB", service_workers="block")
    context.add_cookies([{"name": "language", "value": language, "url": stage.url}])
    page = context.new_page()
    page.add_init_script(NOTE)
    page.goto(f"{stage.url}/creators/mira")
    page.locator("#chart canvas").first.wait_for()
    page.locator("#chart").hover(position={"x": 300, "y": 120})
    page.wait_for_function(r"() => window.written.some((text) => /^\d\d \S+ '\d\d/.test(text))")
    dates = [DATE.match(text) for text in page.evaluate("window.written")]
    assert {each[1] for each in dates if each} <= set(MONTHS[language].split())
    context.close()
