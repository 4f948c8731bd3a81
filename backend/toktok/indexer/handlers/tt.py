"""TT: balances, supply, and what the exchange may take."""

from __future__ import annotations

from toktok.chain.addresses import ZERO, checksum
from toktok.chain.events import Deposited, TtApproved, TtMoved, Withdrawn
from toktok.indexer.mirror import Mirror
from toktok.store.tables import ExchangeAllowance, TtBalance, TtFlow

INFINITE = 2**256 - 1


def on_deposited(state: Mirror, event: Deposited) -> None:
    """ETH became TT."""
    state.expect.add("TT minted", event.to, -event.tt_out)
    _flow(state, event, is_deposit=True, eth=event.eth_in, tt=event.tt_out)


def on_withdrawn(state: Mirror, event: Withdrawn) -> None:
    """TT became ETH."""
    state.expect.add("TT burned", event.account, -event.tt_in)
    _flow(state, event, is_deposit=False, eth=event.eth_out, tt=event.tt_in)


def on_moved(state: Mirror, event: TtMoved) -> None:
    """TT moved; what our contracts receive or send, their own events explain."""
    if not event.value:
        return
    if event.sender == ZERO:
        state.protocol().tt_supply += event.value
        state.expect.add("TT minted", event.to, event.value)
    else:
        _take(state, event.sender, event.value)
    if event.to == ZERO:
        state.protocol().tt_supply -= event.value
        state.expect.add("TT burned", event.sender, event.value)
    else:
        state.rows.edit_or_new(TtBalance, event.to).balance += event.value
        state.expect.cover("TT received", event.to, event.value)
        state.expect.cover("TT paid", (event.sender, event.to), event.value)


def on_approved(state: Mirror, event: TtApproved) -> None:
    """How much the exchange may take from now on; other spenders are none of ours."""
    if event.spender == state.contracts.exchange:
        state.rows.edit_or_new(ExchangeAllowance, event.owner).amount = event.value


def spend_allowance(state: Mirror, account: bytes, amount: int) -> None:
    """The exchange took TT by its allowance: a finite one falls, without an event of its own."""
    allowance = state.rows.edit(ExchangeAllowance, account)
    if allowance.amount != INFINITE:
        state.require(allowance.amount >= amount, "the exchange takes more TT than it may.")
        allowance.amount -= amount


def _take(state: Mirror, account: bytes, amount: int) -> None:
    row = state.rows.edit(TtBalance, account)
    state.require(row.balance >= amount, "an account gives more TT than it has.")
    row.balance -= amount
    if account in (
        state.market,
        state.ledger,
        state.contracts.auction,
        state.contracts.fund,
    ):
        state.expect.add("TT sent", account, amount)


def _flow(
    state: Mirror, event: Deposited | Withdrawn, *, is_deposit: bool, eth: int, tt: int
) -> None:
    state.rows.append(
        TtFlow,
        **state.place(event),
        account=event.account,
        to=event.to,
        is_deposit=is_deposit,
        eth=eth,
        tt=tt,
    )
    if event.account == state.market:
        return  # A purchase with ETH: the trade says it.
    state.record(
        event,
        "deposit" if is_deposit else "withdrawal",
        account=event.account,
        to=checksum(event.to),
        eth=str(eth),
        tt=str(tt),
    )
