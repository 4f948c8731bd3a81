"""`toktok serve` in a process of its own, asked over one connection that stays open."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

import orjson

from scripts.root import ROOT
from tests.support.node import free_port

_NEWEST = "/v1/activity?kind=trade&limit=1"
_START_SECONDS = 60


class Service:
    """A running server, and the newest trade it shows."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self._etag = ""
        self._tx_hash = ""

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def ready(self) -> bool:
        """Whether it says that it follows the chain."""
        try:
            response, _ = self._get("/ready")
        except ConnectionRefusedError:
            return False
        return response.status == HTTPStatus.OK

    def visible(self, tx_hash: str) -> bool:
        """Whether the newest trade is of this transaction; asks as a browser does, by ETag."""
        response, body = self._get(_NEWEST, **{"If-None-Match": self._etag})
        if response.status == HTTPStatus.OK:
            self._etag = response.headers["ETag"]
            items = orjson.loads(body)["items"]
            self._tx_hash = items[0]["tx_hash"] if items else ""
        return self._tx_hash == tx_hash

    def _get(self, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
        while True:
            try:
                self._connection.request("GET", path, headers=headers)
                response = self._connection.getresponse()
            except ConnectionResetError:
                self._connection.close()  # It was idle for too long for the server's liking.
            except OSError:
                self._connection.close()
                raise
            else:
                return response, response.read()


@contextmanager
def service(*, rpc_url: str, database_url: str, folder: Path) -> Iterator[Service]:
    """A server that has caught up; the deployment record is in `folder`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TOKTOK_")}
    port = free_port()
    environment = {
        **kept,
        "TOKTOK_RPC_URL": rpc_url,
        "TOKTOK_DATABASE_URL": database_url,
        "TOKTOK_DEPLOYMENTS_DIR": str(folder),
        "TOKTOK_MEDIA_DIR": str(folder / "media"),
        "TOKTOK_PORT": str(port),
    }
    program = Path(sys.executable).with_name("toktok")
    with (folder / "serve.log").open("ab") as log:
        process = subprocess.Popen(
            [str(program), "serve"], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
    served = Service(port)
    try:
        deadline = time.monotonic() + _START_SECONDS
        while not served.ready():
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError((folder / "serve.log").read_text())
            time.sleep(0.05)
        yield served
    finally:
        served.close()
        process.terminate()
        process.wait()
