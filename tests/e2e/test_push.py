"""A notification for who has no page open: switched on, sent by a bid on the chain, shown by the worker, and pressed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.axe import overhang, violations
from tests.e2e.chain import person
from tests.e2e.conftest import Stage
from tests.e2e.talking import signed_in
from tests.support.pushing import PushBrowser, PushService, push_service
from tests.support.served import serving, wait_for
from toktok.accounts.push.key import new_private
from toktok.app import create_app
from toktok.config import Settings
from toktok.store.engine import Store
from toktok.store.migrate import migrate

# What the browser's maker would answer, whose service is not on this machine.
MAKER = """
({ endpoint, key, secret }) => {
  const kept = () => JSON.parse(localStorage.getItem("maker") ?? "null");
  const subscription = (server) => ({
    endpoint,
    options: { applicationServerKey: Uint8Array.from(atob(server.replaceAll("-", "+").replaceAll("_", "/")), (each) => each.charCodeAt(0)).buffer },
    toJSON: () => ({ endpoint, keys: { p256dh: key, auth: secret } }),
    unsubscribe: async () => { localStorage.removeItem("maker"); return true; },
  });
  PushManager.prototype.getSubscription = async () => (kept() ? subscription(kept()) : null);
  PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
    localStorage.setItem("maker", JSON.stringify(applicationServerKey));
    return subscription(applicationServerKey);
  };
}
"""
SHOWN = """async () => {
  const worker = await navigator.serviceWorker.getRegistration();
  return (await worker.getNotifications()).map(({ title, body, tag, data }) => ({ title, body, tag, href: data.href }));
}"""
PRESSED = """async () => {
  const [notification] = await self.registration.getNotifications();
  self.dispatchEvent(new NotificationEvent("notificationclick", { notification }));
}"""


@dataclass
class Site:
    """The stage's chain, served by an application that sends push messages."""

    stage: Stage
    url: str
    service: PushService

    def come(
        self, browser: Browser, name: str, *, allows: bool = True
    ) -> tuple[BrowserContext, Page, PushBrowser]:
        """Somebody signed in, in a browser with a push service, who lets sites notify or not."""
        context = browser.new_context()
        if allows:
            context.grant_permissions(["notifications"], origin=self.url)
        signed_in(context.request, self.url, person(name))
        maker = self.service.browser()
        context.add_init_script(f"({MAKER})({json.dumps(maker.subscription)})")
        page = context.new_page()
        return context, page, maker

    def inbox(self, page: Page) -> Any:
        """The switch on the page, once it says how it stands."""
        page.goto(f"{self.url}/inbox")
        page.locator("html[data-ready=true]").wait_for(state="attached")
        expect(page.locator("#notify-state")).not_to_be_empty()
        return page.get_by_role("switch", name="Notifications in this browser")


