"""Asynchronous JSON-RPC over HTTP: batches, retries, and errors that say what happened."""

from __future__ import annotations

import asyncio
import random
import ssl
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from types import TracebackType
from typing import Any, Self

import httpx
import msgspec

from toktok.chain.replies import Reply, answer_in, decoder_of, is_busy, is_reply
from toktok.chain.replies import Request as Request
from toktok.chain.together import together
from toktok.errors import RpcError, RpcTimeoutError, RpcUnavailableError

BATCH_SIZE = 100
_BATCHES_IN_FLIGHT = 4
#: Batches in a row after which one call more is tried than a provider once refused.
_FORGIVING = 20
_MOST_DOUBLINGS = 20
#: Larger answers are read beside the event loop (bytes).
_SMALL = 1 << 16
_TOO_LARGE = 413
_BUSY_STATUSES = frozenset({429, 502, 503, 504})


@cache
def _certificates() -> ssl.SSLContext:
    """Whom to believe, for all clients: to read it takes longer than most calls."""
    return httpx.create_ssl_context(trust_env=False)


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How often to try, and how long to wait in between (seconds, doubling, with jitter)."""

    attempts: int = 4
    first_delay: float = 0.1
    longest_delay: float = 5.0

    def delay(self, attempt: int) -> float:
        """Seconds to wait after the failed attempt number `attempt` (from 0)."""
        whole = min(self.longest_delay, self.first_delay * 2.0 ** min(attempt, _MOST_DOUBLINGS))
        return whole * random.uniform(0.5, 1.0)


@dataclass(frozen=True, slots=True)
class Hooks:
    """Whom to tell of each HTTP request (its first method), each failure, the seconds spent reading."""

    request: Callable[[str], None] = lambda _method: None
    error: Callable[[str], None] = lambda _kind: None
    parsed: Callable[[float], None] = lambda _seconds: None


class _BatchRefusedError(Exception):
    """One refusal for a whole batch: it may have been too large."""


class Rpc:
    """A node. Results come as the `kind` that was asked for, a type msgspec knows; hex is left to who asked.

    Raises `RpcUnavailableError` when the node cannot be reached after all attempts, `RpcError` when
    it refuses.
    """

    def __init__(
        self,
        url: str,
        *,
        retry: RetryPolicy | None = None,
        timeout: float = 30.0,
        hooks: Hooks | None = None,
    ) -> None:
        self.url = url
        self._retry = retry or RetryPolicy()
        self._hooks = hooks or Hooks()
        self._client = httpx.AsyncClient(timeout=timeout, trust_env=False, verify=_certificates())
        self._batches = asyncio.Semaphore(_BATCHES_IN_FLIGHT)
        self._batch_size = BATCH_SIZE
        self._answered = 0
        self._ids = 0

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def call(self, method: str, *params: Any, kind: Any = Any) -> Any:
        """The result of one call."""
        answer = (await self._attempt([Request(method, params)], kind))[0]
        if isinstance(answer, RpcError):
            raise answer
        return answer

    async def batch(self, requests: Sequence[Request], *, kind: Any = Any) -> list[Any]:
        """The results of many calls, in order; raises the first refusal."""
        answers = await self.batch_answers(requests, kind=kind)
        for answer in answers:
            if isinstance(answer, RpcError):
                raise answer
        return answers

    async def batch_answers(self, requests: Sequence[Request], *, kind: Any = Any) -> list[Any]:
        """Like `batch`, but a refusal stands as an `RpcError` in the place of its result."""
        size = self._batch_size
        chunks = [requests[i : i + size] for i in range(0, len(requests), size)]
        answered = await together(self._limited(chunk, kind) for chunk in chunks)
        return [answer for chunk in answered for answer in chunk]

    async def _limited(self, requests: Sequence[Request], kind: Any) -> list[Any]:
        try:
            async with self._batches:
                answers = await self._attempt(requests, kind)
        except (_BatchRefusedError, RpcTimeoutError) as error:
            half = len(requests) // 2
            if not half:
                raise
            if isinstance(error, _BatchRefusedError):
                self._batch_size, self._answered = min(self._batch_size, half), 0
            halves = (requests[:half], requests[half:])
            parts = await together(self._limited(part, kind) for part in halves)
            return [answer for part in parts for answer in part]
        self._answered += 1
        if self._answered % _FORGIVING == 0:
            self._batch_size = min(BATCH_SIZE, self._batch_size + 1)
        return answers

    async def _attempt(self, requests: Sequence[Request], kind: Any) -> list[Any]:
        for attempt in range(self._retry.attempts):
            last = attempt == self._retry.attempts - 1
            try:
                answers = await self._post(requests, kind)
            except RpcTimeoutError:
                raise  # Asking for as much again would take as long.
            except RpcUnavailableError:
                if last:
                    raise
            else:
                busy = next((answer for answer in answers if is_busy(answer)), None)
                if busy is None:
                    return answers
                self._hooks.error("busy")
                if last:
                    raise RpcUnavailableError(f"{self._shown} is busy: {busy.message}.")
            await asyncio.sleep(self._retry.delay(attempt))
        raise AssertionError("unreachable: the last attempt returns or raises")

    async def _post(self, requests: Sequence[Request], kind: Any) -> list[Any]:
        calls = [self._body(request) for request in requests]
        body = calls if len(calls) > 1 else calls[0]
        self._hooks.request(requests[0].method)
        try:
            async with self._client.stream(
                "POST",
                self.url,
                content=msgspec.json.encode(body),
                headers={"content-type": "application/json"},
            ) as response:
                # A response that has read itself is part of a cycle, and keeps megabytes for long.
                content = b"".join([part async for part in response.aiter_bytes()])
        except httpx.ReadTimeout:
            self._hooks.error("timeout")
            raise RpcTimeoutError(
                f"The node at {self._shown} did not answer {requests[0].method} in time."
            ) from None
        except httpx.HTTPError as error:
            self._hooks.error("transport")
            reason = str(error) or type(error).__name__
            raise RpcUnavailableError(
                f"The node at {self._shown} cannot be reached: {reason}."
            ) from None
        if response.status_code in _BUSY_STATUSES:
            self._hooks.error("busy")
            raise RpcUnavailableError(f"The node at {self._shown} answers {response.status_code}.")
        if response.status_code == _TOO_LARGE and len(calls) > 1:
            raise _BatchRefusedError
        replies = await self._replies(response.status_code, content, kind)
        return self._answers(replies, requests, calls)

    async def _replies(self, status: int, content: bytes, kind: Any) -> list[Reply[Any]]:
        began = time.perf_counter()
        try:
            if len(content) < _SMALL:
                decoded = decoder_of(kind).decode(content)
            else:
                decoded = await asyncio.to_thread(decoder_of(kind).decode, content)
        except (msgspec.DecodeError, RecursionError):
            self._hooks.error("garbage")
            raise RpcUnavailableError(
                f"{self._shown} answers {status} with something that is not JSON-RPC."
            ) from None
        finally:
            self._hooks.parsed(time.perf_counter() - began)
        listed = decoded if isinstance(decoded, list) else [decoded]
        return [reply for reply in listed if is_reply(reply)]

    def _body(self, request: Request) -> dict[str, Any]:
        self._ids += 1
        return {
            "jsonrpc": "2.0",
            "id": self._ids,
            "method": request.method,
            "params": list(request.params),
        }

    def _answers(
        self,
        replies: Sequence[Reply[Any]],
        requests: Sequence[Request],
        calls: Sequence[dict[str, Any]],
    ) -> list[Any]:
        if len(replies) == 1 and len(calls) > 1:
            if is_busy(answer_in(replies[0], requests[0])):
                return [answer_in(replies[0], request) for request in requests]
            raise _BatchRefusedError
        by_id = {reply.id: reply for reply in replies}
        if len(calls) == 1 and len(replies) == 1:
            return [answer_in(replies[0], requests[0])]
        if any(call["id"] not in by_id for call in calls):
            self._hooks.error("garbage")
            raise RpcUnavailableError(f"{self._shown} left calls unanswered.")
        return [
            answer_in(by_id[call["id"]], request)
            for call, request in zip(calls, requests, strict=True)
        ]

    @property
    def _shown(self) -> str:
        """The address without what may be a secret: path, query, credentials."""
        url = httpx.URL(self.url)
        return f"{url.scheme}://{url.netloc.decode().rpartition('@')[2]}"
