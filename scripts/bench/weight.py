"""What a first visit to a page brings over the wire, and from whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ViewportSize

_TELEPHONE: ViewportSize = {"width": 390, "height": 844}


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes of all answers as they came, compressed and with their headers, and hosts that are not the page's own."""

    size: int
    strangers: frozenset[str]


def first_load(browser: Browser, url: str) -> Weight:
    """Everything a browser that was never here loads until nothing more comes, the event stream left aside."""
    context = browser.new_context(viewport=_TELEPHONE, service_workers="block")
    page = context.new_page()
    sizes: list[int] = []
    hosts: set[str] = set()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    wire.on("Network.requestWillBeSent", lambda event: hosts.add(_host(event)))
    page.goto(url)
    page.locator("html[data-ready=true]").wait_for(state="attached")
    before = -1
    while before != len(sizes):
        before = len(sizes)
        page.wait_for_timeout(1_000)
    context.close()
    return Weight(sum(sizes), frozenset(hosts - {urlsplit(url).netloc, ""}))


def _host(event: dict[str, Any]) -> str:
    return urlsplit(str(event["request"]["url"])).netloc
