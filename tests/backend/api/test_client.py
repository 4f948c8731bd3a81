"""The client reads everything there is, and is patient."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice

import httpx
import pytest

from tests.support.node import free_port
from tests.support.served import Served
from toktok import Client
from toktok.api.schemas.values import Record
from toktok.client import ApiError, NoAnswerError
from toktok.client.activity import Event

pytestmark = pytest.mark.databases("sqlite")

#: For people who signed in, or for machines: no part of the public record.
_ELSEWHERE = (
    "/v1/me",
    "/v1/session",
    "/v1/inbox",
    "/v1/push",
    "/v1/activity/followed",
    "/v1/operator",
    "/v1/uploads",
    "/v1/comments",
)


class Front:
    """A server in front of another one: refuses as often as it is told, then passes requests on."""

    def __init__(self, target: str) -> None:
        self.refusals: list[tuple[int, dict[str, str]]] = []
        self.asked: list[str] = []
        self._target = httpx.Client(base_url=target, trust_env=False)

    def close(self) -> None:
        self._target.close()

    def answer(self, path: str) -> tuple[int, dict[str, str], bytes]:
        self.asked.append(path)
        if self.refusals:
            status, headers = self.refusals.pop(0)
            return status, headers, b"<h1>Not now</h1>"
        response = self._target.get(path)
        return response.status_code, {"Content-Type": "application/json"}, response.content


@contextmanager
def fronting(target: str) -> Iterator[tuple[Front, str]]:
    front = Front(target)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = front.answer(self.path)
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield front, f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        front.close()
        thread.join()


@pytest.fixture
def client(toktok: Served) -> Iterator[Client]:
    with Client(toktok.url) as client:
        yield client


def read_everything(client: Client, toktok: Served) -> int:
    """Ask every method of the client; how many rows and records came."""
    token, fan = toktok.history.tokens[0], toktok.world.people[0]
    handle = client.creators.get(token).handle
    creators, launches, moments = client.creators, client.launches, client.moments
    lists = [
        creators.list(sort="volume", status="trading"),
        creators.trades(handle),
        creators.holders(handle),
        creators.holder_days(handle),
        creators.candles(handle, interval="1d"),
        creators.revenue_days(handle),
        launches.list(),
        launches.contributions(handle),
        moments.list(sort="cheapest"),
        moments.drops(),
        moments.tokens(1),
        moments.history(1),
        client.accounts.moments(fan),
        client.activity.list(kind="trade"),
        client.auctions.list(),
        client.leaderboards.creators(by="holders"),
        client.leaderboards.fans(),
        client.orders.list(),
        client.vouchers.list(),
        client.sounds.list(),
        client.subscriptions.plans(),
        client.subscriptions.list(account=fan),
        client.fund.roots(),
        client.fund.deposits(),
        client.fund.claims(),
        moments.drops(),
        client.accounts.follows(fan),
        client.social.comments("moment:1"),
    ]
    rows = [list(islice(each, 300)) for each in lists]
    records: list[Record] = [
        creators.income(handle), creators.revenue(handle), creators.splits(handle),
        launches.get(handle), moments.get(1), moments.token(100_001), client.auctions.get(1),
        client.sounds.get(1), client.fund.get(), client.fund.account(fan),
        client.accounts.portfolio(fan), client.accounts.payouts(fan),
        creators.trust(handle), creators.handle(handle), client.accounts.studio(fan),
        client.accounts.followers(fan), client.social.likes("moment:1"), client.accounts.profile(fan),
        client.social.discussion("moment:1"), client.quote(handle, "buy", 10**18),
        client.status(),
    ]  # fmt: skip
    assert all(isinstance(each, Record) for row in rows for each in row)
    assert client.accounts.statement(fan).startswith("time,block,")
    unknown = "0x" + "00" * 32
    for ask in (
        client.orders.get,
        client.vouchers.get,
        client.media,
        client.accounts.picture,
    ):
        with pytest.raises(ApiError) as refused:
            ask(unknown)
        assert refused.value.code in (404, 422)
    with closing(client.activity.listen(after="0")) as live:
        next(live)
    return len(records) + sum(map(len, rows))


def test_whatever_can_be_read_has_a_method(client: Client, toktok: Served) -> None:
    asked = set[str]()
    client._at._http.event_hooks = {"request": [lambda request: asked.add(request.url.path)]}
    assert read_everything(client, toktok) > 100
    document = toktok.get("/openapi.json")
    left = {
        path
        for path, methods in document["paths"].items()
        if "get" in methods and path.startswith("/v1/") and not path.startswith(_ELSEWHERE)
    }
    for path in asked:
        left -= {each for each in left if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", each), path)}
    assert left == set()


def test_a_list_goes_on_over_all_pages(client: Client, toktok: Served) -> None:
    toktok.play(90)
    seen = [event.id for event in client.activity.list()]
    assert len(seen) == len(set(seen)) > 200, "more than one page"
    newest = toktok.get("/v1/activity", limit=5)["items"]
    assert seen[:5] == [each["id"] for each in newest]


def test_what_fails_for_the_moment_is_asked_again(toktok: Served) -> None:
    with fronting(toktok.url) as (front, url), Client(url) as client:
        front.refusals = [(503, {}), (429, {"Retry-After": "0"}), (502, {})]
        assert client.status().chain_id == toktok.get("/v1/status")["chain_id"]
        assert len(front.asked) == 4


def test_patience_ends(toktok: Served) -> None:
    with fronting(toktok.url) as (front, url), Client(url, retries=1) as client:
        front.refusals = [(503, {})] * 5
        with pytest.raises(ApiError, match="503") as refused:
            client.status()
        assert refused.value.code == 503
        assert len(front.asked) == 2


def test_a_refusal_says_what_to_do_and_is_not_repeated(toktok: Served) -> None:
    with fronting(toktok.url) as (front, url), Client(url) as client:
        with pytest.raises(ApiError) as refused:
            client.creators.get("nobody_at_all")
        assert len(front.asked) == 1
    assert refused.value.code == 404
    assert refused.value.detail == refused.value.problem["detail"]
    assert refused.value.remedy


def test_nobody_there_is_said_so() -> None:
    with (
        Client(f"http://127.0.0.1:{free_port()}", retries=1) as client,
        pytest.raises(NoAnswerError, match=r"127\.0\.0\.1"),
    ):
        client.status()


def heard(client: Client, after: str, count: int) -> list[Event]:
    with closing(client.activity.listen(after=after)) as live:
        return list(islice(live, count))


def test_a_listener_resumes_after_what_it_saw(client: Client) -> None:
    told = heard(client, "0", 30)
    rest = heard(client, told[9].id, 20)
    assert [each.id for each in rest] == [each.id for each in told[10:]]
    assert [each.data for each in rest] == [each.data for each in told[10:]]