@pytest.fixture(scope="module")
def site(stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("push")
    settings = Settings(
        rpc_url=stage.chain.rpc.url,
        deployments_dir=stage.media.parent,
        media_dir=folder / "media",
        database_url=f"sqlite:///{folder / 'toktok.db'}",
        poll_seconds=0.1,
        push_key=new_private(),
        push_contact="mailto:ops@toktok.example",
    )
    store = Store(settings.database_url)
    migrate(store)
    store.close()
    with (
        push_service(folder) as service,
        serving(create_app(settings, outside=service.outside)) as url,
    ):
        wait_for(lambda: _answers(f"{url}/creators/mira"), "mira indexed")
        wait_for(lambda: _answers(f"{url}/ready"), "ready")
        yield Site(stage, url, service)


def _answers(url: str) -> bool:
    return httpx.get(url, trust_env=False).status_code == 200


def _deliver(context: BrowserContext, page: Page, origin: str, message: dict[str, str]) -> None:
    """Hand the worker what the service would, opened."""
    worker = context.new_cdp_session(page)
    found: list[str] = []

    def note(event: dict[str, Any]) -> None:
        found.extend(each["registrationId"] for each in event["registrations"])

    worker.on("ServiceWorker.workerRegistrationUpdated", note)
    worker.send("ServiceWorker.enable")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    assert found
    worker.send(
        "ServiceWorker.deliverPushMessage",
        {"origin": origin, "registrationId": found[0], "data": json.dumps(message)},
    )


def test_a_comment_becomes_a_notification_that_leads_to_it(browser: Browser, site: Site) -> None:
    context, page, maker = site.come(browser, "mira")
    switch = site.inbox(page)
    expect(switch).to_have_attribute("aria-checked", "false")
    expect(page.locator("#notify-state")).to_contain_text("also while Toktok is closed")
    assert violations(page) == []
    assert overhang(page) == 0
    switch.press("Space")
    expect(switch).to_have_attribute("aria-checked", "true")
    # The same after a while, on another visit.
    expect(site.inbox(page)).to_have_attribute("aria-checked", "true")
    assert violations(page) == []

    fan = browser.new_context()
    csrf = signed_in(fan.request, site.url, person("ada"))
    said = fan.request.post(
        f"{site.url}/v1/comments",
        data={"subject": "creator:mira", "body": "See you on Friday?"},
        headers={"X-CSRF-Token": csrf},
    )
    assert said.ok, said.text()
    fan.close()
    wait_for(lambda: len(site.service.received) > 0, "the message")
    [received] = site.service.received
    assert received.endpoint == maker.endpoint

    _deliver(context, page, site.url, received.message)
    wait_for(lambda: len(page.evaluate(SHOWN)) > 0, "the notification")
    [shown] = page.evaluate(SHOWN)
    assert shown == received.message
    assert shown["title"] == "New comment"
    [worker] = context.service_workers
    with page.expect_navigation(url=f"{site.url}/creators/mira#discussion"):
        worker.evaluate(PRESSED)
    expect(page.locator("#comments")).to_contain_text("See you on Friday?")
    assert page.evaluate(SHOWN) == []

    switch = site.inbox(page)
    switch.click()
    expect(switch).to_have_attribute("aria-checked", "false")
    kept = page.request.get(f"{site.url}/v1/me/export").json()["push_subscription"]
    assert kept == []
    context.close()


def test_who_signs_out_takes_the_browser_along(browser: Browser, site: Site) -> None:
    context, page, _ = site.come(browser, "mira")
    switch = site.inbox(page)
    switch.click()
    expect(switch).to_have_attribute("aria-checked", "true")
    page.click("#connect")
    page.click("#dialog button[value=out]")
    page.locator('body[data-reader=""]').wait_for()
    assert page.evaluate("localStorage.getItem('maker')") is None
    signed_in(context.request, site.url, person("mira"))
    expect(site.inbox(page)).to_have_attribute("aria-checked", "false")
    assert page.request.get(f"{site.url}/v1/me/export").json()["push_subscription"] == []
    context.close()


def test_a_browser_that_blocks_notifications_is_told_so(browser: Browser, site: Site) -> None:
    context, page, _ = site.come(browser, "mira", allows=False)
    switch = site.inbox(page)
    # Without a head, Chromium answers for its reader: no.
    switch.click()
    expect(page.locator("#notify-state")).to_contain_text("Your browser blocks notifications")
    expect(switch).to_be_disabled()
    assert violations(page) == []
    context.close()


def test_without_a_key_one_is_told_while_a_page_is_open(browser: Browser, stage: Stage) -> None:
    context = browser.new_context()
    signed_in(context.request, stage.url, person("mira"))
    page = context.new_page()
    context.grant_permissions(["notifications"], origin=stage.url)
    page.goto(f"{stage.url}/inbox")
    switch = page.get_by_role("switch", name="Notifications in this browser")
    expect(page.locator("#notify-state")).to_contain_text("while Toktok is open in a tab")
    switch.click()
    expect(switch).to_have_attribute("aria-checked", "true")
    expect(page.locator(".toast .message")).to_have_text("Notifications are on in this browser.")
    context.close()
