"""A node in front of a node: passes calls on, and misbehaves where a test asks it to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx

from tests.support.node import CERTIFICATES

Answer = dict[str, Any]
#: Gets the request and the node's reply, returns the reply to pass on.
Twist = Callable[[dict[str, Any], Answer], Answer]


@dataclass(frozen=True)
class Mishap:
    """What happens to an answer on its way: late, with another status or body, cut after a share."""

    seconds: float = 0.0
    status: int | None = None
    body: bytes | None = None
    share: float = 1.0


class Proxy:
    """What it does, and what it was asked."""

    def __init__(self, target: str) -> None:
        self.target = target
        self.url = ""
        self.twist: Twist = lambda _request, reply: reply
        #: HTTP statuses to answer with instead, one for each coming request.
        self.refusals: list[int] = []
        #: Gets a whole body, single call or batch; what it returns is answered in its place.
        self.intercept: Callable[[Any], str | None] = lambda _calls: None
        #: Gets a whole body as well; what it returns happens to the answer.
        self.mishap: Callable[[Any], Mishap | None] = lambda _calls: None
        self.requests: list[dict[str, Any]] = []
        self._client = httpx.Client(timeout=30, trust_env=False, verify=CERTIFICATES)

    def asked(self, method: str) -> int:
        """How often a method was called."""
        return sum(request["method"] == method for request in list(self.requests))

    def answer(self, body: bytes) -> tuple[int, bytes]:
        """Status and body for a request."""
        if self.refusals:
            return self.refusals.pop(0), b"busy"
        calls = json.loads(body)
        intercepted = self.intercept(calls)
        if intercepted is not None:
            return 200, intercepted.encode()
        replies = self._client.post(self.target, content=body, headers=_JSON).json()
        if isinstance(calls, dict):
            return 200, json.dumps(self._pass_on(calls, replies)).encode()
        by_id = {reply["id"]: reply for reply in replies}
        passed = [self._pass_on(call, by_id[call["id"]]) for call in calls]
        return 200, json.dumps(passed).encode()

    def befallen(self, body: bytes) -> tuple[int, bytes, int]:
        """Status and body for a request, and how much of the body is sent before the line is cut."""
        mishap = self.mishap(json.loads(body)) or Mishap()
        status, answer = self.answer(body)
        time.sleep(mishap.seconds)
        answer = answer if mishap.body is None else mishap.body
        return mishap.status or status, answer, int(len(answer) * mishap.share)

    def _pass_on(self, call: dict[str, Any], reply: Answer) -> Answer:
        self.requests.append(call)
        return self.twist(call, reply)


_JSON = {"content-type": "application/json"}


def refuse(request: dict[str, Any], message: str, *, code: int = -32000) -> Answer:
    """A JSON-RPC error."""
    return {
        "jsonrpc": "2.0",
        "id": request["id"],
        "error": {"code": code, "message": message},
    }


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is no news."""


@contextmanager
def proxy(target: str) -> Iterator[Proxy]:
    """A proxy that listens until the block ends."""
    behaviour = Proxy(target)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Headers and body go one after the other: the body would wait 40 ms for somebody to confirm the headers.
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            status, answer, sent = behaviour.befallen(body)
            self.close_connection = sent < len(answer)
            if not sent:
                return
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer[:sent])

        def do_GET(self) -> None:
            self.send_error(405)  # No WebSocket here: whoever follows has to poll.

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = _Server(("127.0.0.1", 0), Handler)
    behaviour.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield behaviour
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
        behaviour._client.close()
