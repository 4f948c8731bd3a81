"""What a buyer can check of a creator's token: how its launch was shared, what its creator has and did, its fees."""

from __future__ import annotations

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from toktok.market.allocations import elapsed, terms_of, vesting_ends
from toktok.market.creators import creator as creator_row
from toktok.market.creators import find_creator
from toktok.market.head import read_head
from toktok.market.pricing import BPS
from toktok.market.trust_rows import Concentration, CreatorPart, FeeChange, TrustRow
from toktok.store.tables import Activity, Allocation, Creator, Holder, RevenueTotal
from toktok.store.tables import Status as Stage

LARGEST = 10
MOST_CHANGES = 20


def trust(session: Session, name: str) -> TrustRow:
    """What can be checked of a creator's token, at the indexed block. Raises UnknownCreator."""
    creator, head = find_creator(session, name), read_head(session)
    row = creator_row(session, name)
    return TrustRow(
        token=creator.token,
        handle=creator.handle,
        block=head.number,
        timestamp=head.timestamp,
        launch=_concentration(session, creator),
        creator=_creators_part(session, creator, head.timestamp),
        fees=row.fees,
        fee_changes=_fee_changes(session, creator),
        referrers=_referrers(session, creator),
        floor_price=row.floor_price,
        reserve=row.reserve,
        market_value=row.market_value,
    )


def _concentration(session: Session, creator: Creator) -> Concentration:
    """The greatest parts of what was raised; a failed launch was shared by nobody."""
    amounts: list[int] = []
    if creator.status != Stage.FAILED:
        amounts = list(
            session.exec(
                select(Allocation.contributed)
                .where(Allocation.token == creator.token)
                .order_by(col(Allocation.contributed).desc(), col(Allocation.account).desc())
                .limit(LARGEST)
            )
        )
    own = session.get(Allocation, (creator.token, creator.founder)) if amounts else None
    return Concentration(
        raised=creator.raised,
        contributors=creator.contributors,
        largest_bps=_part(max(amounts, default=0), creator.raised),
        top_ten_bps=_part(sum(amounts), creator.raised),
        creator_bps=_part(own.contributed if own is not None else 0, creator.raised),
    )


def _creators_part(session: Session, creator: Creator, now: int) -> CreatorPart:
    """What the account behind the token now and the one that launched it have together."""
    accounts = {creator.creator, creator.founder}
    balances = session.exec(
        select(Holder).where(
            Holder.token == creator.token, col(Holder.account).in_(sorted(accounts))
        )
    ).all()
    allocations = session.exec(
        select(Allocation).where(
            Allocation.token == creator.token, col(Allocation.account).in_(sorted(accounts))
        )
    ).all()
    terms = [terms_of(each, creator) for each in allocations]
    gone = elapsed(creator, now)
    unclaimed = sum(each.earning for each in terms)
    vesting = [each for each in terms if each.returnable(gone)]
    held = sum(each.balance for each in balances) + unclaimed
    return CreatorPart(
        balance=sum(each.balance for each in balances),
        unclaimed=unclaimed,
        vesting=sum(each.returnable(gone) for each in vesting),
        vesting_ends=max((vesting_ends(each, creator) for each in vesting), default=None),
        share_bps=_part(held, creator.supply),
        bought=sum(each.bought for each in balances),
        sold=sum(each.sold for each in balances),
        moved_away=max(0, sum(each.sent - each.received for each in balances)),
    )


def _fee_changes(session: Session, creator: Creator) -> tuple[FeeChange, ...]:
    """When the creator lowered its fee, and to what, the last first."""
    rows = session.exec(
        select(Activity.timestamp, Activity.data)
        # Spelled out, so that it is seen which index this is the condition of.
        .where(Activity.kind == bindparam("kind", "fee_lowered", literal_execute=True))
        .where(Activity.token == creator.token)
        .order_by(col(Activity.block_number).desc(), col(Activity.log_index).desc())
        .limit(MOST_CHANGES)
    )
    return tuple(FeeChange(at, int(data["creator_fee_bps"])) for at, data in rows)


def _referrers(session: Session, creator: Creator) -> int:
    """TT wei of the trades' fees that went neither to creator nor fans, nor to the protocol."""
    fees = session.get(RevenueTotal, (creator.token, "trade"))
    if fees is None:
        return 0
    to_protocol = creator.protocol_owed + creator.protocol_collected
    return fees.amount - fees.to_creator - fees.to_fans - to_protocol


def _part(part: int, whole: int) -> int:
    return part * BPS // whole if whole else 0
