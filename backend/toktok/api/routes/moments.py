"""Moments and their tokens."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query, Response
from sqlmodel import Session

from toktok.api.answers import Reader
from toktok.api.context import Served
from toktok.api.parameters import MOST_ID, Account, CursorText, Limit, MomentPath
from toktok.api.schemas.missing import NO_MOMENT, NO_TOKEN, UNKNOWN
from toktok.api.schemas.moments import History, MomentDetail, MomentPage
from toktok.api.schemas.problems import INVALID
from toktok.api.schemas.tokens import HeldPage, TokenDetail, TokenPage
from toktok.market.head import read_head
from toktok.moments.drops import list_drops
from toktok.moments.history import history
from toktok.moments.moments import Sort, list_moments, one_moment
from toktok.moments.offered import Offered
from toktok.moments.rows import SaleState
from toktok.moments.tokens import held_tokens, list_tokens, one_token
from toktok.routing import Router

router = Router(prefix="/v1", tags=["moments"])


@router.get("/moments", response_model=MomentPage, responses=UNKNOWN)
def moments(
    read: Reader,
    context: Served,
    creator: Annotated[
        str | None,
        Query(
            max_length=64,
            description="Only of this creator: handle, token or account.",
            examples=["ada"],
        ),
    ] = None,
    state: Annotated[
        SaleState | None, Query(description="Only where the sale stands here.")
    ] = None,
    perk: Annotated[bool | None, Query(description="Only with, or without, a perk.")] = None,
    sound: Annotated[
        int | None, Query(ge=1, le=MOST_ID, description="Only with this sound.")
    ] = None,
    offered: Annotated[
        Offered | None,
        Query(description="Only with an auction that is not settled, or with an open listing."),
    ] = None,
    sort: Annotated[Sort, Query(description="By creation, or by price per serial.")] = "newest",
    limit: Limit = 24,
    cursor: CursorText = None,
) -> Response:
    """Moments of every creator."""
    return read.answer(
        lambda session: list_moments(
            session,
            context.venue(session),
            creator=creator,
            state=state,
            perk=perk,
            sound=sound,
            offered=offered,
            sort=sort,
            limit=limit,
            cursor=cursor,
        )
    )


@router.get("/moments/drops", response_model=MomentPage, responses=INVALID)
def drops(read: Reader, context: Served, limit: Limit = 12) -> Response:
    """What is urgent: auctions that end within a week, sales that open within a week, then the newest on sale."""

    def listed(session: Session) -> object:
        now = read_head(session).timestamp
        return list_drops(session, context.venue(session), now=now, limit=limit)

    return read.answer(listed)


@router.get("/moments/{moment}", response_model=MomentDetail, responses=NO_MOMENT)
def one(read: Reader, context: Served, moment: MomentPath) -> Response:
    """One moment: terms, editions, sound, splits, and what is booked and not yet divided."""
    return read.answer(lambda session: one_moment(session, moment, context.venue(session)))


@router.get("/moments/{moment}/tokens", response_model=TokenPage, responses=NO_MOMENT)
def tokens(
    read: Reader,
    context: Served,
    moment: MomentPath,
    limit: Limit = 50,
    cursor: CursorText = None,
) -> Response:
    """The serials that exist, the first first."""
    return read.answer(
        lambda session: list_tokens(
            session, moment, context.venue(session), limit=limit, cursor=cursor
        )
    )


@router.get("/moments/{moment}/history", response_model=History, responses=NO_MOMENT)
def moment_history(
    read: Reader,
    context: Served,
    moment: MomentPath,
    limit: Limit = 50,
    cursor: CursorText = None,
) -> Response:
    """Mints, sales, auctions, bids, perks used and plain transfers, the last first."""
    return read.answer(
        lambda session: history(session, moment, context.venue(session), limit=limit, cursor=cursor)
    )


@router.get("/tokens/{token_id}", response_model=TokenDetail, responses=NO_TOKEN)
def token(
    read: Reader,
    context: Served,
    token_id: Annotated[
        int,
        Path(ge=1, le=MOST_ID, description="Moment · 100,000 + serial.", examples=[100_001]),
    ],
) -> Response:
    """One serial: owner, version, perk, where it comes from, what it could be bought or sold for."""
    return read.answer(lambda session: one_token(session, token_id, context.venue(session)))


@router.get("/accounts/{address}/moments", response_model=HeldPage, responses=INVALID)
def held(
    read: Reader,
    context: Served,
    account: Account,
    limit: Limit = 50,
    cursor: CursorText = None,
) -> Response:
    """The serials an account has, in the order of their ids."""
    return read.answer(
        lambda session: held_tokens(
            session, account, context.venue(session), limit=limit, cursor=cursor
        )
    )
