"""What an account is as a creator: its token, its plan, and moves from key to key."""

from __future__ import annotations

from sqlmodel import Session, col, func, select

from toktok.market.creators import payouts_of
from toktok.market.head import read_head
from toktok.market.launches import launch_status
from toktok.market.values import Address
from toktok.payouts.membership_rows import PlanRow
from toktok.payouts.plans import list_plans
from toktok.payouts.studio_rows import MoveRow, StudioRow
from toktok.store.tables import Creator, CreatorAccount, Subscription

MOST_OFFERED = 20


def studio(session: Session, account: Address) -> StudioRow:
    """What `account` is as a creator; an account that was never seen is none."""
    head = read_head(session)
    own = session.get(CreatorAccount, account) or CreatorAccount(account=account)
    creator = session.get(Creator, own.token) if own.token is not None else None
    return StudioRow(
        address=account,
        block=head.number,
        timestamp=head.timestamp,
        token=creator.token if creator is not None else None,
        handle=creator.handle if creator is not None else None,
        status=launch_status(creator, now=head.timestamp) if creator is not None else None,
        payout=payouts_of(session, [account]).get(account, account),
        moves=own.moves,
        move=_move(creator) if creator is not None else None,
        offered=_offered(session, account),
        plan=_plan(session, account),
        subscribers=_paying(session, account, creator, head.timestamp),
    )


def _move(creator: Creator) -> MoveRow | None:
    """The move that was announced of a token, if one is."""
    if creator.pending_creator is None or creator.pending_eta is None:
        return None
    return MoveRow(
        token=creator.token,
        handle=creator.handle,
        name=creator.name,
        sender=creator.creator,
        to=creator.pending_creator,
        eta=creator.pending_eta,
    )


def _offered(session: Session, account: Address) -> tuple[MoveRow, ...]:
    found = session.exec(
        select(Creator).where(Creator.pending_creator == account).limit(MOST_OFFERED)
    )
    return tuple(move for each in found if (move := _move(each)) is not None)


def _plan(session: Session, account: Address) -> PlanRow | None:
    """The plan that is offered now: each is set after the one before it."""
    newest = list_plans(session, creator=account, limit=1).items
    return newest[0] if newest and newest[0].ended_at is None else None


def _paying(session: Session, account: Address, creator: Creator | None, now: int) -> int:
    subjects = {account} if creator is None else {account, creator.token}
    counted = session.exec(
        select(func.count(func.distinct(Subscription.account))).where(
            col(Subscription.subject).in_(subjects), Subscription.ends_at > now
        )
    )
    return counted.one()
