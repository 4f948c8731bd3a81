"""Commands: what they print and how they exit."""

from __future__ import annotations

import asyncio
import json
import socket
from pathlib import Path

import pytest
from sqlmodel import select

from tests.support.command import toktok
from tests.support.history import History
from tests.support.mirror import index_once, new_store
from tests.support.node import free_port
from tests.support.world import World
from toktok.config import Settings
from toktok.store.engine import Store
from toktok.store.tables import Holder


def _environment(settings: Settings) -> dict[str, str]:
    return {
        "TOKTOK_RPC_URL": settings.rpc_url,
        "TOKTOK_DATABASE_URL": settings.database_url,
        "TOKTOK_DEPLOYMENTS_DIR": str(settings.deployments_dir),
    }


def _only_line(text: str) -> str:
    [line] = text.strip().splitlines()
    return line


@pytest.fixture
def indexed(world: World, settings: Settings, store: Store) -> Settings:
    """Settings of a database with a history in it."""
    history = History(world, seed=81)
    history.begin(launches=1)
    history.play(60)
    asyncio.run(index_once(settings, store, world.node))
    return settings


def test_audit_says_how_much_it_compared_and_that_all_is_well(indexed: Settings) -> None:
    done = toktok("audit", environment=_environment(indexed))
    assert done.exit_code == 0, done.stderr
    assert "Zero differences." in done.stdout
    assert "compared" in done.stdout


def test_audit_lists_differences_and_fails(indexed: Settings, store: Store) -> None:
    with store.write() as session:
        holder = session.exec(select(Holder)).first()
        assert holder is not None
        holder.balance += 1
    done = toktok("audit", "--json", environment=_environment(indexed))
    assert done.exit_code == 1
    report = json.loads(done.stdout)
    assert {each["table"] for each in report["differences"]} >= {"holder"}
    assert report["total"] > 50


def test_a_sample_is_a_part_of_the_audit(indexed: Settings) -> None:
    def total(*arguments: str) -> int:
        done = toktok("audit", "--json", *arguments, environment=_environment(indexed))
        assert done.exit_code == 0, done.stderr
        counted: int = json.loads(done.stdout)["total"]
        return counted

    assert 20 < total("--sample", "20") < total() / 2


def test_a_sample_of_nothing_is_refused(indexed: Settings) -> None:
    assert toktok("audit", "--sample", "0", environment=_environment(indexed)).exit_code == 2


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"TOKTOK_RPC_URL": "localhost"}, "TOKTOK_RPC_URL"),
        ({"TOKTOK_PORT": "http"}, "TOKTOK_PORT"),
        ({"TOKTOK_DATABASE_URL": "mysql://there"}, "TOKTOK_DATABASE_URL"),
        ({"TOKTOK_DATABASE_URL": "sqlite:////dev/null/toktok.db"}, "TOKTOK_DATABASE_URL"),
        ({"TOKTOK_DATABASE_URL": "postgresql://me:secret@127.0.0.1:1/x"}, "Connection refused"),
        ({"TOKTOK_DATABASE_URL": "postgresql://me:secret@127.0.0.1:1/x"}, "TOKTOK_DATABASE_URL"),
    ],
)
def test_a_wrong_setting_is_named_in_one_line(wrong: dict[str, str], named: str) -> None:
    done = toktok("migrate", environment=wrong)
    assert done.exit_code == 1
    assert named in _only_line(done.stderr)
    assert "secret" not in done.stderr


def test_an_audit_without_a_node_says_so_in_one_line(tmp_path: Path) -> None:
    store = new_store(tmp_path / "toktok.db")
    environment = {
        "TOKTOK_RPC_URL": f"http://127.0.0.1:{free_port()}",
        "TOKTOK_DATABASE_URL": store.url,
    }
    done = toktok("audit", environment=environment)
    store.close()
    assert done.exit_code == 2
    assert "TOKTOK_RPC_URL" in _only_line(done.stderr)


def test_an_audit_of_another_schema_says_so_in_one_line(tmp_path: Path) -> None:
    done = toktok("audit", environment={"TOKTOK_DATABASE_URL": f"sqlite:///{tmp_path / 'new.db'}"})
    assert done.exit_code == 2
    assert "toktok migrate" in _only_line(done.stderr)


@pytest.mark.parametrize("command", ["index", "serve"])
def test_another_chain_is_refused_in_one_line(
    world: World, indexed: Settings, tmp_path: Path, command: str
) -> None:
    record = json.loads((tmp_path / "31337.json").read_text())
    record["genesis_hash"] = "0x" + "00" * 32
    (tmp_path / "31337.json").write_text(json.dumps(record))
    environment = _environment(indexed) | {"TOKTOK_PORT": str(free_port())}
    done = toktok(command, environment=environment)
    assert done.exit_code == 1
    assert "make reset" in _only_line(done.stderr)


def test_a_port_in_use_is_named_in_one_line(indexed: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        environment = _environment(indexed) | {"TOKTOK_PORT": str(port)}
        done = toktok("serve", environment=environment)
    assert done.exit_code == 1
    line = _only_line(done.stderr)
    assert str(port) in line
    assert "TOKTOK_PORT" in line
