"""Payouts of an account: owed now, to the wei; earned by source; claimed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from sqlmodel import Session, col, select

from toktok.market.activity import handles_of
from toktok.market.creators import payouts_of
from toktok.market.head import read_head
from toktok.market.values import NO_TOKEN, Address
from toktok.payouts.bookings import booked_for
from toktok.payouts.owed import TokenOwed, owed_by_token
from toktok.payouts.rows import (
    Booked,
    ClaimRow,
    LedgerSource,
    PayoutPart,
    Payouts,
    Source,
    SplitRow,
)
from toktok.payouts.splits import splits_at
from toktok.store.tables import Claim, CreatorSplits, Earning, LedgerAccount, Referral

RECENT_CLAIMS = 20
MOST_MOMENTS = 40
"""Moments one claim divides: each costs gas, and a transaction has to fit into a block."""

LEDGER: tuple[LedgerSource, ...] = get_args(LedgerSource)
Earnings = Sequence[Earning]


def payouts(session: Session, account: Address) -> Payouts:
    """What `account` is owed and was paid; an account that was never seen is owed nothing."""
    head = read_head(session)
    ledger = session.get(LedgerAccount, account) or LedgerAccount(account=account)
    referral = session.get(Referral, account) or Referral(account=account)
    owed = owed_by_token(session, account, now=head.timestamp)
    booked = _largest_first(booked_for(session, account))
    divided, later = booked[:MOST_MOMENTS], booked[MOST_MOMENTS:]
    from_market = referral.owed + sum(each.total for each in owed.values())
    return Payouts(
        address=account,
        block=head.number,
        timestamp=head.timestamp,
        owed=ledger.balance + from_market + sum(each.owed for each in divided),
        later=sum(each.owed for each in later),
        tokens=tuple(token for token, each in owed.items() if each.total),
        moments=divided,
        breakdown=_breakdown(session, account, referral, owed, divided),
        claimed=ledger.claimed,
        ledger_balance=ledger.balance,
        splits=_splits(session, account),
        payout_address=payouts_of(session, [account]).get(account, account),
        claims=_claims(session, account),
    )


def _largest_first(booked: dict[int, int]) -> tuple[Booked, ...]:
    """What is worth most is divided first."""
    rows = [Booked(moment, owed) for moment, owed in booked.items()]
    return tuple(sorted(rows, key=lambda row: (-row.owed, row.moment)))


def _breakdown(
    session: Session,
    account: Address,
    referral: Referral,
    owed: dict[Address, TokenOwed],
    booked: Sequence[Booked],
) -> tuple[PayoutPart, ...]:
    earnings = session.exec(select(Earning).where(Earning.account == account)).all()
    waiting = sum(each.owed for each in booked)
    parts = [
        *_of_ledger(session, earnings),
        PayoutPart("moments", None, None, waiting, waiting),
        *_of_tokens(session, earnings, owed),
        PayoutPart("referrals", None, None, referral.owed, referral.earned),
    ]
    return tuple(part for part in parts if part.earned or part.owed)


def _of_ledger(session: Session, earnings: Earnings) -> list[PayoutPart]:
    """What was credited: of each source, and of each creator's token it came with."""
    credited = [each for each in earnings if each.source in LEDGER]
    credited.sort(key=lambda row: (LEDGER.index(row.source), row.token))
    handles = handles_of(session, (each.token for each in credited))
    return [
        PayoutPart(
            source=each.source,  # type: ignore[arg-type]
            token=None if each.token == NO_TOKEN else each.token,
            handle=handles.get(each.token),
            owed=each.owed,
            earned=each.amount,
        )
        for each in credited
    ]


def _of_tokens(
    session: Session, earnings: Earnings, owed: dict[Address, TokenOwed]
) -> list[PayoutPart]:
    collected = {
        (each.source, each.token): each.amount for each in earnings if each.source not in LEDGER
    }
    tokens = sorted({token for _, token in collected if token != NO_TOKEN} | owed.keys())
    handles = handles_of(session, tokens)
    parts = []
    for token in tokens:
        due = owed.get(token, TokenOwed())
        sources: tuple[tuple[Source, int], ...] = (
            ("trade_fees", due.creator_fees),
            ("dividends", due.dividends),
            ("protocol", due.protocol_fees),
        )
        for source, amount in sources:
            earned = collected.get((source, token), 0) + amount
            parts.append(PayoutPart(source, token, handles.get(token), amount, earned))
    return parts


def _splits(session: Session, account: Address) -> tuple[SplitRow, ...]:
    own = session.get(CreatorSplits, account)
    return splits_at(session, own.list_id) if own is not None else ()


def _claims(session: Session, account: Address) -> tuple[ClaimRow, ...]:
    found = session.exec(
        select(Claim)
        .where(Claim.account == account)
        .order_by(col(Claim.block_number).desc(), col(Claim.log_index).desc())
        .limit(RECENT_CLAIMS)
    )
    return tuple(
        ClaimRow(
            id=(each.block_number, each.log_index),
            tx_hash=each.tx_hash,
            block=each.block_number,
            timestamp=each.timestamp,
            to=each.to,
            amount=each.amount,
            from_ledger=each.from_ledger,
        )
        for each in found
    )
