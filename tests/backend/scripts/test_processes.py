"""What `make up` starts and stops: real processes, ports and locks."""

from __future__ import annotations

import json
import os
import select
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.processes import Children, UpError, lock, require_free_port

FOREVER = [sys.executable, "-c", "import signal; signal.pause()"]


@pytest.fixture
def children(tmp_path: Path) -> Iterator[Children]:
    started = Children(tmp_path / "processes.json")
    yield started
    started.stop()


def test_a_port_in_use_is_refused_with_its_setting() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UpError, match=f"port {port} .*set TOKTOK_RPC_PORT"):
            require_free_port(port, host="127.0.0.1", setting="TOKTOK_RPC_PORT")
    require_free_port(port, host="127.0.0.1", setting="TOKTOK_RPC_PORT")


def test_only_one_runs_at_a_time(tmp_path: Path) -> None:
    running = rf"running already \(process {os.getpid()}\)"
    with (
        lock(tmp_path / "lock"),
        pytest.raises(UpError, match=running),
        lock(tmp_path / "lock"),
    ):
        pass
    with lock(tmp_path / "lock"):
        pass


def test_the_lock_of_a_killed_process_is_free_again(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, signal, pathlib; from scripts.processes import lock\n"
            "with lock(pathlib.Path(sys.argv[1])): print('held', flush=True); signal.pause()",
            str(tmp_path / "lock"),
        ],
        stdout=subprocess.PIPE,
    )
    assert holder.stdout is not None
    with holder.stdout:
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(UpError, match=str(holder.pid)), lock(tmp_path / "lock"):
            pass
        holder.kill()
        holder.wait()
    with lock(tmp_path / "lock"):
        pass


def test_stopping_ends_every_service(children: Children, tmp_path: Path) -> None:
    first = children.start("first", FOREVER, log=tmp_path / "first.log", env=os.environ)
    second = children.start("second", FOREVER, log=tmp_path / "second.log", env=os.environ)
    assert children.stopped() is None
    children.stop()
    assert first.poll() is not None
    assert second.poll() is not None
    assert not (tmp_path / "processes.json").exists()


def test_a_service_that_ends_by_itself_is_noticed(children: Children, tmp_path: Path) -> None:
    ended = children.start("brief", ["true"], log=tmp_path / "log", env=os.environ)
    ended.wait()
    assert children.stopped() == "brief"


def test_a_command_that_fails_is_named(children: Children) -> None:
    children.run("fine", ["true"], env=os.environ)
    with pytest.raises(UpError, match="the seed failed"):
        children.run("the seed", ["false"], env=os.environ)


def test_what_a_killed_run_left_is_stopped(children: Children, tmp_path: Path) -> None:
    orphan = children.start("ganache", FOREVER, log=tmp_path / "log", env=os.environ)
    Children(tmp_path / "processes.json").stop_orphans()
    orphan.wait()
    assert not (tmp_path / "processes.json").exists()


def test_a_stranger_with_the_number_of_a_left_process_is_let_be(
    children: Children, tmp_path: Path
) -> None:
    stranger = children.start("stranger", FOREVER, log=tmp_path / "log", env=os.environ)
    register = tmp_path / "other.json"
    register.write_text(
        json.dumps([{"name": "ganache", "pid": stranger.pid, "command": "node ganache"}])
    )
    Children(register).stop_orphans()
    assert stranger.poll() is None
    assert not register.exists()


def test_services_end_with_a_killed_parent(tmp_path: Path) -> None:
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import os, sys, signal, pathlib; from scripts.processes import Children;"
            "folder = pathlib.Path(sys.argv[1]); children = Children(folder / 'processes.json');"
            f"child = children.start('child', {FOREVER!r}, log=folder / 'log', env=os.environ);"
            "print(child.pid, flush=True); signal.pause()",
            str(tmp_path),
        ],
        stdout=subprocess.PIPE,
    )
    assert parent.stdout is not None
    with parent.stdout:
        child = os.pidfd_open(int(parent.stdout.readline()))
    parent.kill()
    parent.wait()
    try:
        # A process's descriptor becomes readable when it has ended.
        assert select.select([child], [], [], 30)[0]
    finally:
        os.close(child)
