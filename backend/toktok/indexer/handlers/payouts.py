"""The ledger: tips, credits, claims; and what accrued outside of a token's books."""

from __future__ import annotations

from toktok.chain.addresses import ZERO, checksum
from toktok.chain.events import Claimed, Credited, ReferralsCollected, Tipped
from toktok.indexer.mirror import Mirror
from toktok.store.tables import Claim, Earning, LedgerAccount, Referral, Tip


def earn(state: Mirror, account: bytes, source: str, token: bytes, amount: int) -> None:
    """Add to what an account ever got of a source; nothing leaves no row."""
    if amount:
        state.rows.edit_or_new(Earning, account, source, token).amount += amount


def on_referrals_collected(state: Mirror, event: ReferralsCollected) -> None:
    """A referrer's fees left the market."""
    referral = state.rows.edit(Referral, event.account)
    state.same("referrer's fees", ours=referral.owed, theirs=event.amount)
    referral.owed = 0
    referral.collected += event.amount
    state.expect.add("collected", event.account, event.amount)


def on_tipped(state: Mirror, event: Tipped) -> None:
    """A tip; the credits and the fans' part follow in the same transaction."""
    state.same(
        "tip", ours=event.to_creator_side + event.to_fans + event.to_protocol, theirs=event.amount
    )
    state.expect.add("tip", event.creator, event.to_creator_side + event.to_protocol)
    state.expect.add("fans' part of a tip", state.ledger, event.to_fans)
    state.rows.append(
        Tip(
            block_number=event.block_number,
            log_index=event.log_index,
            tx_hash=event.tx_hash,
            timestamp=state.timestamp,
            creator=event.creator,
            payer=event.payer,
            amount=event.amount,
            to_creator=event.to_creator_side,
            to_fans=event.to_fans,
            to_protocol=event.to_protocol,
        )
    )
    state.record(
        event,
        "tip",
        token=state.token_of(event.creator),
        account=event.payer,
        creator=checksum(event.creator),
        amount=str(event.amount),
        to_creator=str(event.to_creator_side),
        to_fans=str(event.to_fans),
        to_protocol=str(event.to_protocol),
    )


def on_credited(state: Mirror, event: Credited) -> None:
    """An account was credited in the ledger."""
    account = state.rows.edit_or_new(LedgerAccount, event.account)
    state.same("ledger balance", ours=account.balance + event.amount, theirs=event.balance)
    account.balance = event.balance
    account.credited += event.amount
    state.expect.add("tip", event.creator, -event.amount)
    earn(state, event.account, "tips", state.token_of(event.creator) or ZERO, event.amount)


def on_claimed(state: Mirror, event: Claimed) -> None:
    """An account was paid everything: what the ledger held and what was collected just before."""
    account = state.rows.edit_or_new(LedgerAccount, event.account)
    state.same("ledger balance", ours=account.balance, theirs=event.from_ledger)
    account.balance = 0
    account.claimed += event.amount
    state.expect.add("collected", event.account, event.from_ledger - event.amount)
    state.rows.append(
        Claim(
            block_number=event.block_number,
            log_index=event.log_index,
            tx_hash=event.tx_hash,
            timestamp=state.timestamp,
            account=event.account,
            to=event.to,
            amount=event.amount,
            from_ledger=event.from_ledger,
        )
    )
    state.record(
        event,
        "claim",
        account=event.account,
        to=checksum(event.to),
        amount=str(event.amount),
        from_ledger=str(event.from_ledger),
    )
