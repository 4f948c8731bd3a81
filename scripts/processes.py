"""Child processes that do not outlive us, and what to do about those that did."""

from __future__ import annotations

import ctypes
import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

STOP_SECONDS = 15.0
_PR_SET_PDEATHSIG = 1


class UpError(Exception):
    """The system cannot run; the message is one line that says why and what to set."""


@contextmanager
def lock(path: Path) -> Iterator[None]:
    """Held by whoever runs the local system; given back by the kernel if it dies.

    Raises UpError while another process holds it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # Append mode neither truncates what the holder wrote nor needs the file to exist.
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read().strip() or "unknown"
            raise UpError(f"it is running already (process {holder}): stop that first") from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


class Children:
    """Processes started here, remembered on disk so that a later run can stop what was left."""

    def __init__(self, register: Path) -> None:
        self._register = register
        self._running: list[tuple[str, subprocess.Popen[bytes]]] = []

    def stop_orphans(self) -> None:
        """Stop what an earlier run that was killed has left running."""
        try:
            left = json.loads(self._register.read_text())
        except (FileNotFoundError, ValueError):
            return
        for each in left:
            # The number alone may belong to somebody else by now.
            if _command_of(each["pid"]) == each["command"]:
                print(f"Stopping {each['name']}, left over from an earlier run.")
                _stop(each["pid"])
        self._register.unlink()

    def start(
        self, name: str, command: Sequence[str], *, log: Path, env: Mapping[str, str]
    ) -> subprocess.Popen[bytes]:
        """Start a service that writes to `log`."""
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("wb") as output:
            process = self._spawn(command, env=env, output=output)
        self._running.append((name, process))
        self._remember()
        return process

    def run(self, name: str, command: Sequence[str], *, env: Mapping[str, str]) -> None:
        """Run a command to its end, its output ours. Raises UpError if it fails."""
        process = self._spawn(command, env=env, output=None)
        self._running.append((name, process))
        try:
            code = process.wait()
        finally:
            if process.poll() is not None:
                self._running.remove((name, process))
        if code != 0:
            raise UpError(f"{name} failed, see above")

    def stopped(self) -> str | None:
        """The name of a service that ended by itself, None while all run."""
        return next((name for name, each in self._running if each.poll() is not None), None)

    def stop(self) -> None:
        """Stop everything, the last started first."""
        for _, process in reversed(self._running):
            _stop(process.pid, process)
        self._running.clear()
        self._register.unlink(missing_ok=True)

    def _spawn(
        self, command: Sequence[str], *, env: Mapping[str, str], output: IO[bytes] | None
    ) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            command,
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT if output else None,
            # Ctrl-C reaches us alone: we stop the rest, in order.
            start_new_session=True,
            preexec_fn=_die_with_parent if sys.platform == "linux" else None,
        )

    def _remember(self) -> None:
        entries = [
            {"name": name, "pid": each.pid, "command": _command_of(each.pid)}
            for name, each in self._running
        ]
        draft = self._register.with_suffix(".tmp")
        draft.write_text(json.dumps(entries))
        draft.replace(self._register)


def require_free_port(port: int, *, host: str, setting: str) -> None:
    """Raises UpError naming `setting` when something listens on `port`."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise UpError(f"port {port} cannot be used ({error.strerror}): set {setting}") from None


def _die_with_parent() -> None:
    """Ask Linux to end this process when its parent dies, however that happens."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _command_of(pid: int) -> str:
    """The command line of a running process, empty if there is none."""
    shown = subprocess.run(
        ["ps", "-ww", "-o", "stat=", "-o", "command=", "-p", str(pid)],
        capture_output=True,
        text=True,
        check=False,
    )
    state, _, command = shown.stdout.strip().partition(" ")
    # Ended, and only waiting for its parent to take note.
    return "" if state.startswith("Z") else command.strip()


def _stop(pid: int, process: subprocess.Popen[bytes] | None = None) -> None:
    """End a process by asking, then by force."""
    for request in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.kill(pid, request)
        except ProcessLookupError:
            return
        until = time.monotonic() + STOP_SECONDS
        while time.monotonic() < until:
            if process.poll() is not None if process else not _command_of(pid):
                return
            time.sleep(0.05)
