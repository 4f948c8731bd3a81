"""A list read page by page, while blocks arrive, is the list as it was when reading began."""

from __future__ import annotations

import base64
import json
from itertools import product
from typing import Any

import pytest

from tests.backend.api.gallery import subscribe
from tests.support.served import Served

LISTS: dict[str, tuple[str, dict[str, Any], str]] = {
    "creators by reserve": ("/v1/creators", {}, "token"),
    "creators by inflow": ("/v1/creators", {"sort": "inflow"}, "token"),
    "creators by volume": ("/v1/creators", {"sort": "volume"}, "token"),
    "newest creators": ("/v1/creators", {"sort": "newest"}, "token"),
    "trading creators": ("/v1/creators", {"status": "trading", "sort": "inflow"}, "token"),
    "creators found": ("/v1/creators", {"q": "Creator № ", "sort": "volume"}, "token"),
    "launches": ("/v1/launches", {}, "token"),
    "trades": ("/v1/creators/s7_1/trades", {}, "id"),
    "holders": ("/v1/creators/s7_1/holders", {}, "account"),
    "candles": ("/v1/creators/s7_1/candles", {"interval": "1m", "start": 0}, "start"),
    "revenue": ("/v1/creators/s7_1/revenue", {"start": 0}, "day"),
    "holders over time": ("/v1/creators/s7_1/holders/history", {"start": 0}, "day"),
    "contributions": ("/v1/launches/s7_1/contributions", {}, "id"),
    "activity": ("/v1/activity", {}, "id"),
    "activity of a kind": ("/v1/activity", {"kind": "trade"}, "id"),
    "activity of a creator": ("/v1/activity", {"token": "s7_2"}, "id"),
    "activity of a moment": ("/v1/activity", {"moment": "{moment}"}, "id"),
    "moments": ("/v1/moments", {}, "moment"),
    "cheapest moments": ("/v1/moments", {"sort": "cheapest"}, "moment"),
    "dearest moments": ("/v1/moments", {"sort": "dearest"}, "moment"),
    "moments of a creator": ("/v1/moments", {"creator": "s7_1"}, "moment"),
    "tokens of a moment": ("/v1/moments/{moment}/tokens", {}, "token_id"),
    "history of a moment": ("/v1/moments/{moment}/history", {}, "id"),
    "dearest moments of a creator": (
        "/v1/moments",
        {"creator": "s7_1", "sort": "dearest"},
        "moment",
    ),
    "plans of a creator": ("/v1/subscriptions/plans", {"creator": "s7_1"}, "plan_id"),
    "auctions": ("/v1/auctions", {}, "auction"),
    "sounds": ("/v1/sounds", {}, "sound_id"),
    "fund deposits": ("/v1/fund/deposits", {}, "id"),
    "fund claims": ("/v1/fund/claims", {}, "id"),
    "fund roots": ("/v1/fund/roots", {}, "root"),
}


def pages(toktok: Served, path: str, params: dict[str, Any], *, limit: int) -> Any:
    """Every page of a list; the world goes on after each."""
    more: dict[str, str] = {}
    while True:
        page = toktok.get(path, limit=limit, **params, **more)
        yield page["items"]
        if page["next_cursor"] is None:
            return
        more = {"cursor": page["next_cursor"]}


def filled(
    toktok: Served, path: str, params: dict[str, Any], key: str
) -> tuple[str, dict[str, Any], str]:
    """A list with the moment of which most was minted in place of `{moment}`."""
    rows = toktok.get("/v1/moments", limit=200)["items"]
    moment = max(rows, key=lambda row: row["minted"])["moment"]
    given = {name: moment if value == "{moment}" else value for name, value in params.items()}
    return path.format(moment=moment), given, key


@pytest.fixture(autouse=True)
def subscribed(toktok: Served) -> None:
    """The first creator offers a plan that people pay for: it ends whenever the creator moves."""
    subscribe(toktok.world, toktok.world.market.read("creatorOf", toktok.history.tokens[0]))
    toktok.catch_up()


