"""Tokens of moments: the serials of one, a single one with all it went through, an account's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import bindparam
from sqlmodel import Session, select

from toktok.market.creators import deployment
from toktok.market.paging import Listing
from toktok.market.values import Address, Page
from toktok.moments.authors import authors_of
from toktok.moments.errors import UnknownMomentToken
from toktok.moments.metadata import metadata_at
from toktok.moments.moments import find_moment, moment_rows
from toktok.moments.provenance import provenance
from toktok.moments.quoted import (
    Best,
    best_of_moments,
    best_of_tokens,
    better,
    listings_of,
    offers_for,
)
from toktok.moments.rows import HeldToken, TokenDetail, TokenRow, extend
from toktok.moments.venue import Venue
from toktok.store.rows import Rows, columns
from toktok.store.tables import Auction, AuctionStatus, Moment, MomentToken

_SERIAL = (31,)
_TOKEN = (63,)

_TOKENS = columns(MomentToken)
_SERIALS = Rows(
    MomentToken,
    _TOKENS.moment == bindparam("moment"),
    _TOKENS.serial > bindparam("after"),
    order=(_TOKENS.serial,),
    limit=bindparam("limit"),
)
_HELD = Rows(
    MomentToken,
    _TOKENS.owner == bindparam("owner"),
    _TOKENS.token_id > bindparam("after"),
    order=(_TOKENS.token_id,),
    limit=bindparam("limit"),
)
_MOMENTS = Rows(Moment, columns(Moment).moment.in_(bindparam("moments", expanding=True)))


def list_tokens(
    session: Session, moment: int, venue: Venue, *, limit: int = 50, cursor: str | None = None
) -> Page[TokenRow]:
    """The serials of a moment, the first first. Raises ForeignCursor, UnknownMoment."""
    of = find_moment(session, moment)
    listing = Listing(("tokens", moment, deployment(session)))
    (after,) = (0,) if cursor is None else listing.key(cursor, _SERIAL)
    found = _SERIALS.all(session, moment=moment, after=after, limit=limit + 1)
    shown = found[:limit]
    best = best_of_tokens(session, [each.token_id for each in shown], venue)
    rows = tuple(_row(each, of, best) for each in shown)
    return Page(rows, listing.cursor((shown[-1].serial,)) if len(found) > limit else None)


def one_token(session: Session, token_id: int, venue: Venue) -> TokenDetail:
    """A token with its moment, provenance, listings and offers. Raises UnknownMomentToken."""
    token = session.get(MomentToken, token_id)
    if token is None:
        raise UnknownMomentToken(token_id)
    of = find_moment(session, token.moment)
    best = best_of_tokens(session, [token_id], venue)
    return extend(
        TokenDetail,
        _row(token, of, best),
        of=moment_rows(session, [of], venue)[0],
        auction=_auction(session, token_id),
        history=provenance(session, token_id, venue),
        listings=listings_of(session, token, venue),
        offers=offers_for(session, token, venue),
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
    (after,) = (0,) if cursor is None else listing.key(cursor, _TOKEN)
    found = _HELD.all(session, owner=account, after=after, limit=limit + 1)
    shown = found[:limit]
    rows = tuple(_held(session, shown, venue))
    return Page(rows, listing.cursor((shown[-1].token_id,)) if len(found) > limit else None)


def _held(session: Session, tokens: Sequence[MomentToken], venue: Venue) -> list[HeldToken]:
    if not tokens:
        return []
    wanted = {each.moment for each in tokens}
    moments = _MOMENTS.all(session, moments=list(wanted))
    of = {each.moment: each for each in moments}
    authors = authors_of(session, moments)
    names = {each.moment: metadata_at(venue.media, each.uri) for each in moments}
    of_moments = best_of_moments(session, wanted, venue)
    of_tokens = best_of_tokens(session, [each.token_id for each in tokens], venue)
    held = []
    for token in tokens:
        moment, metadata = of[token.moment], names[token.moment]
        held.append(
            extend(
                HeldToken,
                _row(token, moment, of_tokens),
                name=metadata.name if metadata is not None else None,
                uri=moment.uri,
                author=authors[token.moment],
                best_offer=better(of_moments[token.moment].offer, of_tokens[token.token_id].offer),
            )
        )
    return held


def _row(token: MomentToken, of: Moment, best: Mapping[int, Best]) -> TokenRow:
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
        listing=best[token.token_id].listing,
    )


def _auction(session: Session, token_id: int) -> int | None:
    """The auction that holds the token."""
    return session.exec(
        select(Auction.auction).where(
            Auction.token_id == token_id, Auction.status == AuctionStatus.RUNNING
        )
    ).first()
