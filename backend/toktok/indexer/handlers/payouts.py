"""Credits and claims in the ledger, and what accrued outside of a token's books."""

from __future__ import annotations

from toktok.chain.addresses import ZERO, checksum
from toktok.chain.events import Claimed, Credited, ReferralsCollected
from toktok.indexer.handlers.days import keep_revenue, keep_shared
from toktok.indexer.mirror import Mirror
from toktok.indexer.occasion import Occasion
from toktok.market.incomes import EARNED_BY, NAMES
from toktok.store.tables import (
    Claim,
    Credit,
    Earning,
    IncomeTotal,
    LedgerAccount,
    MomentIncome,
    Referral,
    Source,
)


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


def on_credited(state: Mirror, event: Credited) -> None:
    """An account was credited in the ledger; what for, another event tells or the money that came in."""
    account = state.rows.edit_or_new(LedgerAccount, event.account)
    state.same("ledger balance", ours=account.balance + event.amount, theirs=event.balance)
    account.balance = event.balance
    account.credited += event.amount
    source = Source(event.source)
    if source == Source.REFERRAL:
        state.expect.add("referral", event.account, -event.amount)
    elif source in (Source.FUND, Source.OUTBID):
        state.tt_came_in(state.ledger, event.amount)
        name = "fund's credit" if source == Source.FUND else "outbid"
        state.expect.cover(name, event.account, event.amount)
    else:
        state.expect.add("credits", (source.name, event.creator), -event.amount)
    if source == Source.FUND:
        subject = state.trading_token_of(event.account) or event.account
        keep_revenue(state, subject, "fund", amount=event.amount, to_creator=event.amount)
    token = state.token_of(event.creator) or ZERO
    earn(state, event.account, EARNED_BY[source], token, event.amount)
    state.rows.edit(Earning, event.account, EARNED_BY[source], token).owed += event.amount
    _keep_credit(state, event, source, token)


def _keep_credit(state: Mirror, event: Credited, source: Source, token: bytes) -> None:
    occasion = state.occasion
    if occasion is not None and occasion.source != source:
        occasion = None  # A claim of the fund divides no income.
    state.rows.append(
        Credit,
        **state.place(event),
        account=event.account,
        creator=event.creator,
        token=token,
        source=source,
        moment=occasion.moment if occasion is not None else None,
        amount=event.amount,
        is_shared=occasion is not None and _share(state, event, occasion),
    )


def _share(state: Mirror, event: Credited, occasion: Occasion) -> bool:
    """Count what others get of a creator's side; whether it is that."""
    if not occasion.is_of_creators_side(event.amount):
        return False
    if state.is_own(event.creator, event.account):
        return False
    source = occasion.source
    state.rows.edit(IncomeTotal, event.creator, int(source)).shared += event.amount
    if occasion.moment is not None:
        state.rows.edit(MomentIncome, occasion.moment).shared += event.amount
    keep_shared(state, occasion.subject, NAMES[source], event.amount)
    return True


def on_claimed(state: Mirror, event: Claimed) -> None:
    """An account was paid everything: what the ledger held and what was collected just before."""
    account = state.rows.edit_or_new(LedgerAccount, event.account)
    state.same("ledger balance", ours=account.balance, theirs=event.from_ledger)
    if event.from_ledger:
        for earning in state.rows.scan(Earning, event.account):
            if earning.owed:
                state.rows.edit(Earning, earning.account, earning.source, earning.token).owed = 0
    account.balance = 0
    account.claimed += event.amount
    collected = event.amount - event.from_ledger
    state.expect.add("collected", event.account, -collected)
    state.tt_went_out(state.market, collected)
    if event.from_ledger:
        # The market's part goes through the ledger, so that the account gets one transfer.
        state.tt_came_in(state.ledger, collected)
        state.tt_went_out(state.ledger, event.amount)
    state.rows.append(
        Claim,
        **state.place(event),
        account=event.account,
        to=event.to,
        amount=event.amount,
        from_ledger=event.from_ledger,
    )
    state.record(
        event,
        "claim",
        account=event.account,
        to=checksum(event.to),
        amount=str(event.amount),
        from_ledger=str(event.from_ledger),
    )