@pytest.mark.parametrize("name", LISTS)
def test_a_walk_gives_the_list_as_it_was_when_it_began(toktok: Served, name: str) -> None:
    path, params, key = filled(toktok, *LISTS[name])
    whole = toktok.get(path, limit=200, **params)["items"]
    expected = [item[key] for item in whole]
    assert expected
    size = max(1, len(expected) // 5)
    walked: list[Any] = []
    for items in pages(toktok, path, params, limit=size):
        assert len(items) <= size
        walked += [item[key] for item in items]
        if len(walked) >= len(expected):
            break
        toktok.play(4)
    assert walked[: len(expected)] == expected
    assert len(set(walked)) == len(walked)


def test_a_walk_over_addresses_leaves_out_nobody_who_was_there_when_it_began(
    toktok: Served,
) -> None:
    """Who comes in between stands where its address belongs, before or behind the reader."""
    path, params = "/v1/subscriptions", {"creator": "s7_1"}
    expected = [row["account"] for row in toktok.get(path, limit=200, **params)["items"]]
    assert len(expected) > 2
    walked: list[str] = []
    for items in pages(toktok, path, params, limit=2):
        walked += [row["account"] for row in items]
        toktok.play(4)
    assert [account for account in walked if account in expected] == expected
    assert walked == sorted(set(walked), key=str.lower)


def test_a_walk_without_new_blocks_ends_with_the_last_row(toktok: Served) -> None:
    whole = toktok.get("/v1/creators/s7_1/holders", limit=200)
    assert whole["next_cursor"] is None
    walk = pages(toktok, "/v1/creators/s7_1/holders", {}, limit=3)
    assert [item for items in walk for item in items] == whole["items"]


def test_holders_are_sorted_by_what_they_hold_claimed_or_not(toktok: Served) -> None:
    def holding(row: dict[str, Any]) -> int:
        given = row["allocation"] or {"total": 0, "claimed": 0, "returned": 0}
        unclaimed = int(given["total"]) - int(given["claimed"]) - int(given["returned"])
        return int(row["balance"]) + unclaimed

    rows = toktok.get("/v1/creators/s7_1/holders", limit=200)["items"]
    holdings = [holding(row) for row in rows]
    assert holdings == sorted(holdings, reverse=True)
    assert all(holdings)
    creator = toktok.get("/v1/creators/s7_1")
    assert creator["holders"] == len(rows)
    assert sum(holdings) <= int(creator["supply"])
    assert [row["account"] for row in rows if row["is_creator"]] in ([creator["creator"]], [])


def test_candles_without_a_start_are_the_last_ones_oldest_first(toktok: Served) -> None:
    path = "/v1/creators/s7_1/candles"
    every = toktok.get(path, interval="1h", start=0, limit=2_000)["items"]
    last = toktok.get(path, interval="1h", limit=3)["items"]
    assert last == every[-3:]
    assert [candle["start"] for candle in every] == sorted(candle["start"] for candle in every)


def test_a_search_finds_parts_of_handle_name_and_symbol_literally(toktok: Served) -> None:
    def found(text: str) -> set[str]:
        return {row["handle"] for row in toktok.get("/v1/creators", q=text)["items"]}

    assert found("S7_3") == {"s7_3"}
    assert found("№ 2") == {"s7_2"}
    assert found("s7%3") == set()
    assert found("s73") == set()


@pytest.mark.parametrize("name", LISTS)
def test_a_cursor_made_up_is_refused_or_goes_on_from_there(toktok: Served, name: str) -> None:
    path, params, _ = filled(toktok, *LISTS[name])
    cursor = toktok.get(path, limit=1, **params)["next_cursor"]
    if cursor is None:
        return
    tag, *key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    for place, extreme in product(range(len(key)), (-(2**63), -1, 0, 2**31, 2**63 - 1, 2**256 - 1)):
        told = [tag, *key[:place], extreme, *key[place + 1 :]]
        made_up = base64.urlsafe_b64encode(json.dumps(told).encode()).rstrip(b"=").decode()
        answer = toktok.client.get(path, params={**params, "limit": 1, "cursor": made_up})
        assert answer.status_code in (200, 410, 422), (told, answer.text)
