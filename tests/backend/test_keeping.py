"""Commands that keep what people signed: `backup`, `restore`, `reindex`."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sqlmodel import select

from tests.support.command import toktok
from tests.support.history import History
from tests.support.mirror import audited, dump, index_once, indexing
from tests.support.world import World
from toktok.accounts.tallies import ALONE, count, tally_of
from toktok.config import Settings
from toktok.media.folder import MediaFolder
from toktok.store.engine import Store
from toktok.store.tables import AppLike, SignedOrder


@pytest.fixture
def environment(settings: Settings, tmp_path: Path) -> dict[str, str]:
    return {
        "TOKTOK_RPC_URL": settings.rpc_url,
        "TOKTOK_DATABASE_URL": settings.database_url,
        "TOKTOK_DEPLOYMENTS_DIR": str(settings.deployments_dir),
        "TOKTOK_MEDIA_DIR": str(tmp_path / "media"),
    }


def _sign(store: Store) -> None:
    with store.write() as session:
        session.add(
            SignedOrder(
                hash=b"\x01" * 32, chain_id=31337, genesis_hash=b"\x02" * 32, exchange=bytes(20),
                maker=bytes(20), side=0, moment=1, price=1, signed_at=1, expiry=2, group=0,
                counter=0, version=0, signature=b"signed",
            )
        )  # fmt: skip


def _play(world: World) -> None:
    history = History(world, seed=19)
    history.begin(launches=1)
    history.play(40)


def test_a_reindex_brings_the_same_rows_and_keeps_what_was_signed(
    world: World, settings: Settings, store: Store, environment: dict[str, str]
) -> None:
    _play(world)
    asyncio.run(index_once(settings, store, world.node))
    _sign(store)
    before = dump(store)
    done = toktok("reindex", environment=environment)
    assert done.exit_code == 0, done.stderr
    assert {name for name, rows in dump(store).items() if rows} == {"app_order"}
    assert dump(store)["app_order"] == before["app_order"]
    asyncio.run(index_once(settings, store, world.node))
    assert dump(store) == before
    assert asyncio.run(audited(settings, store)).differences == []


async def test_nothing_is_forgotten_under_an_indexer(
    world: World, settings: Settings, store: Store, environment: dict[str, str]
) -> None:
    world.tt.do(world.people[0], "deposit", value=1)
    async with indexing(settings, store) as running:
        await running.catch_up(world.node)
        before = dump(store)
        done = await asyncio.to_thread(toktok, "reindex", environment=environment)
    assert done.exit_code == 1
    assert "An indexer is working" in done.stderr
    assert "toktok serve" in done.stderr
    assert dump(store) == before


def test_a_backup_comes_back_with_what_it_names(
    store: Store, environment: dict[str, str], tmp_path: Path
) -> None:
    _sign(store)
    MediaFolder(tmp_path / "media").put(b"a picture")
    MediaFolder(tmp_path / "media" / "people").put(b"a face")
    file = tmp_path / "signed"
    done = toktok("backup", str(file), environment=environment)
    assert done.exit_code == 0, done.stderr
    assert "1 app_order, " in done.stdout
    assert "and the names of 2 media files" in done.stdout
    with store.write() as session:
        session.delete(session.exec(select(SignedOrder)).one())
    elsewhere = environment | {"TOKTOK_MEDIA_DIR": str(tmp_path / "elsewhere")}
    done = toktok("restore", str(file), environment=elsewhere)
    assert done.exit_code == 0, done.stderr
    assert "app_order: 1 added, 0 already there" in done.stdout
    assert "2 media files are missing" in done.stdout
    done = toktok("restore", str(file), environment=environment)
    assert "app_order: 0 added, 1 already there" in done.stdout
    assert "missing" not in done.stdout


def test_a_broken_backup_is_refused_in_one_line(
    store: Store, environment: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "signed"
    file.write_text("{}\n")
    done = toktok("restore", str(file), environment=environment)
    assert done.exit_code == 1
    [line] = done.stderr.strip().splitlines()
    assert "no backup of Toktok" in line


def test_what_is_counted_is_right_after_a_restore(
    store: Store, environment: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "liked.backup"
    fans = [bytes([number]) * 20 for number in (1, 2)]
    with store.write(alone=ALONE) as session:
        session.add_all(AppLike(subject="moment:7", account=fan, since=1) for fan in fans)
        count(session, "moment:7", likes=2)
    assert toktok("backup", str(file), environment=environment).exit_code == 0
    with store.write(alone=ALONE) as session:
        session.delete(session.get_one(AppLike, ("moment:7", fans[0])))
        count(session, "moment:7", likes=-1)
    done = toktok("restore", str(file), environment=environment)
    assert done.exit_code == 0, done.stderr
    with store.read() as session:
        assert tally_of(session, "moment:7").likes == 2
