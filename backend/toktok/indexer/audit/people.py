"""The rows of a span of accounts, read table by table: what an audit knows of people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Executable, func, select
from sqlmodel import col

from toktok.indexer.audit.snapshot import Snapshot
from toktok.store.tables import (
    Allocation,
    Creator,
    CreatorAccount,
    CreatorSplits,
    Earning,
    Holder,
    LedgerAccount,
    MomentIncome,
    MomentToken,
    MomentWallet,
    PayoutAddress,
    Plan,
    Referral,
    TtBalance,
)

_ALL = 1 << 160
#: Accounts looked at together; with all their rows they are a few megabytes.
_SPAN = 250


@dataclass(frozen=True, slots=True)
class Span:
    """Accounts from one address up to, and without, another; `end` None: all from the first on."""

    first: bytes
    end: bytes | None

    def holds(self, column: Any) -> ColumnElement[bool]:
        """The condition that an address column lies in it."""
        named = col(column)
        return named >= self.first if self.end is None else named.between(self.first, self._last)

    def __contains__(self, account: bytes) -> bool:
        return self.first <= account and (self.end is None or account < self.end)

    @property
    def _last(self) -> bytes:
        assert self.end is not None
        return (int.from_bytes(self.end, "big") - 1).to_bytes(20, "big")


def spans(snapshot: Snapshot) -> Iterator[Span]:
    """All addresses there can be, in spans of some hundred accounts: addresses are evenly spread."""
    known = snapshot.value(select(func.count()).select_from(TtBalance))
    parts = known // _SPAN + 1
    edges = [(part * _ALL // parts).to_bytes(20, "big") for part in range(parts)]
    yield from (Span(*each) for each in zip(edges, [*edges[1:], None], strict=True))


class People:
    """Rows of the accounts of a span, those that are read more than once."""

    def __init__(self, snapshot: Snapshot, span: Span) -> None:
        self.span = span
        self._snapshot = snapshot

    @cached_property
    def tt(self) -> dict[bytes, int]:
        """TT wei of everybody who has or had some."""
        rows = self._snapshot.rows(TtBalance, self.span.holds(TtBalance.account))
        return {row.account: row.balance for row in rows}

    @cached_property
    def ledger(self) -> dict[bytes, int]:
        """TT wei in the ledger."""
        rows = self._snapshot.rows(LedgerAccount, self.span.holds(LedgerAccount.account))
        return {row.account: row.balance for row in rows}

    @cached_property
    def referrals(self) -> dict[bytes, int]:
        """TT wei owed to referrers by the market."""
        rows = self._snapshot.rows(Referral, self.span.holds(Referral.account))
        return {row.account: row.owed for row in rows}

    @cached_property
    def earned(self) -> dict[bytes, int]:
        """TT wei that wait in the ledger, as the sum over their sources."""
        owed: dict[bytes, int] = defaultdict(int)
        for row in self._snapshot.rows(Earning, self.span.holds(Earning.account)):
            owed[row.account] += row.owed
        return owed

    @cached_property
    def holders(self) -> list[Holder]:
        """Balances of creator tokens."""
        return self._snapshot.rows(Holder, self.span.holds(Holder.account))

    @cached_property
    def allocations(self) -> list[Allocation]:
        """Parts of launches."""
        return self._snapshot.rows(Allocation, self.span.holds(Allocation.account))

    @cached_property
    def wallets(self) -> list[MomentWallet]:
        """What accounts have of each moment."""
        return self._snapshot.rows(MomentWallet, self.span.holds(MomentWallet.account))

    @cached_property
    def owners(self) -> set[bytes]:
        """Owners of moments' tokens."""
        owner = col(MomentToken.owner)
        return set(self._values(select(owner).where(self.span.holds(owner)).distinct()))

    @cached_property
    def creator_accounts(self) -> dict[bytes, CreatorAccount]:
        """Accounts that are or were creators; empty rows for creators that have none."""
        rows = self._snapshot.rows(CreatorAccount, self.span.holds(CreatorAccount.account))
        known = {row.account: row for row in rows}
        creator = col(Creator.creator)
        for account in self._values(select(creator).where(self.span.holds(creator))):
            known.setdefault(account, CreatorAccount(account=account, token=None, moves=0))
        return known

    @cached_property
    def earners(self) -> set[bytes]:
        """Whoever ever was a creator, of a token, of a moment, or by naming a list."""
        creator, named = col(MomentIncome.creator), col(CreatorSplits.creator)
        opened = self._values(select(creator).where(self.span.holds(creator)).distinct())
        listed = self._values(select(named).where(self.span.holds(named)))
        return {*self.creator_accounts, *opened, *listed}

    @cached_property
    def payouts(self) -> dict[bytes, bytes]:
        """Payout addresses: those named, and creators themselves."""
        rows = self._snapshot.rows(PayoutAddress, self.span.holds(PayoutAddress.creator))
        return {account: account for account in self.creator_accounts} | {
            row.creator: row.payout for row in rows
        }

    @cached_property
    def plans(self) -> dict[bytes, Plan | None]:
        """The plan each account offers now, of everybody who ever offered one."""
        rows = self._snapshot.rows(Plan, self.span.holds(Plan.creator))
        offered = {row.creator: row for row in rows if row.ended_at is None}
        return {row.creator: offered.get(row.creator) for row in rows}

    def _values(self, statement: Executable) -> list[bytes]:
        return [row[0] for row in self._snapshot.values(statement)]
