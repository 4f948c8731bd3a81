"""Many looks at the chain in few calls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from tests.model.abi import MEMBERS
from tests.model.protocol.refusal import Refusal
from tests.model.stage import Stage
from tests.model.view import View, answer

_AT_ONCE = 500


class Difference(AssertionError):
    """Chain and model disagree."""


class Lens:
    """Compares what the chain says with what the model says."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._questions: dict[tuple[object, ...], bytes] = {}
        self.compared = 0

    def compare(self, views: Iterable[View]) -> None:
        """Look at everything; raises Difference with all that is different."""
        waiting = iter(views)
        while batch := list(islice(waiting, _AT_ONCE)):
            self.compared += len(batch)
            found = [each for each in self._different(batch) if each]
            if found:
                raise Difference("\n".join(found))

    def _different(self, batch: list[View]) -> Iterator[str]:
        asked = b"".join(self._question(view) for view in batch)
        call = {"to": self._stage.address("lens"), "data": "0x" + asked.hex()}
        told = bytes.fromhex(self._stage.node.call("eth_call", call, "latest")[2:])
        at = 0
        for view in batch:
            length = int.from_bytes(told[at + 1 : at + 5])
            result = told[at + 5 : at + 5 + length]
            yield self._difference(view, told[at] == 1, result)
            at += 5 + length

    def _difference(self, view: View, succeeded: bool, result: bytes) -> str:
        expected = view.expected
        if isinstance(expected, Refusal):
            if not succeeded and same(expected, self._stage.refusal(result)):
                return ""
            told = str(_numbers(result)) if succeeded else str(self._stage.refusal(result))
            return f"{view}: chain {told}, model {expected}"
        wanted = answer(view, self._stage)
        if succeeded and result == wanted:
            return ""
        if not succeeded:
            return f"{view}: chain {self._stage.refusal(result)}, model {expected}"
        return f"{view}: chain {_numbers(result)}, model {expected} = {_numbers(wanted)}"

    def _question(self, view: View) -> bytes:
        key = (view.part, view.function, view.arguments)
        if key not in self._questions:
            to = bytes.fromhex(self._stage.address(view.part)[2:])
            data = b""
            if view.function:
                data = self._stage.data(view.part, view.function, *view.arguments)
            self._questions[key] = to + len(data).to_bytes(2) + data
        return self._questions[key]


def same(expected: Refusal, told: Refusal) -> bool:
    """Whether two refusals agree; the model does not know the values of every error."""
    if expected.name != told.name:
        return False
    return not expected.values or comparable(expected) == comparable(told)


def comparable(refusal: Refusal) -> tuple[int | str, ...]:
    """Values of an error, members of enumerations as numbers."""
    return tuple(
        MEMBERS.get(each, each) if isinstance(each, str) else each for each in refusal.values
    )


def _numbers(raw: bytes) -> list[int]:
    return [int.from_bytes(raw[at : at + 32]) for at in range(0, len(raw), 32)]
