"""Records are written as their annotations say."""

from __future__ import annotations

from dataclasses import dataclass

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toktok.api.encode import encode, plain
from toktok.market.values import Address, EventId, Hash, Page, Wei


@dataclass(frozen=True, slots=True)
class Inner:
    amount: Wei


@dataclass(frozen=True, slots=True)
class Outer:
    id: EventId
    at: Hash
    who: Address | None
    amount: Wei
    count: int
    inner: Inner | None
    many: tuple[Inner, ...]
    amounts: tuple[Wei, ...]
    names: tuple[str, ...]


RECORD = Outer((4, 2), b"\x01" * 32, None, 2**255, 3, None, (Inner(-1),), (1, 2), ("a",))


def test_a_record_becomes_what_json_has() -> None:
    assert orjson.loads(encode(RECORD)) == {
        "id": "4-2",
        "at": "0x" + "01" * 32,
        "who": None,
        "amount": str(2**255),
        "count": 3,
        "inner": None,
        "many": [{"amount": "-1"}],
        "amounts": ["1", "2"],
        "names": ["a"],
    }


def test_a_page_has_items_and_a_cursor() -> None:
    assert plain(Page((Inner(1), Inner(2)), "next")) == {
        "items": [{"amount": "1"}, {"amount": "2"}],
        "next_cursor": "next",
    }


@given(st.integers(-(2**255), 2**256 - 1))
def test_no_amount_loses_a_digit(amount: int) -> None:
    assert int(orjson.loads(encode(Inner(amount)))["amount"]) == amount


def test_what_is_no_record_is_refused() -> None:
    with pytest.raises(TypeError):
        encode({"amount": 1})
