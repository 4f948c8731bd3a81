"""Trouble on the line: what happens to a node's answers between it and whoever asked."""

from __future__ import annotations

from random import Random
from typing import Any

import orjson

from tests.support.proxy import Mishap

#: Refusals as providers word them.
REFUSALS = (
    "query returned more than 10000 results",
    "too many results",
    "batch limit exceeded",
    "too many requests in the batch",
    "rate limit reached",
    "daily request count exceeded",
    "header not found",
    "internal error",
    "response size exceeded",
)
#: Bodies that are no answers.
GARBAGE = (
    b"",
    b"busy",
    b"<html>502 Bad Gateway</html>",
    b"[]",
    b"[[]]",
    b"null",
    b"{}",
    b"[null]",
    b'{"jsonrpc": "2.0", "id": 1, "result": ',
    b'{"jsonrpc": "2.0", "id": {}, "result": null}',
    b'{"jsonrpc": "2.0", "id": null, "result": 1e999}',
    b'{"jsonrpc": "2.0", "id": null, "error": 7}',
    b'{"jsonrpc": "2.0", "id": null, "result": "\\ud800"}',
    b"\xff\xfe\x00",
    b"[" * 5_000,
    b"7" * 5_000,
)
STATUSES = (413, 429, 500, 502, 503, 504)
#: The longest delay, in seconds.
_LATE = 0.05


class Trouble:
    """Befalls each answer with the chance `share`; for `Proxy.mishap`."""

    def __init__(self, *, chance: Random, share: float) -> None:
        self.chance = chance
        self.share = share
        self.befell = 0

    def __call__(self, calls: Any) -> Mishap | None:
        if self.chance.random() >= self.share:
            return None
        self.befell += 1
        return self.chance.choice([_late, _cut, _refused, _garbled, _denied])(self.chance, calls)


def _late(chance: Random, _calls: Any) -> Mishap:
    return Mishap(seconds=chance.uniform(0, _LATE))


def _cut(chance: Random, _calls: Any) -> Mishap:
    return Mishap(share=chance.choice([0.0, 0.3, 0.99]))


def _denied(chance: Random, _calls: Any) -> Mishap:
    return Mishap(status=chance.choice(STATUSES), body=b"busy")


def _garbled(chance: Random, _calls: Any) -> Mishap:
    return Mishap(body=chance.choice(GARBAGE))


def _refused(chance: Random, calls: Any) -> Mishap:
    """An error for the one call, or for a whole batch at once, or for some calls of it."""
    error = {"code": -32005, "message": chance.choice(REFUSALS)}
    asked = calls if isinstance(calls, list) else [calls]
    replies = [{"jsonrpc": "2.0", "id": call["id"], "error": error} for call in asked]
    if isinstance(calls, dict) or chance.random() < 0.5:
        return Mishap(body=orjson.dumps(replies[0]))
    return Mishap(body=orjson.dumps(chance.sample(replies, chance.randint(0, len(replies)))))
