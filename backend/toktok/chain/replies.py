"""Answers of a node: what was asked for, or why not."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

import msgspec

from toktok.errors import RpcError

_BUSY_WORDS = ("rate limit", "too many requests", "over capacity", "overloaded")


@dataclass(frozen=True, slots=True)
class Request:
    """One call: method and parameters."""

    method: str
    params: tuple[Any, ...] = ()


_Result = TypeVar("_Result")


class Reply(msgspec.Struct, Generic[_Result], gc=False):
    """One answer in an answer's body."""

    id: int | str | None = None
    result: _Result | msgspec.UnsetType = msgspec.UNSET
    error: Any = None


@cache
def decoder_of(kind: Any) -> msgspec.json.Decoder[Any]:
    """Reads a body with one answer or a list of them, whose results are of this kind."""
    return msgspec.json.Decoder(list[Reply[kind]] | Reply[kind])


def is_reply(reply: Reply[Any]) -> bool:
    """Whether it says anything."""
    return reply.result is not msgspec.UNSET or reply.error is not None


def answer_in(reply: Reply[Any], request: Request) -> Any:
    """The result, or the refusal as an `RpcError`."""
    error = reply.error
    if error is None:
        return reply.result
    if not isinstance(error, dict):
        error = {"message": str(error)}
    return RpcError(
        request.method,
        code=_code(error.get("code")),
        message=str(error.get("message", "no reason given")),
        data=error.get("data"),
    )


def _code(code: Any) -> int:
    try:
        return int(code)
    except (TypeError, ValueError):
        return 0


def is_busy(answer: Any) -> bool:
    """Whether an answer is a refusal that patience helps against."""
    if not isinstance(answer, RpcError):
        return False
    message = answer.message.lower()
    # "Too many requests in the batch" is no matter of patience.
    return "batch" not in message and any(word in message for word in _BUSY_WORDS)
