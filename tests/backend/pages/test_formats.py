from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from toktok.pages import formats
from toktok.pages.catalogue import choose, load

TT = 10**18


@pytest.mark.parametrize(
    ("wei", "text"),
    [
        (0, "0"),
        (1, "<0.00000001"),
        (TT // 100, "0.01"),
        (12_345 * TT // 1_000_000, "0.01234"),
        (TT, "1"),
        (12_349 * TT // 1_000, "12.34"),
        (999_999 * TT // 1_000, "999.99"),
        (123_456 * TT // 100, "1,234"),
        (1_234_567 * TT, "1.23M"),
        (-TT // 2, "−0.5"),
    ],
)
def test_amounts_are_cut_to_what_one_can_read(wei: int, text: str) -> None:
    assert formats.amount(wei) == text


@given(st.integers(min_value=-(2**200), max_value=2**200))
def test_exact_amounts_lose_nothing(wei: int) -> None:
    written = formats.exact(wei).replace(",", "").replace("−", "-")
    whole, _, rest = written.lstrip("-").partition(".")
    assert int(whole) * TT + int(rest.ljust(18, "0")) == abs(wei)
    assert written.startswith("-") == (wei < 0)


@given(st.integers(min_value=0, max_value=999_999 * TT))
def test_amounts_never_say_more_than_there_is(wei: int) -> None:
    text = formats.amount(wei).replace(",", "")
    if not text.startswith("<"):
        assert Fraction(text) * TT <= wei


@given(st.integers(min_value=1, max_value=10**40))
def test_prices_are_plain_decimals(wei: int) -> None:
    assert "E" not in formats.price(wei)
    assert Fraction(formats.price(wei).replace(",", "")) * TT <= wei


def test_changes_have_a_sign() -> None:
    assert formats.percent(12.345) == "+12.35\u00a0%"
    assert formats.percent(-0.1) == "−0.10\u00a0%"
    assert formats.percent(0.0001) == "0.00\u00a0%"
    assert formats.change(2, 1) == 100
    assert formats.change(2, 0) is None
    assert formats.change(2, None) is None


def test_shares_and_spans_use_one_unit() -> None:
    text = load("en")
    assert formats.share(1, 3) == "33.3\u00a0%"
    assert formats.share(1, 10_000) == "<0.1\u00a0%"
    assert formats.share(1, 0) == "0\u00a0%"
    assert formats.bps(150) == "1.5\u00a0%"
    assert formats.duration(text, 86_400) == "1 day"
    assert formats.duration(text, 5_400) == "1.5 hours"
    assert formats.duration(text, 0) == "at once"
    assert formats.ago(text, 100, 100 + 7_200) == "2 h ago"
    assert formats.ago(text, 100, 50) == "now"


def test_addresses_carry_their_checksum() -> None:
    address = bytes.fromhex("627306090abab3a6e1400e9345bc60c78a8bef57")
    assert formats.address(address) == "0x627306090abaB3A6e1400e9345bC60c78a8BEf57"
    assert formats.short(address) == "0x6273…Ef57"


def asking(accepted: str, cookie: str = "") -> Request:
    headers = [(b"accept-language", accepted.encode()), (b"cookie", cookie.encode())]
    return Request({"type": "http", "headers": headers})


def test_language_follows_the_browser_and_falls_back_to_english() -> None:
    assert choose(asking("xx, en;q=0.5")).language == "en"
    assert choose(asking("")).language == "en"
    assert load("xx")("site.name") == "Toktok"


def test_missing_text_is_an_error() -> None:
    with pytest.raises(KeyError):
        load("en")("no.such.key")
