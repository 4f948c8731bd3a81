"""JSON-RPC to a node, with its refusals kept as they came."""

from __future__ import annotations

from typing import Any

import httpx


class RpcRefusal(Exception):
    """The node's error object."""

    def __init__(self, error: dict[str, Any]) -> None:
        super().__init__(error.get("message", ""))
        self.error = error


# A client of its own takes each call longer than the call: it reads all certificates first. A connection that has
# been idle for seconds may be gone by the time it is used: the other side closes it after five.
BRIEFLY_KEPT = httpx.Limits(keepalive_expiry=2)
_client = httpx.Client(timeout=30, trust_env=False, limits=BRIEFLY_KEPT)


class Rpc:
    """Calls to one node."""

    def __init__(self, url: str) -> None:
        self.url = url

    def call(self, method: str, *params: Any) -> Any:
        """The result of one call. Raises RpcRefusal."""
        body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
        answer = _client.post(self.url, json=body).json()
        if error := answer.get("error"):
            raise RpcRefusal(error)
        return answer["result"]
