"""Payouts of an account: owed now, to the wei; earned by source; claimed."""

from __future__ import annotations

from sqlmodel import Session, col, select

from toktok.market.activity import handles_of
from toktok.market.creators import payouts_of
from toktok.market.head import read_head
from toktok.market.values import Address
from toktok.payouts.owed import TokenOwed, owed_by_token
from toktok.payouts.rows import ClaimRow, PayoutPart, Payouts, Source, SplitRow
from toktok.store.tables import Claim, Earning, LedgerAccount, Referral, Split

RECENT_CLAIMS = 20

Earned = dict[tuple[str, Address], int]


def payouts(session: Session, account: Address) -> Payouts:
    """What `account` is owed and was paid; an account that was never seen is owed nothing."""
    head = read_head(session)
    ledger = session.get(LedgerAccount, account) or LedgerAccount(account=account)
    referral = session.get(Referral, account) or Referral(account=account)
    owed = owed_by_token(session, account, now=head.timestamp)
    named = payouts_of(session, [account])
    return Payouts(
        address=account,
        block=head.number,
        timestamp=head.timestamp,
        owed=ledger.balance + referral.owed + sum(each.total for each in owed.values()),
        tokens=tuple(token for token, each in owed.items() if each.total),
        breakdown=_breakdown(session, account, ledger, referral, owed),
        claimed=ledger.claimed,
        ledger_balance=ledger.balance,
        splits=_splits(session, account),
        payout_address=named.get(account, account),
        claims=_claims(session, account),
    )


def _breakdown(
    session: Session,
    account: Address,
    ledger: LedgerAccount,
    referral: Referral,
    owed: dict[Address, TokenOwed],
) -> tuple[PayoutPart, ...]:
    received = _received(session, account)
    tokens = sorted({token for source, token in received if source != "tips"} | owed.keys())
    handles = handles_of(session, tokens)
    tips = sum(amount for (source, _), amount in received.items() if source == "tips")
    parts = [_part("tips", ledger.balance, tips)]
    for token in tokens:
        due = owed.get(token, TokenOwed())
        sources: tuple[tuple[Source, int], ...] = (
            ("trade_fees", due.creator_fees),
            ("dividends", due.dividends),
            ("protocol", due.protocol_fees),
        )
        for source, amount in sources:
            earned = received.get((source, token), 0) + amount
            parts.append(PayoutPart(source, token, handles.get(token), amount, earned))
    parts.append(_part("referrals", referral.owed, referral.earned))
    return tuple(part for part in parts if part.earned or part.owed)


def _part(source: Source, owed: int, earned: int) -> PayoutPart:
    return PayoutPart(source, None, None, owed, earned)


def _received(session: Session, account: Address) -> Earned:
    found = session.exec(
        select(Earning.source, Earning.token, Earning.amount).where(Earning.account == account)
    )
    return {(source, token): amount for source, token, amount in found}


def _splits(session: Session, account: Address) -> tuple[SplitRow, ...]:
    found = session.exec(
        select(Split).where(Split.creator == account).order_by(col(Split.position))
    )
    return tuple(SplitRow(each.recipient, each.bps) for each in found)


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
