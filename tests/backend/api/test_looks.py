"""What a look hands out: nothing is lost when it fails, or to those who came back before the first."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from tests.backend.api.acting import sent
from tests.backend.api.hearing import begun, look_at_deposits, told, until_head
from tests.support.members import Crowd
from tests.support.served import Served
from toktok.api.live import Hub
from toktok.api.messages import EVERYTHING, HEARTBEAT
from toktok.api.places import END_OF_BLOCK, Place
from toktok.store.engine import Store


@contextmanager
def away(store: Store, asked_for: str) -> Iterator[None]:
    """The database goes away whenever it is asked for that."""

    def refuse(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if asked_for in statement:
            raise OperationalError(statement, None, ConnectionError("away"))

    event.listen(store.engine, "before_cursor_execute", refuse)
    try:
        yield
    finally:
        event.remove(store.engine, "before_cursor_execute", refuse)


async def fail_to_look(hub: Hub, store: Store, asked_for: str) -> None:
    """Look while the database goes away in the middle of it."""
    with away(store, asked_for), pytest.raises(OperationalError):
        await hub.look()


@pytest.mark.parametrize("asked_for", ["FROM activity", "FROM app_tally"])
async def test_what_a_look_failed_to_read_is_told_by_the_next(
    toktok: Served, shared_store: Store, asked_for: str
) -> None:
    hub = Hub(shared_store)
    await hub.look()
    stream, before = await begun(hub), hub.position
    toktok.world.tt.do(toktok.world.people[0], "deposit", value=1)
    newest = toktok.catch_up()
    await fail_to_look(hub, shared_store, asked_for)
    assert hub.position == before
    await hub.look()
    assert (await until_head(stream)).count(b"event: deposit") == 1
    assert hub.position == newest


@pytest.mark.parametrize("asked_for", ["FROM activity", "FROM app_tally"])
async def test_a_reorganisation_a_look_failed_to_read_is_told_by_the_next(
    toktok: Served, shared_store: Store, asked_for: str
) -> None:
    hub, node = Hub(shared_store), toktok.world.node
    await hub.look()
    stream, before = await begun(hub), hub.position
    await look_at_deposits(toktok, hub, 2)
    for _ in range(2):
        await until_head(stream)
    node.call("anvil_reorg", 2, [])
    node.call("evm_mine")
    toktok.world.tt.do(toktok.world.people[0], "deposit", value=3)
    toktok.catch_up()
    await fail_to_look(hub, shared_store, asked_for)
    await hub.look()
    heard = await until_head(stream)
    assert heard.startswith(b"event: reorg\n")
    assert b'data: {"to_block":%d}\n' % before in heard
    assert heard.count(b"event: deposit") == 1


async def test_a_like_that_a_look_failed_to_read_is_told_by_the_next(
    toktok: Served, shared_store: Store, crowd: Crowd
) -> None:
    hub = Hub(shared_store)
    await hub.look()
    stream = await begun(hub)
    subject, fan = f"creator:{toktok.history.tokens[0].lower()}", crowd.member("fan")
    sent(fan, "PUT", f"/v1/likes/{subject}")
    await fail_to_look(hub, shared_store, "FROM creator")
    await hub.look()
    assert subject.encode() in await told(stream)
    sent(fan, "DELETE", f"/v1/likes/{subject}")


async def test_who_comes_back_before_the_first_look_is_told_what_was_missed(
    toktok: Served, shared_store: Store
) -> None:
    seen = toktok.catch_up()
    toktok.world.tt.do(toktok.world.people[0], "deposit", value=1)
    toktok.catch_up()
    hub = Hub(shared_store, heartbeat=0)
    back = await hub.listen(EVERYTHING, Place((seen, END_OF_BLOCK)))
    assert await anext(back) == b"retry: 2000\n\n"
    waiting = asyncio.ensure_future(anext(back))
    await fail_to_look(hub, shared_store, "FROM cursor")
    assert await waiting == HEARTBEAT.wire
    waiting = asyncio.ensure_future(anext(back))
    await hub.look()
    await waiting
    assert (await until_head(back)).count(b"event: deposit") == 1
    await look_at_deposits(toktok, hub, 1)
    assert (await until_head(back)).count(b"event: deposit") == 1
