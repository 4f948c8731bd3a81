"""What a handler works on: the rows, the block, and what the transaction still has to explain."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from toktok.chain.deployments import Deployment
from toktok.chain.events import Event
from toktok.indexer.errors import ContinuityError
from toktok.indexer.expectations import Expectations
from toktok.indexer.occasion import Occasion
from toktok.indexer.working_set import WorkingSet
from toktok.market.books import books_at
from toktok.market.dividends import Books, allocation_total
from toktok.store.tables import (
    Activity,
    Allocation,
    Creator,
    CreatorAccount,
    Holder,
    MomentIncome,
    PayoutAddress,
    Protocol,
    Status,
)

PROTOCOL_ROW = 1


@dataclass(slots=True)
class Mirror:
    """The state handlers read and change; `timestamp` is the block's."""

    rows: WorkingSet
    contracts: Deployment
    timestamp: int = 0
    block_number: int = 0
    expect: Expectations = field(default_factory=Expectations)
    occasion: Occasion | None = None
    market: bytes = field(init=False)
    ledger: bytes = field(init=False)

    def __post_init__(self) -> None:
        self.market, self.ledger = self.contracts.market, self.contracts.ledger

    def begin_block(self, number: int, *, timestamp: int) -> None:
        """Events from here on are of this block."""
        self.block_number, self.timestamp = number, timestamp
        self.rows.begin_block(number)

    def end_transaction(self) -> None:
        """The logs of a transaction are over."""
        self.occasion = None
        self.expect.close(self.block_number)

    def require(self, condition: bool, detail: str) -> None:
        """Refuse an event that does not follow from the state."""
        if not condition:
            raise ContinuityError(self.block_number, detail)

    def same(self, name: str, *, ours: int, theirs: int) -> None:
        """Refuse an event whose idea of a number is not ours."""
        if ours != theirs:
            raise ContinuityError(self.block_number, f"{name} is {theirs}, {ours} was expected.")

    def creator(self, token: bytes) -> Creator:
        """A token's row, for changing."""
        return self.rows.edit(Creator, token)

    def token_of(self, account: bytes) -> bytes | None:
        """The token whose creator `account` is, launching or launched."""
        row = self.rows.find(CreatorAccount, account)
        return None if row is None else row.token

    def trading_token_of(self, account: bytes) -> bytes | None:
        """The token whose creator `account` is, if it trades."""
        token = self.token_of(account)
        if token is None:
            return None
        row = self.rows.find(Creator, token)
        return token if row is not None and row.status == Status.TRADING else None

    def is_own(self, creator: bytes, account: bytes) -> bool:
        """Whether what `account` gets is the creator's own: it is the creator, or the payout address it named."""
        if account == creator:
            return True
        row = self.rows.find(PayoutAddress, creator)
        return row is not None and row.payout == account

    def token_of_moment(self, moment: int) -> bytes | None:
        """The token of a moment's creator."""
        row = self.rows.find(MomentIncome, moment)
        if row is None:
            return None
        return row.token or self.token_of(row.creator)

    def tt_came_in(self, contract: bytes, amount: int) -> None:
        """An event says that TT came to a contract of ours: a transfer has to."""
        self.expect.cover("TT received", contract, -amount)

    def tt_went_out(self, contract: bytes, amount: int) -> None:
        """An event says that TT left a contract of ours: exactly that much does."""
        self.expect.add("TT sent", contract, -amount)

    def protocol(self) -> Protocol:
        """The protocol's settings, for changing."""
        return self.rows.edit_or_new(Protocol, PROTOCOL_ROW)

    def released(self, creator: Creator) -> Books:
        """The token's books with everything released that is due in this block."""
        return books_at(creator, self.timestamp)

    def accumulator(self, creator: Creator) -> int:
        """Dividends per token wei up to this block, stored yet or not."""
        if creator.touched_at == self.timestamp or not creator.pending:
            return creator.accumulator  # Nothing is due.
        return self.released(creator).accumulator

    def allocated(self, creator: Creator, account: bytes) -> int:
        """Token wei of an account's allocation that are neither claimed nor returned."""
        row = self.rows.find(Allocation, creator.token, account)
        if row is None or creator.status != Status.TRADING:
            return 0
        total = allocation_total(row.contributed, raised=creator.raised)
        return total - row.claimed - row.returned

    def owns(self, creator: Creator, account: bytes) -> bool:
        """Whether the account has tokens, claimed or not; the market's pool is nobody's."""
        if account == self.market:
            return False
        holder = self.rows.find(Holder, creator.token, account)
        return bool(holder and holder.balance) or self.allocated(creator, account) > 0

    @contextmanager
    def counting(self, creator: Creator, account: bytes) -> Iterator[None]:
        """Keep the number of holders right while the account's tokens change."""
        before = self.owns(creator, account)
        yield
        creator.holders += self.owns(creator, account) - before

    def place(self, event: Event) -> dict[str, Any]:
        """The columns that say where and when `event` happened."""
        return {
            "block_number": event.block_number,
            "log_index": event.log_index,
            "tx_hash": event.tx_hash,
            "timestamp": self.timestamp,
        }

    def record(
        self,
        event: Event,
        kind: str,
        *,
        token: bytes | None = None,
        moment: int | None = None,
        account: bytes | None = None,
        other: bytes | None = None,
        **data: Any,
    ) -> None:
        """Add to the list of what happened; amounts in `data` are decimal strings."""
        self.rows.append(
            Activity,
            **self.place(event),
            kind=kind,
            token=token,
            moment=moment,
            account=account,
            other=other,
            data=data,
        )
