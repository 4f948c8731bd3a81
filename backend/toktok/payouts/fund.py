"""The creator fund: its budget, and the roots that divide it."""

from __future__ import annotations

from sqlalchemy import bindparam, tuple_
from sqlmodel import Session, col, select

from toktok.market.creators import deployment
from toktok.market.head import read_head
from toktok.market.paging import LatestFirst, Listing
from toktok.market.values import Address, Page
from toktok.payouts.membership_rows import (
    FundClaimRow,
    FundDepositRow,
    FundRootRow,
    FundRootState,
    FundRow,
)
from toktok.store.rows import Rows, columns
from toktok.store.tables import Fund, FundClaim, FundDeposit, FundRoot

_ROOT = (31, 31)

_STANDING = Rows(
    FundRoot,
    columns(FundRoot).vetoed_at.is_(None),
    order=(columns(FundRoot).period.desc(),),
    limit=2,
)
_DEPOSITS = LatestFirst(FundDeposit)
_CLAIMS = LatestFirst(FundClaim)
_CLAIMS_OF = LatestFirst(FundClaim, columns(FundClaim).account == bindparam("account"))


def fund(session: Session) -> FundRow:
    """The fund as it stands."""
    head = read_head(session)
    totals = session.get(Fund, 1) or Fund()
    current, pending = roots_now(session, now=head.timestamp)
    promised = max((each.total for each in (current, pending) if each is not None), default=0)
    return FundRow(
        block=head.number,
        timestamp=head.timestamp,
        deposits=totals.deposits,
        promised=promised,
        claimed=totals.claimed,
        available=totals.deposits - promised,
        current=None if current is None else _root(current, "in_force"),
        pending=None if pending is None else _root(pending, "pending"),
        veto_ends_in=None if pending is None else pending.effective_at - head.timestamp,
    )


def roots_now(session: Session, *, now: int) -> tuple[FundRoot | None, FundRoot | None]:
    """The root in force at timestamp `now`, and the one that waits."""
    standing = _STANDING.all(session)
    current = next((each for each in standing if each.effective_at <= now), None)
    newest = standing[0] if standing else None
    return current, newest if newest is not None and newest.effective_at > now else None


def list_roots(
    session: Session, *, limit: int = 50, cursor: str | None = None
) -> Page[FundRootRow]:
    """Every root that was posted, vetoed ones too, the last first. Raises ForeignCursor."""
    listing = Listing(("fund roots", deployment(session)))
    key = col(FundRoot.period), col(FundRoot.attempt)
    statement = select(FundRoot).order_by(key[0].desc(), key[1].desc()).limit(limit + 1)
    if cursor is not None:
        statement = statement.where(tuple_(*key) < tuple_(*listing.key(cursor, _ROOT)))
    found = session.exec(statement).all()
    current, pending = roots_now(session, now=read_head(session).timestamp)
    rows = tuple(_root(each, _state(each, current, pending)) for each in found[:limit])
    more = len(found) > limit
    return Page(rows, listing.cursor((rows[-1].period, rows[-1].attempt)) if more else None)


def list_deposits(
    session: Session, *, limit: int = 50, cursor: str | None = None
) -> Page[FundDepositRow]:
    """What joined the budget, the last first. Raises ForeignCursor."""
    listing = Listing(("fund deposits", deployment(session)))
    after = None if cursor is None else listing.key(cursor)
    found = _DEPOSITS.read(session, after=after, limit=limit + 1)
    rows = tuple(
        FundDepositRow(
            id=(each.block_number, each.log_index),
            tx_hash=each.tx_hash,
            block=each.block_number,
            timestamp=each.timestamp,
            payer=each.payer,
            amount=each.amount,
            deposits=each.deposits,
        )
        for each in found[:limit]
    )
    return Page(rows, listing.cursor(rows[-1].id) if len(found) > limit else None)


def list_claims(
    session: Session, *, account: Address | None = None, limit: int = 50, cursor: str | None = None
) -> Page[FundClaimRow]:
    """What was credited, to all or to `account`, the last first. Raises ForeignCursor."""
    listing = Listing(("fund claims", account, deployment(session)))
    after = None if cursor is None else listing.key(cursor)
    if account is None:
        found = _CLAIMS.read(session, after=after, limit=limit + 1)
    else:
        found = _CLAIMS_OF.read(session, after=after, limit=limit + 1, account=account)
    rows = tuple(
        FundClaimRow(
            id=(each.block_number, each.log_index),
            tx_hash=each.tx_hash,
            block=each.block_number,
            timestamp=each.timestamp,
            account=each.account,
            period=each.period,
            amount=each.amount,
            cumulative=each.cumulative,
        )
        for each in found[:limit]
    )
    return Page(rows, listing.cursor(rows[-1].id) if len(found) > limit else None)


def _state(root: FundRoot, current: FundRoot | None, pending: FundRoot | None) -> FundRootState:
    if root.vetoed_at is not None:
        return "vetoed"
    if _is(root, pending):
        return "pending"
    return "in_force" if _is(root, current) else "replaced"


def _is(root: FundRoot, other: FundRoot | None) -> bool:
    """Whether both are the same row, which one of them may be a copy of."""
    return other is not None and (root.period, root.attempt) == (other.period, other.attempt)


def _root(root: FundRoot, state: FundRootState) -> FundRootRow:
    return FundRootRow(
        period=root.period,
        attempt=root.attempt,
        state=state,
        root=root.root,
        total=root.total,
        uri=root.uri,
        posted_at=root.posted_at,
        effective_at=root.effective_at,
        vetoed_at=root.vetoed_at,
        vetoed_by=root.vetoed_by,
    )
