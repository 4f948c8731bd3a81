"""What somebody could claim, and the tokens and moments it comes from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sqlmodel import col

from toktok.indexer.audit.people import People
from toktok.indexer.audit.snapshot import Snapshot
from toktok.market.incomes import Credit, credits, divide
from toktok.store.tables import Creator, MomentIncome, Source, Status


class Debts:
    """TT wei by account, and by the token or the moment it comes from."""

    def __init__(self) -> None:
        self._of_tokens: dict[bytes, dict[bytes, int]] = defaultdict(lambda: defaultdict(int))
        self._of_moments: dict[bytes, dict[int, int]] = defaultdict(lambda: defaultdict(int))

    def add_creator(self, snapshot: Snapshot, creator: Creator) -> None:
        """The fees of a trading token: its creator's, and the protocol's."""
        if creator.status == Status.TRADING:
            payee, owed = snapshot.payout_of(creator.creator), snapshot.books(creator).creator_owed
            self._of_tokens[payee][creator.token] += owed
            protocol = snapshot.protocol.protocol_payout
            self._of_tokens[protocol][creator.token] += creator.protocol_owed

    def add_moment(self, snapshot: Snapshot, row: MomentIncome) -> None:
        """What would be credited if a moment's bookings were divided now."""
        for account, amount in waiting_credits(snapshot, row):
            self._of_moments[account][row.moment] += amount

    def add_people(self, snapshot: Snapshot, people: People) -> None:
        """What balances and allocations have earned."""
        for holder in people.holders:
            self._of_tokens[holder.account][holder.token] += snapshot.balance_dividends(holder)
        for each in people.allocations:
            self._of_tokens[each.account][each.token] += snapshot.allocation_dividends(each)

    def take(self, account: bytes) -> tuple[int, list[bytes], list[int]]:
        """The sum of an account's, the tokens and the moments; it is then forgotten."""
        tokens = self._of_tokens.pop(account, {})
        moments = self._of_moments.pop(account, {})
        return sum(tokens.values()) + sum(moments.values()), list(tokens), list(moments)

    def accounts(self, people: People) -> list[bytes]:
        """Those of a span that are owed something of tokens or moments."""
        known = self._of_tokens.keys() | self._of_moments.keys()
        return [account for account in known if account in people.span]


def debts_of_all(snapshot: Snapshot) -> Debts:
    """What all tokens and moments owe to their creators, to lists and to the protocol."""
    debts = Debts()
    for creator in snapshot.stream(Creator):
        debts.add_creator(snapshot, creator)
    booked = (col(MomentIncome.sales) > 0) | (col(MomentIncome.resales) > 0)
    for row in snapshot.stream(MomentIncome, booked):
        debts.add_moment(snapshot, row)
    return debts


def follows(snapshot: Snapshot, row: MomentIncome) -> tuple[bytes, bytes | None]:
    """Who earns of a moment now, and the trading token whose holders do."""
    if row.token is None:
        return row.creator, snapshot.trading_token(row.creator)
    followed = snapshot.creator(row.token)
    return (followed.creator if followed else row.creator), row.token


def waiting_credits(snapshot: Snapshot, row: MomentIncome) -> Iterator[Credit]:
    """Who would be credited what if the moment's bookings were divided now."""
    creator, token = follows(snapshot, row)
    own = row.splits or snapshot.own_list(creator)
    side = snapshot.list_of(own) if own else [(snapshot.payout_of(creator), 10_000)]
    for source, amount, referred in (
        (Source.SALE, row.sales, row.referred),
        (Source.RESALE, row.resales, 0),
    ):
        parts = divide(
            source,
            amount,
            has_fans=token is not None,
            royalty_bps=row.royalty_bps,
            sound_bps=row.sound_bps,
        )
        yield from credits(
            parts,
            sound=snapshot.list_of(row.sound_splits),
            side=side,
            protocol=snapshot.protocol.protocol_payout,
            referred=referred,
        )
