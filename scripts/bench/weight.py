"""What a first visit to a page brings over the wire, and from whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ViewportSize

_TELEPHONE: ViewportSize = {"width": 390, "height": 844}


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes of all bodies as they came, compressed, those of their headers, and hosts that are not the page's own.

    What a proxy that speaks HTTP/2 makes of the headers is a fraction of what they are here.
    """

    size: int
    heads: int
    strangers: frozenset[str]


def first_load(browser: Browser, url: str) -> Weight:
    """Everything a browser that was never here loads until nothing more comes, the event stream left aside."""
    context = browser.new_context(viewport=_TELEPHONE, service_workers="block")
    page = context.new_page()
    sizes: list[int] = []
    heads: dict[str, int] = {}
    hosts: set[str] = set()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on(
        "Network.responseReceived", lambda event: heads.update({event["requestId"]: _head(event)})
    )
    wire.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    wire.on("Network.requestWillBeSent", lambda event: hosts.add(_host(event)))
    page.goto(url)
    page.locator("html[data-ready=true]").wait_for(state="attached")
    before = -1
    while before != len(sizes):
        before = len(sizes)
        page.wait_for_timeout(1_000)
    context.close()
    all_heads = sum(heads.values())
    return Weight(sum(sizes) - all_heads, all_heads, frozenset(hosts - {urlsplit(url).netloc, ""}))


def _head(event: dict[str, Any]) -> int:
    # An event stream does not end, so it is left out here as its bytes are.
    endless = event["response"]["mimeType"] == "text/event-stream"
    return 0 if endless else int(event["response"]["encodedDataLength"])


def _host(event: dict[str, Any]) -> str:
    return urlsplit(str(event["request"]["url"])).netloc
