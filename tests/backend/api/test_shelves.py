"""What the market page shows first: drops by urgency, and creators on their shelves."""

from __future__ import annotations

from typing import Any

from tests.support.served import Served
from tests.support.world import TT
from toktok.market.shelves import list_shelf
from toktok.store.engine import Store

DAY = 86_400
WEEK = 7 * DAY


def _everything(toktok: Served, path: str) -> list[dict[str, Any]]:
    page = toktok.get(path, limit=200)
    rows: list[dict[str, Any]] = page["items"]
    assert page["next_cursor"] is None
    return rows


def _publish(toktok: Served, creator: str, opens_at: int) -> int:
    terms: tuple[Any, ...] = (
        "ipfs://clip",
        b"\x02" * 32,
        40,
        3 * TT,
        opens_at,
        0,
        0,
        500,
        0,
        [],
        "",
    )
    toktok.world.moments.do(creator, "createMoment", terms)
    moment: int = toktok.world.ledger.read("momentCount")
    return moment


def _unpause(toktok: Served) -> None:
    for contract in toktok.world.guarded:
        contract.send(toktok.world.accounts[1], "unpause")


def _buy(toktok: Served, token: str) -> None:
    _unpause(toktok)
    world, fan = toktok.world, toktok.world.people[4]
    world.tt.do(fan, "deposit", value=TT // 10)
    world.market.do(fan, "buy", token, 300 * TT, 0, fan, 2**63, world.people[5])
    toktok.catch_up()


def test_what_ends_or_opens_within_a_week_comes_before_what_is_on_sale(toktok: Served) -> None:
    world = toktok.world
    _unpause(toktok)
    creator = world.market.read("creatorOf", toktok.history.tokens[0])
    now = toktok.get("/v1/status")["cursor"]["timestamp"]
    later, soon = _publish(toktok, creator, now + 3 * DAY), _publish(toktok, creator, now + DAY)
    beyond, on_sale = _publish(toktok, creator, now + 30 * DAY), _publish(toktok, creator, 0)
    fan = world.people[2]
    world.tt.do(fan, "deposit", value=TT)
    world.moments.do(fan, "mint", on_sale, 2, fan, 100 * TT, world.people[3])
    for serial, span in ((1, 2 * DAY), (2, DAY)):
        world.moments.do(fan, "approve", world.auction.address, on_sale * 100_000 + serial)
        world.auction.do(fan, "createAuction", on_sale * 100_000 + serial, TT, 0, span)
    toktok.catch_up()

    now = toktok.get("/v1/status")["cursor"]["timestamp"]
    auctions = [
        (each["ends_at"], each["auction"], each["moment"])
        for each in _everything(toktok, "/v1/auctions")
        if each["state"] in ("running", "to_come") and now < each["ends_at"] <= now + WEEK
    ]
    moments = _everything(toktok, "/v1/moments")
    opening = [
        (each["opens_at"], each["moment"])
        for each in moments
        if now < each["opens_at"] <= now + WEEK
    ]
    expected = [
        *(moment for _, _, moment in sorted(auctions)),
        *(moment for _, moment in sorted(opening)),
        *(each["moment"] for each in moments if each["state"] == "open"),
    ]
    shown = [each["moment"] for each in toktok.get("/v1/moments/drops", limit=100)["items"]]
    assert shown == list(dict.fromkeys(expected))
    assert shown.index(on_sale) < shown.index(soon) < shown.index(later)
    assert beyond not in shown
    first = toktok.get("/v1/moments/drops", limit=2)["items"]
    assert [each["moment"] for each in first] == shown[:2]


def test_each_shelf_has_what_belongs_to_it_and_nothing_else(toktok: Served) -> None:
    token = toktok.history.tokens[0]
    _buy(toktok, token)
    now = toktok.get("/v1/status")["cursor"]["timestamp"]
    rows = _everything(toktok, "/v1/creators")
    trading = {each["token"]: each for each in rows if each["status"] == "trading"}
    belongs = {
        "trading": set(trading),
        "rising": {each for each, row in trading.items() if int(row["inflow_24h"]) > 0},
        "new": {each for each, row in trading.items() if row["launched_at"] > now - WEEK},
        "launching": {each["token"] for each in rows if each["status"] == "open"},
    }
    assert token.lower() in {each.lower() for each in belongs["rising"]}
    store: Store = toktok.app.state.context.store
    for shelf, expected in belongs.items():
        with store.read() as session:
            page = list_shelf(session, shelf, limit=200)  # type: ignore[arg-type]
        assert {row.token.hex() for row in page.items} == {each[2:].lower() for each in expected}
    with store.read() as session:
        first = list_shelf(session, "rising", limit=1)
    inflows = [int(row["inflow_24h"]) for row in trading.values()]
    assert first.items[0].inflow_24h == max(inflows)


def test_the_list_by_the_volume_of_a_day_begins_with_the_greatest(toktok: Served) -> None:
    _buy(toktok, toktok.history.tokens[0])
    rows = toktok.get("/v1/creators", sort="volume_24h", limit=200)["items"]
    volumes = [int(each["volume_24h"]) for each in rows]
    assert volumes == sorted(volumes, reverse=True)
    assert volumes[0] > 0
