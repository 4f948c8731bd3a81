"""JSON-RPC over one connection that stays open, one call after the other: what makes chains in minutes."""

from __future__ import annotations

import http.client
import socket
from types import TracebackType
from typing import Any

import orjson

from tests.support.node import NodeError

_HEADERS = {"content-type": "application/json"}
_SECONDS = 120


class Wire:
    """A kept connection to a local node, from a URL like http://127.0.0.1:8545."""

    def __init__(self, url: str) -> None:
        self._connection = http.client.HTTPConnection(url.removeprefix("http://"), timeout=_SECONDS)

    def __enter__(self) -> Wire:
        self._connection.connect()
        # A question is two small packets; nobody shall wait for the second.
        self._connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()

    def call(self, method: str, *params: Any) -> Any:
        """The result of one call. Raises `NodeError` if the node refuses."""
        body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
        self._connection.request("POST", "/", orjson.dumps(body), _HEADERS)
        reply = orjson.loads(self._connection.getresponse().read())
        if "error" in reply:
            raise NodeError(f"{method}: {reply['error']}")
        return reply["result"]
