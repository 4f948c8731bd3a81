"""Who leads is who leads by the public figures of everybody; and the earliest fans are found without reading all."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.served import Served
from tests.support.world import FOREVER, NOBODY, TT
from toktok.chain.addresses import checksum
from toktok.market import leaders
from toktok.store.engine import Store

DAY = 86_400
LAUNCH_SUPPLY = 1_000_000 * TT
Row = dict[str, Any]


def _trading(toktok: Served) -> list[Row]:
    toktok.catch_up()
    rows: list[Row] = toktok.get("/v1/creators", status="trading", limit=200)["items"]
    assert len(rows) > 2
    return rows


def test_creators_lead_by_the_figures_they_have(toktok: Served) -> None:
    creators = _trading(toktok)
    now = toktok.get("/v1/status")["cursor"]["timestamp"]
    first = (now // DAY - 6) * DAY
    weeks = {}
    for each in creators:
        days = toktok.get(f"/v1/creators/{each['token']}/candles", interval="1d", start=first)
        weeks[each["token"]] = sum(int(day["volume"]) for day in days["items"])
    by_volume = toktok.get("/v1/leaderboards/creators", limit=200)["items"]
    assert {row["token"]: int(row["volume_7d"]) for row in by_volume} == {
        token: volume for token, volume in weeks.items() if volume
    }
    volumes = [int(row["volume_7d"]) for row in by_volume]
    assert volumes == sorted(volumes, reverse=True)
    for by in ("fan_revenue", "holders"):
        rows = toktok.get("/v1/leaderboards/creators", by=by, limit=200)["items"]
        figures = {each["token"]: int(each[by]) for each in creators}
        assert [int(row[by]) for row in rows] == sorted(figures.values(), reverse=True)
        for rank, row in enumerate(rows, 1):
            assert (row["rank"], int(row[by])) == (rank, figures[row["token"]])
            assert int(row["volume_7d"]) == weeks[row["token"]]
    assert toktok.get("/v1/leaderboards/creators", by="holders", limit=1)["items"] == rows[:1]


def _early(toktok: Served) -> list[tuple[int, str, str, int]]:
    """Kept TT, account, token and contribution of everybody who kept something, from public lists."""
    found: list[tuple[int, str, str, int]] = []
    for creator in _trading(toktok):
        token = creator["token"]
        put_in: dict[str, int] = {}
        founders = set()
        more: Row = {}
        while True:
            page = toktok.get(f"/v1/launches/{token}/contributions", limit=200, **more)
            for row in page["items"]:
                put_in[row["account"]] = put_in.get(row["account"], 0) + int(row["amount"])
            if page["next_cursor"] is None:
                break
            more = {"cursor": page["next_cursor"]}
        launch = toktok.get("/v1/activity", token=token, kind="launch")["items"][0]
        founders.add(launch["account"])
        holders = toktok.get(f"/v1/creators/{token}/holders", limit=200)
        assert holders["next_cursor"] is None
        has = {
            row["account"]: int(row["balance"])
            + sum(
                int(row["allocation"]["total"])
                - int(row["allocation"]["claimed"])
                - int(row["allocation"]["returned"])
                for _ in ([1] if row["allocation"] else [])
            )
            for row in holders["items"]
        }
        for account, contributed in put_in.items():
            total = LAUNCH_SUPPLY * contributed // int(creator["raised"])
            kept = contributed * min(has.get(account, 0), total) // total
            if kept and account not in founders:
                found.append((kept, account, token, contributed))
    return found


def _give_some_back(toktok: Served) -> None:
    """Let the first of the list give back a third of what has not vested, and sell the rest; or sell nearly all."""
    for contract in toktok.world.guarded:
        contract.send(toktok.world.accounts[1], "unpause")
    market = toktok.world.market
    kept, account, token, _ = max(_early(toktok))
    # What has vested can be sold once it is claimed.
    market.send(account, "claimAllocation", token)
    toktok.catch_up()
    rows = toktok.get(f"/v1/creators/{token}/holders", limit=200)["items"]
    row = next(each for each in rows if each["account"] == account)
    terms = row["allocation"] or {"total": "0", "returned": "0", "vested": "0"}
    unvested = int(terms["total"]) - int(terms["returned"]) - int(terms["vested"])
    # What somebody has bought since stands in for what they sell.
    most = int(row["balance"])
    if unvested:
        market.do(account, "returnUnvested", token, unvested // 3)
    else:
        most = most * 9 // 10
    if most:
        market.do(account, "sell", token, most, 0, account, FOREVER, NOBODY)
    toktok.catch_up()
    now = {(who, of): part for part, who, of, _ in _early(toktok)}
    assert now[account, token] < kept


def test_the_earliest_fans_kept_what_public_lists_say(
    toktok: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    _give_some_back(toktok)
    expected = sorted(_early(toktok), reverse=True)
    assert len(expected) > 5
    assert any(kept < contributed for kept, _, _, contributed in expected)
    rows = toktok.get("/v1/leaderboards/fans", limit=200)["items"]
    shown = [
        (int(row["kept"]), row["account"], row["token"], int(row["contributed"])) for row in rows
    ]
    assert sorted(shown, reverse=True) == expected
    assert [kept for kept, *_ in shown] == [kept for kept, *_ in expected]
    # Read a few at a time, it stops before the end, and no list differs.
    monkeypatch.setattr(leaders, "_BATCH", 2)
    store: Store = toktok.app.state.context.store
    for limit in range(1, len(rows) + 2):
        with store.read() as session:
            few = leaders.list_fans(session, limit=limit).items
        assert [(row.kept, checksum(row.account)) for row in few] == [
            (int(row["kept"]), row["account"]) for row in rows[:limit]
        ]
