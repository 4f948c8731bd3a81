"""One look at the chain or at the model, and the answer there must be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from eth_abi.abi import encode

from tests.model import abi
from tests.model.protocol.refusal import Refusal
from tests.model.stage import Stage


@dataclass(frozen=True)
class View:
    """One look: whom it asks what, and the answer the model gives."""

    part: str
    function: str
    arguments: tuple[Any, ...]
    expected: tuple[Any, ...] | Refusal

    def __str__(self) -> str:
        told = ", ".join(str(each) for each in self.arguments)
        return f"{self.part}.{self.function}({told})"


def answer(view: View, stage: Stage) -> bytes:
    """The bytes the chain must answer with."""
    assert not isinstance(view.expected, Refusal)
    words = [_word(each, stage) for each in view.expected]
    if None not in words:
        return b"".join(word for word in words if word is not None)
    outputs = abi.functions(stage.contract(view.part))[view.function].outputs
    return encode(list(outputs), [_plain(each, stage) for each in view.expected])


def _word(value: Any, stage: Stage) -> bytes | None:
    """A value that is one word; nothing for what has more."""
    if isinstance(value, str):
        if value in abi.MEMBERS:
            return abi.MEMBERS[value].to_bytes(32)
        return bytes(12) + bytes.fromhex(stage.address(value)[2:])
    if isinstance(value, int):
        return int(value).to_bytes(32)
    return value if isinstance(value, bytes) else None


def _plain(value: Any, stage: Stage) -> Any:
    if isinstance(value, str):
        return stage.addresses.get(value, value)
    if isinstance(value, tuple):
        return tuple(_plain(each, stage) for each in value)
    return value
