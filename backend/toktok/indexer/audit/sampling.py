"""A few rows picked by chance, and what the chain has to say of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from toktok.indexer.audit.asking import Views
from toktok.indexer.audit.comparisons import compare_people, compare_protocol
from toktok.indexer.audit.creators import compare_creator
from toktok.indexer.audit.debts import Debts
from toktok.indexer.audit.memberships import compare_fund
from toktok.indexer.audit.moments import compare_edition, compare_sound, compare_token
from toktok.indexer.audit.payouts import compare_account, compare_list
from toktok.indexer.audit.people import People, Span
from toktok.indexer.audit.report import Comparison
from toktok.indexer.audit.sales import compare_auction
from toktok.indexer.audit.snapshot import Snapshot
from toktok.store.tables import (
    Auction,
    Creator,
    Moment,
    MomentIncome,
    MomentToken,
    Sound,
    Split,
    TtBalance,
)

_ALL = 1 << 160
#: About so many values are compared of an account, a creator, a moment, and of what is counted.
_OF_ACCOUNT, _OF_CREATOR, _OF_MOMENT, _OF_OTHERS = 80, 150, 150, 200


@dataclass(frozen=True, slots=True)
class Pick:
    """Which rows: the same can be looked at again at another block."""

    people: Span
    tokens: tuple[bytes, ...]
    moments: tuple[int, ...]
    serials: tuple[int, ...]
    auctions: tuple[int, ...]
    sounds: tuple[int, ...]
    lists: tuple[bytes, ...]


def pick(snapshot: Snapshot, size: int, *, random: Random) -> Pick:
    """Rows by chance, of which about `size` values can be compared.

    Addresses and hashes are spread evenly, so the next few after a random one are as good as any.
    """
    accounts = _next(snapshot, TtBalance.account, 20, size // _OF_ACCOUNT + 1, random)
    others = size // _OF_OTHERS + 1
    return Pick(
        people=Span(accounts[0], _after(accounts[-1])) if accounts else Span(b"", b""),
        tokens=tuple(_next(snapshot, Creator.token, 20, size // _OF_CREATOR + 1, random)),
        moments=_numbers(snapshot, Moment.moment, size // _OF_MOMENT + 1, random),
        serials=_serials(snapshot, others, random),
        auctions=_numbers(snapshot, Auction.auction, others, random),
        sounds=_numbers(snapshot, Sound.sound_id, others, random),
        lists=tuple(_next(snapshot, Split.list_id, 32, others, random)),
    )


def sampled(snapshot: Snapshot, ask: Views, chosen: Pick) -> Iterator[Comparison]:
    """Everything the chain can tell of the rows picked, and of what there is only one."""
    yield from compare_protocol(snapshot, ask)
    yield from compare_fund(snapshot, ask)
    people, debts = People(snapshot, chosen.people), Debts()
    held = {row.token for row in people.holders} | {row.token for row in people.allocations}
    for token in held:
        debts.add_creator(snapshot, snapshot.launched(token))
    yield from compare_people(snapshot, people, ask, debts)
    for creator in _found(snapshot, Creator, Creator.token, chosen.tokens):
        yield from compare_creator(snapshot, ask, creator)
    for moment in _found(snapshot, Moment, Moment.moment, chosen.moments):
        yield from compare_edition(ask, moment)
    for account in _found(snapshot, MomentIncome, MomentIncome.moment, chosen.moments):
        yield from compare_account(snapshot, ask, account)
    for serial in _found(snapshot, MomentToken, MomentToken.token_id, chosen.serials):
        yield from compare_token(ask, serial.token_id, serial)
    for auction in _found(snapshot, Auction, Auction.auction, chosen.auctions):
        yield compare_auction(ask, auction)
    for sound in _found(snapshot, Sound, Sound.sound_id, chosen.sounds):
        yield compare_sound(ask, sound)
    for list_id in chosen.lists:
        yield compare_list(snapshot, ask, list_id)


def _found(snapshot: Snapshot, model: type[Any], column: Any, keys: tuple[Any, ...]) -> list[Any]:
    return snapshot.rows(model, col(column).in_(keys)) if keys else []


def _next(snapshot: Snapshot, column: Any, size: int, number: int, random: Random) -> list[bytes]:
    """The first values from a random one on; from the lowest on where too few follow."""
    start = random.randbytes(size)
    for lowest in (start, bytes(size)):
        statement = select(column).where(column >= lowest).distinct().order_by(column)
        found = [row[0] for row in snapshot.values(statement.limit(number))]
        if len(found) == number:
            break
    return found


def _numbers(snapshot: Snapshot, column: Any, number: int, random: Random) -> tuple[int, ...]:
    """Some of the ids, which are counted from 1."""
    last = snapshot.value(select(func.max(column))) or 0
    return tuple(random.sample(range(1, last + 1), min(number, last)))


def _serials(snapshot: Snapshot, number: int, random: Random) -> tuple[int, ...]:
    """Tokens of moments: each the first from a random number on."""
    last = snapshot.value(select(func.max(col(MomentToken.token_id)))) or 0
    found = [
        snapshot.first(MomentToken, col(MomentToken.token_id) >= random.randint(0, last))
        for _ in range(number)
    ]
    return tuple({row.token_id for row in found if row is not None})


def _after(account: bytes) -> bytes | None:
    following = int.from_bytes(account, "big") + 1
    return None if following == _ALL else following.to_bytes(20, "big")
