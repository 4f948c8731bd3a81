"""What people send each other is told; what trades, claims and returns move is told by these alone."""

from __future__ import annotations

import pytest
from sqlmodel import Session, select

from tests.support.mirror import index_once
from tests.support.world import DAY, FOREVER, NOBODY, TT, World, launch_of_two
from toktok.chain.addresses import checksum
from toktok.config import Settings
from toktok.market.activity import list_activity
from toktok.store.engine import Store
from toktok.store.tables import Activity, Holder


def _bytes(address: str) -> bytes:
    return bytes.fromhex(address[2:])


@pytest.fixture
def token(world: World) -> str:
    """A token that trades; 1,000 TT were raised by two."""
    return launch_of_two(world)


def _told(session: Session) -> list[tuple[bytes | None, bytes | None, str, int]]:
    """Who sent, who received, the same as it is shown, and how much."""
    rows = session.exec(select(Activity).where(Activity.kind == "token_transfer")).all()
    return [(row.account, row.other, row.data["to"], int(row.data["amount"])) for row in rows]


async def test_market_moves_tokens_and_none_of_it_is_a_transfer(
    world: World, settings: Settings, store: Store, token: str
) -> None:
    first, fan, friend = world.people[1], world.people[5], world.people[6]
    world.market.do(fan, "buy", token, 100 * TT, 0, fan, FOREVER, NOBODY)
    world.market.do(fan, "buy", token, 100 * TT, 0, friend, FOREVER, NOBODY)
    world.market.do(friend, "sell", token, 1_000 * TT, 0, fan, FOREVER, NOBODY)
    world.node.wait_until(5 * DAY)
    world.market.do(first, "claimAllocation", token)
    world.market.do(first, "returnUnvested", token, 60_000 * TT)
    await index_once(settings, store, world.node)
    with store.read() as session:
        assert _told(session) == []
        held = session.exec(select(Holder).where(Holder.token == _bytes(token))).all()
    assert {(row.sent, row.received) for row in held} == {(0, 0)}


async def test_tokens_sent_to_somebody_are_told_to_both(
    world: World, settings: Settings, store: Store, token: str
) -> None:
    fan, friend, courier = world.people[5:8]
    contract = world.token(token)
    world.market.do(fan, "buy", token, 100 * TT, 0, fan, FOREVER, NOBODY)
    contract.do(fan, "transfer", friend, 3_000 * TT)
    contract.do(fan, "approve", courier, 500 * TT)
    contract.do(courier, "transferFrom", fan, friend, 500 * TT)
    contract.do(friend, "transfer", fan, 200 * TT)
    await index_once(settings, store, world.node)
    with store.read() as session:
        mine, theirs = (session.get_one(Holder, (_bytes(token), _bytes(x))) for x in (fan, friend))
        told = _told(session)
        both = [
            [row.id for row in list_activity(session, account=_bytes(who), group="transfers").items]
            for who in (fan, friend)
        ]
        nobodys = list_activity(session, account=_bytes(courier), group="transfers").items
    fan_b, friend_b = _bytes(fan), _bytes(friend)
    assert told == [
        (fan_b, friend_b, checksum(friend_b), 3_000 * TT),
        (fan_b, friend_b, checksum(friend_b), 500 * TT),
        (friend_b, fan_b, checksum(fan_b), 200 * TT),
    ]
    assert (mine.sent, mine.received) == (3_500 * TT, 200 * TT)
    assert (theirs.sent, theirs.received) == (200 * TT, 3_500 * TT)
    assert both[0] == both[1] == sorted(both[0], reverse=True)
    assert (len(both[0]), nobodys) == (3, ())


async def test_nothing_is_told_of_what_moves_nothing(
    world: World, settings: Settings, store: Store, token: str
) -> None:
    fan, friend, stranger = world.people[5:8]
    contract = world.token(token)
    world.market.do(fan, "buy", token, 100 * TT, 0, fan, FOREVER, NOBODY)
    # Nobody's leave is needed for this: it would put the stranger into the history of others.
    contract.do(stranger, "transferFrom", fan, stranger, 0)
    contract.do(fan, "transfer", friend, 0)
    contract.do(fan, "transfer", fan, 700 * TT)
    await index_once(settings, store, world.node)
    with store.read() as session:
        row = session.get_one(Holder, (_bytes(token), _bytes(fan)))
        assert _told(session) == []
    assert (row.sent, row.received) == (0, 0)
