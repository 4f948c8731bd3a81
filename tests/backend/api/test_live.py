"""Who hands out live events: all get the same bytes, nobody waits for the slow, and nobody takes the room of all."""

from __future__ import annotations

import asyncio
import re
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from tests.backend.api.hearing import begun, look_at_deposits, until_head
from tests.support.served import Served
from toktok.api.live import LISTENERS_AT_ADDRESS, TOGETHER, Hub, TooManyListeners
from toktok.api.messages import EVERYTHING, HEARTBEAT
from toktok.api.places import END_OF_BLOCK, Place, parse_place
from toktok.store.engine import Store
from toktok.store.migrate import migrate


def asked_of(store: Store) -> list[str]:
    """What the database is asked from now on."""
    asked: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        asked.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    return asked


def without_head(wire: bytes) -> bytes:
    """What is told beside it."""
    return re.sub(rb"event: head\n(.+\n)+\n", b"", wire)


async def test_a_listener_that_reads_too_slowly_is_sent_away(
    toktok: Served, shared_store: Store
) -> None:
    hub = Hub(shared_store, kept=4)
    await hub.look()
    slow, quick = await begun(hub), await begun(hub)
    await look_at_deposits(toktok, hub, 4)
    heard = [await anext(quick) for _ in range(4)]
    await look_at_deposits(toktok, hub, 1)
    assert hub.listeners == 2
    with pytest.raises(StopAsyncIteration):
        await anext(slow)
    assert hub.listeners == 1
    seen = re.findall(rb"id: (.+)\n", heard[0])[-1].decode()
    back = await hub.listen(EVERYTHING, parse_place(seen))
    assert await anext(back) == b"retry: 2000\n\n"
    missed = [await anext(back) for _ in range(4)]
    assert missed == [without_head(each) for each in [*heard[1:], await anext(quick)]]


async def test_who_falls_behind_takes_nothing_from_the_others(
    toktok: Served, shared_store: Store
) -> None:
    hub = Hub(shared_store, kept=2)
    await hub.look()
    slow, quick = await begun(hub), await begun(hub)
    for _ in range(3):
        await look_at_deposits(toktok, hub, 1)
        assert b"event: deposit" in await anext(quick)
    with pytest.raises(StopAsyncIteration):
        await anext(slow)


async def test_much_at_once_is_handed_out_in_pieces(toktok: Served, shared_store: Store) -> None:
    hub = Hub(shared_store)
    await hub.look()
    stream, before = await begun(hub), hub.position
    toktok.history.play(100)
    newest = toktok.catch_up()
    await hub.look()
    pieces = [await anext(stream)]
    while b"event: head" not in pieces[-1]:
        pieces.append(await anext(stream))
    most = max(each.count(b"event: ") for each in pieces)
    assert most == TOGETHER < sum(each.count(b"event: ") for each in pieces)
    back = await hub.listen(EVERYTHING, Place((before, END_OF_BLOCK)))
    assert await anext(back) == b"retry: 2000\n\n"
    assert await until_head(back) == b"".join(pieces)
    assert hub.position == newest


async def test_who_has_missed_nothing_asks_the_database_nothing(
    toktok: Served, shared_store: Store
) -> None:
    hub = Hub(shared_store)
    await hub.look()
    head, asked = hub.position, asked_of(shared_store)
    mark = toktok.get("/v1/status")["cursor"]["hash"][2:10]
    for seen in (None, f"{head}", f"{head}@{mark}"):
        await begun(hub, seen)
    assert asked == []
    for seen, heard in ((f"{head - 1}", b"event: "), (f"{head}@00000000", b"event: reorg")):
        stream = await hub.listen(EVERYTHING, parse_place(seen))
        assert await anext(stream) == b"retry: 2000\n\n"
        assert (await anext(stream)).startswith(heard)
        assert asked != []
        asked.clear()


async def test_a_thousand_listeners_share_the_same_bytes(
    toktok: Served, shared_store: Store
) -> None:
    hub = Hub(shared_store)
    await hub.look()
    streams = [await begun(hub) for _ in range(1_000)]
    waiting = [asyncio.ensure_future(anext(each)) for each in streams]
    await look_at_deposits(toktok, hub, 1)
    heard = await asyncio.gather(*waiting)
    assert b"event: deposit" in heard[0]
    assert {id(each) for each in heard} == {id(heard[0])}
    for each in streams:
        await each.aclose()
    assert hub.listeners == 0


async def test_silence_is_filled_with_heartbeats(toktok: Served, shared_store: Store) -> None:
    hub = Hub(shared_store, heartbeat=0)
    await hub.look()
    stream = await begun(hub)
    await hub.look()
    assert await anext(stream) == HEARTBEAT.wire


async def test_a_database_that_is_away_lets_no_line_be_cut(tmp_path: Path) -> None:
    with closing(Store(f"sqlite:///{tmp_path}/toktok.db")) as store:
        migrate(store)
        hub = Hub(store, heartbeat=0)
        await hub.look()
        stream = await hub.listen(EVERYTHING, None)
        assert await anext(stream) == b"retry: 2000\n\n"
        waiting = asyncio.ensure_future(anext(stream))
        await hub.look()
        assert await waiting == HEARTBEAT.wire
        with store.write() as session:
            session.execute(text("ALTER TABLE cursor RENAME TO elsewhere"))
        with pytest.raises(OperationalError):
            await hub.look()
        assert await anext(stream) == HEARTBEAT.wire


async def test_who_never_reads_keeps_a_place_until_the_stream_ends(shared_store: Store) -> None:
    hub = Hub(shared_store, heartbeat=0, kept=2)
    await hub.look()
    idle = [
        await hub.listen(EVERYTHING, None, address="203.0.113.7")
        for _ in range(LISTENERS_AT_ADDRESS)
    ]
    for each in idle[1:]:
        await anext(each)
    for _ in range(4):
        await hub.look()
    assert hub.listeners == LISTENERS_AT_ADDRESS
    with pytest.raises(TooManyListeners, match="from there"):
        await hub.listen(EVERYTHING, None, address="203.0.113.7")
    await idle.pop().aclose()
    idle.append(await hub.listen(EVERYTHING, None, address="203.0.113.7"))
    assert hub.listeners == LISTENERS_AT_ADDRESS
    # One that nobody has begun to read cannot say that it ends.
    del idle[0]
    assert hub.listeners == LISTENERS_AT_ADDRESS - 1


async def test_nobody_takes_the_room_of_all(shared_store: Store) -> None:
    hub = Hub(shared_store)
    greedy = [
        await hub.listen(EVERYTHING, None, address="203.0.113.7")
        for _ in range(LISTENERS_AT_ADDRESS)
    ]
    with pytest.raises(TooManyListeners, match="from there"):
        await hub.listen(EVERYTHING, None, address="203.0.113.7")
    await hub.listen(EVERYTHING, None, address="203.0.113.8")
    await anext(greedy[0])
    await greedy[0].aclose()
    await hub.listen(EVERYTHING, None, address="203.0.113.7")
    hub.close()
