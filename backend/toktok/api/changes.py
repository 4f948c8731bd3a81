"""What people like, say and hand in, as messages: which subject, order or voucher it is, not what it says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from sqlmodel import Session

from toktok.accounts.subjects import owners_of
from toktok.accounts.tallies import changed_since, last_change
from toktok.api.messages import Message, order_message, social_message, voucher_message
from toktok.moments.handed_in import last_order, last_voucher, orders_after, vouchers_after

_PAGE = 200

Numbered = tuple[int, Message]


class Source(NamedTuple):
    """Rows whose numbers only rise: the last number, and what came after one, in order."""

    last: Callable[[Session], int]
    after: Callable[[Session, int], list[Numbered]]


@dataclass(frozen=True, slots=True)
class Changes:
    """How far the numbers of each source have been told; begins with the first that come."""

    told: tuple[int, ...] | None = None

    def read(self, session: Session) -> tuple[list[Message], Changes]:
        """A message for everything that has come or changed since, and how far that tells.

        Of each source the oldest comes first, and no more than a page.
        """
        if self.told is None:
            return [], Changes(tuple(each.last(session) for each in _SOURCES))
        found = [
            each.after(session, number) for each, number in zip(_SOURCES, self.told, strict=True)
        ]
        told = tuple(
            rows[-1][0] if rows else number for rows, number in zip(found, self.told, strict=True)
        )
        return [message for rows in found for _, message in rows], Changes(told)


def _talked(session: Session, number: int) -> list[Numbered]:
    changed = changed_since(session, number, limit=_PAGE)
    owners = owners_of(session, (each.subject for each in changed)) if changed else {}
    return [
        (each.changed, social_message(each.subject, owners.get(each.subject))) for each in changed
    ]


def _ordered(session: Session, number: int) -> list[Numbered]:
    found = orders_after(session, number, limit=_PAGE)
    return [(each.number, order_message(each)) for each in found]


def _vouched(session: Session, number: int) -> list[Numbered]:
    found = vouchers_after(session, number, limit=_PAGE)
    return [(each.number, voucher_message(each)) for each in found]


_SOURCES = (
    Source(last_change, _talked),
    Source(last_order, _ordered),
    Source(last_voucher, _vouched),
)
