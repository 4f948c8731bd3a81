"""A list of many creators, read page by page, is one list in one order, whatever happens meanwhile."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from sqlmodel import Session, select

from toktok.market.creators import list_creators
from toktok.market.launches import launch_status
from toktok.market.ranking import Order
from toktok.market.rows import Status
from toktok.store.engine import Store
from toktok.store.tables import Candle, Creator, Cursor, Trade
from toktok.store.tables import Status as Stage

NOW = 1_800_000_000
HOUR = 3_600
COUNT = 230
BLOCK = 1_000


def _creator(number: int, chance: Random, **changes: Any) -> Creator:
    """A creator of which others have the same figures."""
    status = chance.choice((Stage.OPEN, Stage.TRADING, Stage.TRADING, Stage.FAILED))
    trades = status == Stage.TRADING
    values: dict[str, Any] = {
        "token": number.to_bytes(20), "creator": number.to_bytes(20), "founder": bytes(20),
        "handle": f"creator_{number}", "name": "Name", "symbol": "SYM", "contract_uri": "",
        "status": int(status), "launched_block": number // 3 + 1, "launched_log": number,
        "launched_at": NOW - HOUR, "closes_at": NOW + chance.choice((-9, 9)),
        "finalized_at": NOW - 60 if trades else None, "minimum_raise": 1, "maximum_raise": 0,
        "max_per_account": 0, "allocation_vesting": 0, "creator_vesting": 0,
        "creator_fee_bps": 0, "fan_fee_bps": 0, "bond": 0, "raised": 1_000,
        "reserve": chance.randrange(5) * 10**20 if trades else 0,
        "volume": chance.randrange(9) * 10**20 if trades else 0,
        "touched_at": NOW,
    }  # fmt: skip
    return Creator(**{**values, **changes})


def _fill(store: Store, chance: Random) -> None:
    with store.write() as session:
        session.add(
            Cursor(
                chain_id=1, genesis_hash=bytes(32), market=bytes(20), contracts=bytes(32),
                number=BLOCK, hash=bytes(32), timestamp=NOW, first_block=1,
            )
        )  # fmt: skip
        for number in range(1, COUNT):
            creator = _creator(number, chance)
            session.add(creator)
            if creator.status == Stage.TRADING and chance.random() < 0.3:
                flow = chance.randrange(-3, 4) * 10**18
                session.add(
                    Candle(
                        token=creator.token, interval=HOUR, start=NOW // HOUR * HOUR,
                        open=1, high=1, low=1, close=1, volume=abs(flow), inflow=flow, trades=1,
                    )
                )  # fmt: skip


def _expected(store: Store, sort: Order, status: Status | None) -> list[bytes]:
    """The whole list, sorted in one go."""
    with store.read() as session:
        creators = session.exec(select(Creator)).all()
        day = {each.token: (each.volume, each.inflow) for each in session.exec(select(Candle))}

    def value(row: Creator) -> int:
        volume, inflow = day.get(row.token, (0, 0))
        rows = {"reserve": row.reserve, "volume": row.volume, "newest": 0}
        return {**rows, "volume_24h": volume, "inflow": inflow}[sort]

    shown = [row for row in creators if status in (None, launch_status(row, now=NOW))]
    shown.sort(key=lambda row: (value(row), row.launched_block, row.launched_log), reverse=True)
    return [row.token for row in shown]


def _go_on(store: Store, chance: Random, number: int) -> None:
    """Another block: trades, a launch that ended, a new one."""
    with store.write() as session:
        cursor = session.get_one(Cursor, 1)
        cursor.number += 1
        session.add(_creator(number, chance, launched_block=cursor.number))
        trading = session.exec(select(Creator).where(Creator.status == Stage.TRADING)).all()
        for log, creator in enumerate(chance.sample(trading, 5)):
            _trade(session, creator, chance, (cursor.number, log))


def _trade(session: Session, creator: Creator, chance: Random, place: tuple[int, int]) -> None:
    amount = chance.randrange(1, 4) * 10**20
    is_buy = creator.reserve < amount or chance.random() < 0.5
    creator.reserve += amount if is_buy else -amount
    creator.volume += amount
    candle = session.get(Candle, (creator.token, HOUR, NOW // HOUR * HOUR))
    if candle is None:
        candle = Candle(
            token=creator.token, interval=HOUR, start=NOW // HOUR * HOUR,
            open=1, high=1, low=1, close=1,
        )  # fmt: skip
        session.add(candle)
    candle.volume += amount
    candle.inflow += amount if is_buy else -amount
    session.add(
        Trade(
            block_number=place[0], log_index=place[1], tx_hash=bytes(32), timestamp=NOW,
            token=creator.token, trader=bytes(20), recipient=bytes(20), is_buy=is_buy,
            tt_amount=amount, token_amount=1, gross=amount, creator_fee=0, fan_fee=0,
            protocol_fee=0, reserve=creator.reserve, supply=0, price=1,
        )
    )  # fmt: skip


@pytest.mark.parametrize("status", [None, "closed", "trading"])
@pytest.mark.parametrize("sort", ["reserve", "volume", "volume_24h", "inflow", "newest"])
def test_pages_put_together_are_the_list_as_it_was(
    store: Store, sort: Order, status: Status | None
) -> None:
    chance = Random(f"{sort} {status}")
    _fill(store, chance)
    expected = _expected(store, sort, status)
    assert len(expected) > 11
    walked: list[bytes] = []
    cursor: str | None = None
    for page_number in range(COUNT):
        with store.read() as session:
            page = list_creators(session, sort=sort, status=status, limit=11, cursor=cursor)
        walked += [row.token for row in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
        _go_on(store, chance, COUNT + page_number)
    assert walked == expected


def test_a_search_goes_through_all_pages(store: Store) -> None:
    _fill(store, Random(1))
    with store.read() as session:
        page = list_creators(session, query="creator_1", limit=200)
    found = {row.handle for row in page.items}
    assert found == {f"creator_{n}" for n in range(1, COUNT) if str(n).startswith("1")}
