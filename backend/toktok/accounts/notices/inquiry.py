"""Whose notices are looked for, and from where on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, tuple_

from toktok.accounts.notices.notice import Notice, Place
from toktok.market.head import Head
from toktok.market.values import Address
from toktok.moments.venue import Venue


@dataclass(frozen=True, slots=True)
class Inquiry:
    """Whose notices: those before a place, at most so many of each kind."""

    account: Address
    head: Head
    venue: Venue
    before: Place | None
    limit: int

    def happened(self, model: Any) -> tuple[ColumnElement[bool], ...]:
        """Events of `model` before the place: blocks follow each other as their timestamps do."""
        if self.before is None:
            return ()
        timestamp, block, log = self.before
        if block == 0:
            return (model.timestamp < timestamp,)
        return (tuple_(model.block_number, model.log_index) < tuple_(block, log),)

    def last(self, statement: Any, model: Any) -> Any:
        """The last events of `model`, as many as are wanted."""
        ordered = statement.where(*self.happened(model)).order_by(
            model.block_number.desc(), model.log_index.desc()
        )
        return ordered.limit(self.limit)

    def only(self, notices: Iterable[Notice]) -> list[Notice]:
        """The wanted ones of notices that no index has in their order."""
        kept = [each for each in notices if self.before is None or each.place < self.before]
        return sorted(kept, key=lambda each: each.place, reverse=True)[: self.limit]


def place_of(row: Any) -> Place:
    """Where an event happened."""
    return row.timestamp, row.block_number, row.log_index
