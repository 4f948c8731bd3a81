"""The application as it is served: a server on a port, a chain with a past, an indexer that follows."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from fastapi import FastAPI

from tests.support.history import History
from tests.support.node import free_port
from tests.support.world import World
from toktok.api.limits import RATES, Allowances, Rate
from toktok.app import create_app
from toktok.config import Settings
from toktok.store.engine import Store
from toktok.store.migrate import migrate

PATIENCE = 120.0


def wait_for(condition: Callable[[], bool], what: str) -> None:
    """Until `condition` holds; fails when that takes too long."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"{what}: not within {PATIENCE:.0f} seconds"
        time.sleep(0.02)


@dataclass
class Served:
    """A running application and the world it shows."""

    app: FastAPI
    settings: Settings
    world: World
    history: History
    client: httpx.Client

    @property
    def url(self) -> str:
        """Where it is."""
        return str(self.client.base_url)

    def get(self, path: str, **params: Any) -> Any:
        """A successful answer."""
        response = self.client.get(path, params=params)
        assert response.status_code == 200, response.text
        return response.json()

    def be_patient(self) -> None:
        """Let everybody hand in as much as a test needs."""
        self.app.state.allowances = Allowances(dict.fromkeys(RATES, Rate(100_000, 1)))

    def catch_up(self) -> int:
        """Wait until the newest block is indexed; its number."""
        newest = self.world.node.call("eth_getBlockByNumber", "latest", False)

        def stands_there() -> bool:
            cursor = self.get("/v1/status")["cursor"]
            return cursor is not None and cursor["hash"] == newest["hash"]

        wait_for(stands_there, f"block {int(newest['number'], 16)} indexed")
        return int(newest["number"], 16)

    def play(self, steps: int) -> None:
        """Let people do so many things, and wait until they are indexed."""
        self.history.play(steps)
        self.catch_up()


def settings_for(world: World, directory: Path, **more: Any) -> Settings:
    """Settings of an application that follows `world`, with its state in `directory` unless told."""
    world.write_record(directory / "deployments")
    usual = {
        "rpc_url": world.node.url,
        "database_url": f"sqlite:///{directory / 'toktok.db'}",
        "deployments_dir": directory / "deployments",
        "media_dir": directory / "media",
        "poll_seconds": 0.05,
    }
    return Settings(**{**usual, **more})


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """The address of `app`, served for as long as the block lasts."""
    port = free_port()
    config = uvicorn.Config(
        app, host="127.0.0.1", port=port, log_level="warning", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        wait_for(lambda: server.started or not thread.is_alive(), "the server")
        assert server.started
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def served(world: World, history: History, directory: Path, **more: Any) -> Iterator[Served]:
    """An application that has indexed everything `world` has seen; `more` are settings."""
    settings = settings_for(world, directory, **more)
    store = Store(settings.database_url)
    migrate(store)
    store.close()
    app = create_app(settings)
    with serving(app) as url, httpx.Client(base_url=url, timeout=30, trust_env=False) as client:
        running = Served(app, settings, world, history, client)
        running.catch_up()
        yield running


def bare_app(directory: Path) -> FastAPI:
    """An application whose database is empty."""
    settings = Settings(database_url=f"sqlite:///{directory / 'toktok.db'}")
    store = Store(settings.database_url)
    migrate(store)
    store.close()
    return create_app(settings, index=False)
