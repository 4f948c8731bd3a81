"""The bench's witness: who indexes the same chain with other tools must find the same rows."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from scripts.bench.peers.found import DifferentRowsError, Found, compare, ours, theirs
from scripts.bench.peers.ponder_process import Sources
from scripts.bench.peers.run import run_web3py
from scripts.bench.peers.web3py import SCHEMA
from tests.support.history import History
from tests.support.mirror import index_once
from tests.support.node import Node
from tests.support.world import World
from toktok.config import Settings
from toktok.store.engine import Store

ROWS = """
INSERT INTO trade VALUES (7, 0, '0xaa', 60, '0x0a', '0x0b', '0x0b', 1, 9, 5, 0, 0, 0, '0x00', 0, 9, 5);
INSERT INTO trade VALUES (7, 1, '0xaa', 60, '0x0a', '0x0b', '0x0b', 0, 1, 1, 0, 0, 0, '0x00', 0, 8, 4);
INSERT INTO transfer VALUES (7, 2, '0xaa', 60, '0x0a', '0x0c', '0x0b', '4');
INSERT INTO claim VALUES (8, 0, '0xab', 72, '0x0b', '0x0b', '9', '9');
INSERT INTO moment_token VALUES (5, '0x01');
"""


async def test_a_loop_of_web3py_finds_the_rows_of_the_indexer(
    world: World, node: Node, settings: Settings, store: Store, tmp_path: Path
) -> None:
    history = History(world, seed=77)
    history.begin(launches=2)
    history.play(300)
    await index_once(settings, store, node)

    sources = Sources(node.url, node.url, tmp_path / "31337.json")
    measured, found = run_web3py(sources, folder=tmp_path, head=node.block_number())

    expected = ours(store.url)
    assert all(expected.values()), "the history has some of each"
    compare("web3py", found, expected)
    assert measured.events >= len(found["trade"]) + len(found["claim"])
    assert measured.rpc_calls >= 2


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("DELETE FROM trade WHERE log_index = 1", r"trade: 1 rows, toktok has 2; 1 .* missing, 0"),
        ("UPDATE claim SET amount = '8'", r"claim: .* 1 .* missing, 1 are others.\n.*amount=9"),
        ("UPDATE moment_token SET owner = '0x02'", r"- token_id=5 owner=0x01\n.*owner=0x02"),
        ("UPDATE transfer SET amount = '3'", r"balance: 1 .*\n.*account=0x0b amount=4\n.*amount=3"),
    ],
)
def test_other_rows_are_named(tmp_path: Path, change: str, named: str) -> None:
    database = tmp_path / "peer.db"
    _execute(database, SCHEMA.read_text() + ROWS)
    expected = _rows(database)
    _execute(database, change)
    with pytest.raises(DifferentRowsError, match=named):
        compare("peer", _rows(database), expected)


def _rows(database: Path) -> Found:
    return theirs(f"sqlite:///{database}", schema="main", market="0x0c")


def _execute(database: Path, statements: str) -> None:
    connection = sqlite3.connect(database)
    connection.executescript(statements)
    connection.close()
