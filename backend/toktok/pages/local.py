"""Numbers and dates as readers of one language write them."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from toktok.pages import catalogue, formats

_NUMBERS = ("amount", "bps", "count", "exact", "percent", "price", "share", "signed")


class Local:
    """The formats of one language; what is English in `formats` follows its signs and its months."""

    def __init__(self, text: catalogue.Catalogue) -> None:
        point, group = text("client.number.point"), text("client.number.group")
        self._signs = str.maketrans({".": point, ",": group})
        self._months = text("client.number.months").split()

    def number(self, written: str) -> str:
        """An English number with the signs of this language."""
        return written.translate(self._signs)

    def moment(self, timestamp: int) -> str:
        """A point in time: 21 Nov 2026, 21:04 UTC."""
        return formats.moment(timestamp, self._months)

    def day(self, timestamp: int) -> str:
        """A date: 21 Nov 2026."""
        return formats.day(timestamp, self._months)

    def sum_of(self, wei: int | str, unit: str) -> Markup:
        """A sum with its unit, all its digits on hover."""
        return Markup(
            '<span class="nowrap" title="{} {}">{}<span class="unit">{}</span></span>'
        ).format(self.number(formats.exact(wei)), unit, self.number(formats.amount(wei)), unit)

    def sum_price(self, wei: int) -> Markup:
        """A price with its unit."""
        return Markup('<span class="nowrap">{}<span class="unit">TT</span></span>').format(
            self.number(formats.price(wei))
        )

    def names(self) -> dict[str, Callable[..., Any]]:
        """What templates call, by name."""
        numbers = {name: self._localised(getattr(formats, name)) for name in _NUMBERS}
        own = (self.moment, self.day, self.sum_of, self.sum_price)
        return {**numbers, **{each.__name__: each for each in own}}

    def _localised(self, write: Callable[..., str]) -> Callable[..., str]:
        return lambda *values: self.number(write(*values))


@lru_cache
def local(language: str) -> Local:
    """The formats of `language`."""
    return Local(catalogue.load(language))
