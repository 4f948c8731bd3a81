"""Files that wait: room for everybody's together, and none for what nobody came back to."""

from __future__ import annotations

import os
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.films import film
from toktok.media.cid import cid_of
from toktok.media.taken import LARGEST
from toktok.media.waiting import KEPT_SECONDS, MOST_FILES, RoomFull, TooManyFiles, WaitingRoom

MIRA, FAY = b"m" * 20, b"f" * 20


async def arriving(content: bytes) -> AsyncIterator[bytes]:
    yield content


def aged(path: Path) -> None:
    long_ago = time.time() - KEPT_SECONDS - 60
    os.utime(path, (long_ago, long_ago))


async def test_what_nobody_came_back_to_goes_when_anybody_comes(tmp_path: Path) -> None:
    room = WaitingRoom(tmp_path)
    left, named = film(content=b"left"), film(content=b"named")
    for content in (left, named):
        await room.take(MIRA, arriving(content), kept=())
    for content in (left, named):
        aged(room.path(MIRA, cid_of(content)))
    await room.take(FAY, arriving(film()), kept={cid_of(named)})
    waiting = {each.name for each in (tmp_path / MIRA.hex()).iterdir()}
    assert waiting == {cid_of(named)}


async def test_many_accounts_do_not_fill_the_disk(tmp_path: Path) -> None:
    clips = [film(content=bytes([each]) * 50_000) for each in range(3)]
    room = WaitingRoom(tmp_path, most_bytes=max(LARGEST.values()) + len(clips[0]))
    await room.take(b"0" * 20, arriving(clips[0]), kept=())
    await room.take(b"1" * 20, arriving(clips[1]), kept=())
    with pytest.raises(RoomFull):
        await room.take(b"2" * 20, arriving(clips[2]), kept=())
    room.forget(b"0" * 20)
    await room.take(b"2" * 20, arriving(clips[2]), kept=())


async def test_files_that_are_arriving_count(tmp_path: Path) -> None:
    room = WaitingRoom(tmp_path)
    begun = 0

    async def slowly() -> AsyncIterator[bytes]:
        """While this one arrives, more come."""
        nonlocal begun
        begun += 1
        content = film(content=bytes([begun]))
        yield content[:20]
        if begun <= MOST_FILES:
            await room.take(MIRA, slowly(), kept=())
        yield content[20:]

    with pytest.raises(TooManyFiles):
        await room.take(MIRA, slowly(), kept=())
    assert begun == MOST_FILES
