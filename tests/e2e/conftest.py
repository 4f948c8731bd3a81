from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from eth_account.signers.local import LocalAccount
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    expect,
    sync_playwright,
)

from tests.e2e.chain import DAY, PATIENCE, TT, Chain, deploy, ganache, person
from tests.e2e.serving import Served
from tests.e2e.wallet import Wallet
from tests.support.node import free_port

# The system's, or else the one Playwright brought.
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    # What Playwright switches off, as only the last such list counts, and of each window the two pages under its
    # address bar, into which nobody types here: they take half of the time of a new window.
    "--disable-features=AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,"
    "HttpsFirstBalancedModeAutoEnable,LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,"
    "OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch,"
    "WebUIOmniboxPopup,WebUIOmniboxAimPopup",
)  # fmt: skip
#: How long a page may take, in milliseconds: a busy machine is slow, and who is in time waits for nothing.
PATIENCE_MS = 60_000
expect.set_options(timeout=PATIENCE_MS)


@dataclass
class Stage:
    """A served page on a chain where mira's token trades and noor's launch is open."""

    chain: Chain
    server: Served
    media: Path
    mira: str
    noor: str

    @property
    def url(self) -> str:
        """Where it is served."""
        return self.server.url

    def catch_up(self) -> None:
        """Until the newest block is indexed."""
        wanted, deadline = self.chain.height, time.monotonic() + PATIENCE
        while self.server.client.get("/v1/status").json()["cursor"]["number"] < wanted:
            assert time.monotonic() < deadline, f"block {wanted} is not indexed"
            time.sleep(0.05)


@dataclass
class Visitor:
    """A person in front of a page of their own."""

    page: Page
    url: str
    wallet: Wallet | None = None
    problems: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        """Open a page of the site and wait until its scripts run."""
        self.page.goto(self.url + path)
        self.page.locator("html[data-ready=true]").wait_for(state="attached")

    def connect(self) -> None:
        """Connect the wallet by the button in the header."""
        self.page.click("#connect")
        self.page.locator("#connect:not(.main)").wait_for()

    def sign_in(self) -> None:
        """Connect, and sign in by the menu behind the same button."""
        self.connect()
        self.page.click("#connect")
        self.page.click("#dialog button[value=in]")
        self.signed_in()

    def signed_in(self) -> None:
        """Until the page is there anew, for who has just signed in, and its scripts run."""
        self.page.locator('body:not([data-reader=""])').wait_for()
        self.page.locator("html[data-ready=true]").wait_for(state="attached")

    def toast(self, text: str) -> str:
        """The whole text of the message that contains `text`, once it is there."""
        message = self.page.locator(".toast .message", has_text=text).last
        message.wait_for()
        return message.inner_text()


Visit = Callable[..., Visitor]


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Chain, contracts, a few weeks' worth of life, and `toktok serve`."""
    directory = tmp_path_factory.mktemp("toktok")
    with ganache() as rpc_url:
        chain = Chain(rpc_url, deploy(rpc_url, directory))
        mira, noor = _play(chain)
        with Served(rpc_url, directory, deployments=directory, port=free_port()) as server:
            yield Stage(chain, server, directory / "media", mira, noor)


def _play(chain: Chain) -> tuple[str, str]:
    """One creator who trades, one whose launch is open; their tokens."""
    mira, noor = chain.fund(person("mira"), 10, tt=200), chain.fund(person("noor"), 10, tt=2_000)
    # These two also trade whatever a test wants to see traded: no number of tests is their ruin.
    ada, ben = (chain.fund(person(name), 1_000, tt=1_000_000) for name in ("ada", "ben"))
    trading = chain.launch(mira, "mira")
    chain.market.send(ada, "contribute", trading, 6_000 * TT)
    chain.market.send(ben, "contribute", trading, 4_000 * TT)
    chain.pass_time(61)
    chain.market.send(ada, "finalize", trading)
    for hour, amount in enumerate((300, 450, 120, 800, 260, 510)):
        chain.pass_time(3_600)
        chain.buy(ben if hour % 2 else ada, trading, amount)
    chain.sell(ada, trading, 9_000 * TT)
    # The longest there is: days pass in some journeys.
    launching = chain.launch(
        noor, "noor", window=14 * DAY, maximumRaise=5_000 * TT, maxPerAccount=3_000 * TT
    )
    chain.market.send(ben, "contribute", launching, 2_500 * TT)
    return trading, launching


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: Browser, stage: Stage) -> Iterator[Visit]:
    """Opens a page for somebody, with a wallet if they have one.

    Nothing that others did before is news to it: all of it is indexed. Afterwards every page must have been silent, and must have talked to no other host.
    """
    stage.catch_up()
    contexts: list[BrowserContext] = []
    visitors: list[Visitor] = []

    def open_page(
        account: LocalAccount | None = None, *, on_chain: int = 0, at: Stage = stage
    ) -> Visitor:
        # What a service worker fetches, no test could hold up or take away.
        context = browser.new_context(
            viewport={"width": 1280, "height": 900}, service_workers="block"
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        visitor = Visitor(page, at.url)
        page.on("console", lambda message: _note_console(visitor, message))
        page.on("pageerror", lambda error: visitor.problems.append(str(error)))
        page.on("request", lambda request: _note_request(visitor, request.url))
        if account is not None:
            visitor.wallet = Wallet(page, account, at.chain.rpc, on_chain=on_chain)
        visitors.append(visitor)
        return visitor

    yield open_page
    for context in contexts:
        context.close()
    assert [problem for each in visitors for problem in each.problems] == []
    assert [stranger for each in visitors for stranger in each.strangers] == []


def _note_console(visitor: Visitor, message: ConsoleMessage) -> None:
    # A refused quote, or a session that is over, is an answer like any other; browsers report its status
    # all the same.
    answers = ("401 (Unauthorized", "403 (Forbidden", "409 (Conflict", "422 (Unprocessable")
    refused = any(each in message.text for each in answers)
    ours = "Service Worker registration blocked" in message.text
    if message.type in ("error", "warning") and not (refused or ours):
        visitor.problems.append(message.text)


def _note_request(visitor: Visitor, url: str) -> None:
    if not url.startswith((f"{visitor.url}/", f"blob:{visitor.url}/", "data:")):
        visitor.strangers.append(url)
