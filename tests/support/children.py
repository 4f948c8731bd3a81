"""Indexers in processes of their own: they can be killed, and their system can set them limits."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path

from tests.support.mirror import QUICK
from toktok.config import Settings
from toktok.indexer.indexer import Indexer
from toktok.store.engine import Store

_TOKTOK = Path(sys.executable).with_name("toktok")


def _index(settings: Settings) -> None:
    asyncio.run(Indexer(settings, Store(settings.database_url), refusal_retry=QUICK).run())


@contextmanager
def forked(settings: Settings) -> Iterator[BaseProcess]:
    """An indexer, forked off a process that has imported everything; killed when the block ends."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.support.mirror"])
    process = context.Process(target=_index, args=(settings,))
    process.start()
    try:
        yield process
    finally:
        process.kill()
        process.join()
        process.close()


@contextmanager
def toktok_index(settings: Settings, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """`toktok index` as a service starts it; what it says goes to `log`. Killed when the block ends."""
    environment = {
        **os.environ,
        "TOKTOK_RPC_URL": settings.rpc_url,
        "TOKTOK_DATABASE_URL": settings.database_url,
        "TOKTOK_DEPLOYMENTS_DIR": str(settings.deployments_dir),
        "TOKTOK_POLL_SECONDS": str(settings.poll_seconds),
    }
    with log.open("ab") as output:
        process = subprocess.Popen([str(_TOKTOK), "index"], env=environment, stderr=output)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
