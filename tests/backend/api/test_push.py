"""A browser is told of its account's news until somebody says that it should not be."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.support.members import Crowd, Member
from tests.support.node import anvil
from tests.support.pushing import PushBrowser, PushService, push_service
from tests.support.served import serving, settings_for, wait_for
from tests.support.world import World, deploy, launch_of_two
from toktok.accounts.push.key import PushKey, new_private
from toktok.api.limits import RATES, Allowances, Rate
from toktok.app import create_app
from toktok.config import Settings
from toktok.store.engine import Store
from toktok.store.migrate import migrate

pytestmark = pytest.mark.databases("sqlite")


@dataclass
class Site:
    """A served application that sends, a creator of the chain, and people with browsers."""

    url: str
    world: World
    settings: Settings
    service: PushService
    crowd: Crowd
    token: str

    def creator(self) -> Member:
        """The creator's browser, signed in with the node's own key."""
        member = self.crowd.visitor("creator")
        account = self.world.people[0]
        message = member.challenge(account)
        signed = self.world.node.call("personal_sign", f"0x{message.encode().hex()}", account)
        answer = member.answer(message, bytes.fromhex(signed[2:]))
        assert answer.status_code == 200, answer.text
        member.csrf = answer.json()["csrf_token"]
        return member

    def says(self, text: str) -> None:
        """Somebody comments on the creator's page."""
        body = {"subject": f"creator:{self.token}", "body": text}
        said = self.crowd.member("fan").send("POST", "/v1/comments", body)
        assert said.status_code == 201, said.text

    def subscriptions(self, member: Member) -> list[dict[str, str]]:
        """What the account's export has of them."""
        rows: list[dict[str, str]] = member.client.get("/v1/me/export").json()["push_subscription"]
        return rows

    def subscribed(self) -> tuple[Member, PushBrowser]:
        """The creator, whose browser is told."""
        member, browser = self.creator(), self.service.browser()
        answer = member.send("PUT", "/v1/me/push", browser.subscription)
        assert answer.status_code == 204, answer.text
        return member, browser


@pytest.fixture
def site(world: World, tmp_path: Path) -> Iterator[Site]:
    with _site(world, tmp_path) as served:
        yield served


@contextmanager
def _site(world: World, tmp_path: Path) -> Iterator[Site]:
    token = launch_of_two(world)
    settings = settings_for(
        world, tmp_path, push_key=new_private(), push_contact="mailto:ops@toktok.example"
    )
    store = Store(settings.database_url)
    migrate(store)
    store.close()
    with push_service(tmp_path) as service:
        app = create_app(settings, outside=service.outside)
        app.state.allowances = Allowances(dict.fromkeys(RATES, Rate(100_000, 1)))
        with serving(app) as url:
            crowd = Crowd(url)
            wait_for(lambda: _knows(url, token), "the launch indexed")
            wait_for(lambda: _is_ready(url), "ready")
            yield Site(url, world, settings, service, crowd, token)
            crowd.close()


def _knows(url: str, token: str) -> bool:
    answer = httpx.get(f"{url}/v1/creators/{token}", trust_env=False)
    return answer.status_code == 200 and answer.json()["status"] == "trading"


def _is_ready(url: str) -> bool:
    return httpx.get(f"{url}/ready", trust_env=False).status_code == 200


def test_news_reach_the_browser_while_no_page_is_open(site: Site) -> None:
    assert site.settings.push_key is not None
    key = PushKey(site.settings.push_key, "mailto:ops@toktok.example").public
    offered = httpx.get(f"{site.url}/v1/push", trust_env=False).json()
    assert offered == {"key": key}
    _, browser = site.subscribed()
    site.says("Are you there?")
    wait_for(lambda: len(site.service.received) > 0, "the message")
    [received] = site.service.received
    assert received.endpoint == browser.endpoint
    assert received.headers["authorization"].endswith(f"k={key}")
    assert (received.message["title"], received.message["href"]) == (
        "New comment", "/creators/handle#discussion",
    )  # fmt: skip
    counted = httpx.get(f"{site.url}/metrics", trust_env=False).text
    assert "toktok_push_taken 1.0" in counted


def test_nobody_is_subscribed_while_the_index_may_be_behind(tmp_path: Path) -> None:
    with ExitStack() as running:
        world = deploy(running.enter_context(anvil()))
        with _site(world, tmp_path) as site:
            member, browser = site.creator(), site.service.browser()
            running.close()
            wait_for(lambda: not _is_ready(site.url), "not ready")
            answer = member.send("PUT", "/v1/me/push", browser.subscription)
            assert (answer.status_code, answer.json()["title"]) == (503, "Not ready")
            assert site.subscriptions(member) == []


def test_a_browser_is_told_of_one_account_and_said_once(site: Site) -> None:
    member, browser = site.subscribed()
    again = member.send("PUT", "/v1/me/push", browser.subscription)
    assert again.status_code == 204
    [row] = site.subscriptions(member)
    assert row["endpoint"] == browser.endpoint
    assert not row.keys() & {"secret", "series"}
    other = site.crowd.member("another at the same browser")
    assert other.send("PUT", "/v1/me/push", browser.subscription).status_code == 204
    assert site.subscriptions(member) == []
    assert len(site.subscriptions(other)) == 1


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("DELETE", "/v1/me/push"),
        ("DELETE", "/v1/session"),
        ("DELETE", "/v1/me/sessions"),
        ("DELETE", "/v1/me"),
    ],
)
def test_who_says_no_is_told_nothing_more(site: Site, method: str, path: str) -> None:
    member, _ = site.subscribed()
    assert member.send(method, path).status_code == 204
    assert site.subscriptions(site.creator()) == []


def test_signing_in_again_ends_what_this_browser_was_told(site: Site) -> None:
    member, _ = site.subscribed()
    member.sign_in()
    assert site.subscriptions(site.creator()) == []


def test_signing_out_elsewhere_leaves_this_browser_told(site: Site) -> None:
    here, _ = site.subscribed()
    elsewhere = site.creator()
    assert elsewhere.send("DELETE", "/v1/session").status_code == 204
    assert len(site.subscriptions(here)) == 1


@pytest.mark.parametrize(
    ("wrong", "title"),
    [
        ({"endpoint": "https://127.0.0.1/x"}, "Push subscription refused"),
        ({"endpoint": "http://localhost/x"}, "Push subscription refused"),
        ({"key": "BAAA"}, "Push subscription refused"),
        ({"secret": "AAAA"}, "Push subscription refused"),
        ({"language": "<b>"}, "Invalid parameter"),
    ],
)
def test_what_nothing_can_be_sent_to_is_refused(
    site: Site, wrong: dict[str, str], title: str
) -> None:
    said = {**site.service.browser().subscription, **wrong}
    answer = site.creator().send("PUT", "/v1/me/push", said)
    assert (answer.status_code, answer.json()["title"]) == (422, title)


def test_an_account_has_so_many_browsers(site: Site) -> None:
    answers = []
    for _ in range(21):
        member = site.creator()
        answers.append(member.send("PUT", "/v1/me/push", site.service.browser().subscription))
    assert [each.status_code for each in answers] == [204] * 20 + [409]
