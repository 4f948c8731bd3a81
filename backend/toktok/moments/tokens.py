"""Tokens of moments: the serials of one, a single one with all it went through, an account's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import and_, or_
from sqlmodel import Session, col, select

from toktok.market.creators import deployment
from toktok.market.paging import Listing
from toktok.market.values import Address, Page
from toktok.moments.authors import authors_of
from toktok.moments.errors import UnknownMomentToken
from toktok.moments.metadata import metadata_at
from toktok.moments.moments import find_moment, moment_rows
from toktok.moments.provenance import provenance
from toktok.moments.quoted import best_offers, better, listings, open_orders, token_offers
from toktok.moments.rows import HeldToken, TokenDetail, TokenRow, extend
from toktok.moments.signed_rows import Quoted
from toktok.moments.typed_data import Side
from toktok.moments.venue import Venue
from toktok.store.tables import Auction, AuctionStatus, Moment, MomentToken, SignedOrder

_SERIAL = (31,)
_TOKEN = (63,)


def list_tokens(
    session: Session, moment: int, venue: Venue, *, limit: int = 50, cursor: str | None = None
) -> Page[TokenRow]:
    """The serials of a moment, the first first. Raises ForeignCursor, UnknownMoment."""
    of = find_moment(session, moment)
    listing = Listing(("tokens", moment, deployment(session)))
    statement = select(MomentToken).where(MomentToken.moment == moment)
    if cursor is not None:
        statement = statement.where(MomentToken.serial > listing.key(cursor, _SERIAL)[0])
    found = session.exec(statement.order_by(col(MomentToken.serial)).limit(limit + 1)).all()
    shown = found[:limit]
    listed = listings(session, [each.token_id for each in shown], venue)
    rows = tuple(_row(each, of, listed) for each in shown)
    return Page(rows, listing.cursor((shown[-1].serial,)) if len(found) > limit else None)


def one_token(session: Session, token_id: int, venue: Venue) -> TokenDetail:
    """A token with its moment, provenance, listings and offers. Raises UnknownMomentToken."""
    token = session.get(MomentToken, token_id)
    if token is None:
        raise UnknownMomentToken(token_id)
    of = find_moment(session, token.moment)
    listed = listings(session, [token_id], venue)
    return extend(
        TokenDetail,
        _row(token, of, listed),
        of=moment_rows(session, [of], venue)[0],
        auction=_auction(session, token_id),
        history=provenance(session, token_id, venue),
        listings=open_orders(
            session,
            venue,
            col(SignedOrder.token_id) == token_id,
            col(SignedOrder.side) == int(Side.LISTING),
            cheapest=True,
        ),
        offers=_offers(session, token, venue),
    )


def held_tokens(
    session: Session,
    account: Address,
    venue: Venue,
    *,
    limit: int = 50,
    cursor: str | None = None,
) -> Page[HeldToken]:
    """The tokens an account has, in the order of their ids. Raises ForeignCursor."""
    listing = Listing(("held", account, deployment(session)))
    statement = select(MomentToken).where(MomentToken.owner == account)
    if cursor is not None:
        statement = statement.where(MomentToken.token_id > listing.key(cursor, _TOKEN)[0])
    found = session.exec(statement.order_by(col(MomentToken.token_id)).limit(limit + 1)).all()
    shown = found[:limit]
    rows = tuple(_held(session, shown, venue))
    return Page(rows, listing.cursor((shown[-1].token_id,)) if len(found) > limit else None)


def _held(session: Session, tokens: Sequence[MomentToken], venue: Venue) -> list[HeldToken]:
    ids = [each.token_id for each in tokens]
    wanted = {each.moment for each in tokens}
    moments = session.exec(select(Moment).where(col(Moment.moment).in_(wanted))).all()
    of = {each.moment: each for each in moments}
    authors = authors_of(session, moments)
    names = {each.moment: metadata_at(venue.media, each.uri) for each in moments}
    listed = listings(session, ids, venue)
    for_moment, for_token = best_offers(session, wanted, venue), token_offers(session, ids, venue)
    held = []
    for token in tokens:
        moment, metadata = of[token.moment], names[token.moment]
        held.append(
            extend(
                HeldToken,
                _row(token, moment, listed),
                name=metadata.name if metadata is not None else None,
                uri=moment.uri,
                author=authors[token.moment],
                best_offer=better(for_moment.get(token.moment), for_token.get(token.token_id)),
            )
        )
    return held


def _row(token: MomentToken, of: Moment, listed: Mapping[int, Quoted]) -> TokenRow:
    unused = "unused" if of.perk else "none"
    return TokenRow(
        token_id=token.token_id,
        moment=token.moment,
        serial=token.serial,
        owner=token.owner,
        version=token.version,
        perk="redeemed" if token.redeemed_at is not None else unused,  # type: ignore[arg-type]
        redeemed_at=token.redeemed_at,
        minted_at=token.minted_at,
        moved_at=token.moved_at,
        last_price=token.last_price,
        listing=listed.get(token.token_id),
    )


def _offers(session: Session, token: MomentToken, venue: Venue) -> tuple[Quoted, ...]:
    """Open offers its owner could accept for this very token, the best first."""
    for_token = and_(
        col(SignedOrder.token_id) == token.token_id, col(SignedOrder.side) == int(Side.OFFER)
    )
    for_moment = and_(
        col(SignedOrder.moment) == token.moment,
        col(SignedOrder.side) == int(Side.MOMENT_OFFER),
        col(SignedOrder.version).in_((0, token.version)),
    )
    return open_orders(session, venue, or_(for_token, for_moment), cheapest=False)


def _auction(session: Session, token_id: int) -> int | None:
    """The auction that holds the token."""
    return session.exec(
        select(Auction.auction).where(
            Auction.token_id == token_id, Auction.status == AuctionStatus.RUNNING
        )
    ).first()
