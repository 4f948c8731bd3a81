"""Messages go to push services and nowhere else, whatever a browser or a service says."""

from __future__ import annotations

import time
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path

import httpx
import pytest

from tests.support.pushing import PushService, push_service
from toktok.accounts.push.courier import Answer, Courier, Outside
from toktok.accounts.push.errors import SubscriptionRefused
from toktok.accounts.push.key import PushKey, new_private
from toktok.accounts.push.message import Message
from toktok.accounts.push.services import Reach, is_public
from toktok.store.tables import AppPushSubscription

NEWS = Message("You were outbid", "By somebody, with 5 TT", "/moments/1/1", "1-2-3", 600)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PushService]:
    with push_service(Path(tmp_path_factory.mktemp("push"))) as made:
        yield made


@pytest.fixture
def service(running: PushService) -> PushService:
    running.received.clear()
    running.answers.clear()
    return running


async def bring(service: PushService, outside: Outside | None = None) -> Answer:
    """What a courier is answered who brings the news to a new browser."""
    said = service.browser().subscription
    to = AppPushSubscription(
        endpoint_hash=bytes(32), account=bytes(20), series=bytes(32), endpoint=said["endpoint"],
        key=said["key"], secret=said["secret"], language="en", since=0, renewed_at=0, told=[],
    )  # fmt: skip
    key = PushKey(new_private(), "mailto:ops@toktok.example")
    courier = Courier(key, outside or service.outside)
    try:
        return await courier.bring(NEWS, to)
    finally:
        await courier.close()


async def test_a_browser_reads_what_was_sent(service: PushService) -> None:
    assert await bring(service) == Answer("taken")
    [received] = service.received
    assert received.message == {
        "title": NEWS.title, "body": NEWS.body, "href": NEWS.href, "tag": NEWS.tag,
    }  # fmt: skip
    assert (received.headers["ttl"], received.headers["urgency"]) == ("600", "normal")
    assert received.size < 4_096


@pytest.mark.parametrize(
    ("status", "headers", "answer"),
    [
        (200, {}, Answer("taken")),
        (404, {}, Answer("gone")),
        (410, {}, Answer("gone")),
        (429, {"Retry-After": "17"}, Answer("later", 17)),
        (503, {"Retry-After": "soon"}, Answer("later", 0)),
        (500, {}, Answer("later", 0)),
        (401, {}, Answer("refused")),
        (413, {}, Answer("refused")),
    ],
)
async def test_what_a_service_says_is_understood(
    service: PushService, status: int, headers: dict[str, str], answer: Answer
) -> None:
    service.answers.append((status, headers))
    assert await bring(service) == answer


async def test_a_date_says_when_to_come_again(service: PushService) -> None:
    service.answers.append((429, {"Retry-After": formatdate(time.time() + 90, usegmt=True)}))
    answer = await bring(service)
    assert answer.verdict == "later"
    assert 80 < answer.seconds <= 90


async def test_nobody_is_followed_to_another_address(service: PushService) -> None:
    service.answers.append((307, {"Location": f"{service.origin}/elsewhere"}))
    assert await bring(service) == Answer("refused")
    assert len(service.received) == 1


async def test_a_long_answer_is_not_read_to_its_end(service: PushService) -> None:
    service.answers.append((201, {"Content-Length": str(2**30)}))
    assert await bring(service) == Answer("taken")
    assert service.written < 2**26


async def test_a_name_that_leads_into_a_network_of_ones_own_is_not_called(
    service: PushService,
) -> None:
    reach = Reach(service.outside.reach.hosts, service.port)
    assert await bring(service, Outside(reach, service.outside.tls)) == Answer("later")
    assert service.received == []


async def test_a_stranger_under_a_services_name_is_told_nothing(service: PushService) -> None:
    outside = Outside(service.outside.reach, httpx.create_ssl_context())
    assert await bring(service, outside) == Answer("later")
    assert service.received == []


async def test_an_endpoint_of_another_host_is_not_called(service: PushService) -> None:
    assert await bring(service, Outside(tls=service.outside.tls)) == Answer("refused")
    assert service.received == []


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.googleapis.com/x",
        "https://fcm.googleapis.com:444/x",
        "https://fcm.googleapis.com.evil.example/x",
        "https://evil.example/fcm.googleapis.com",
        "https://user@fcm.googleapis.com/x",
        "https://push.apple.com/x",
        "https://169.254.169.254/latest",
        "https://[::1]/x",
        "https://fcm.googleapis.com/a b",
        "https://fcm.googleapis.com/" + "x" * 1_024,
    ],
)
def test_only_the_services_of_browsers_makers_are_taken(endpoint: str) -> None:
    with pytest.raises(SubscriptionRefused):
        Reach().require(endpoint)


def test_the_services_of_browsers_makers_are_taken() -> None:
    assert (
        Reach().require("https://fcm.googleapis.com/fcm/send/x:y") == "https://fcm.googleapis.com"
    )
    assert Reach().require("https://web.push.apple.com/Q") == "https://web.push.apple.com"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True), ("2606:4700::1111", True),
        ("10.1.2.3", False), ("172.16.0.1", False), ("192.168.1.1", False), ("127.0.0.1", False),
        ("169.254.169.254", False), ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False),
        ("::1", False), ("fd00::1", False), ("fe80::1", False), ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False), ("2002:a00:1::", False),
    ],
)  # fmt: skip
def test_which_addresses_are_of_the_internet(address: str, public: bool) -> None:
    assert is_public(address) is public
