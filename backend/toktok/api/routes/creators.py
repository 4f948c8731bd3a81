"""Creators, and what belongs to one: trades, holders, candles."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Response

from toktok.api.answers import Reader
from toktok.api.parameters import CreatorName, CursorText, Days, End, Limit, Start
from toktok.api.schemas.creators import Creator, CreatorPage
from toktok.api.schemas.income import CreatorSplits, Income
from toktok.api.schemas.market import CandlePage, HolderDayPage, HolderPage, TradePage
from toktok.api.schemas.missing import UNKNOWN
from toktok.api.schemas.problems import INVALID
from toktok.api.schemas.revenue import Revenue, RevenuePage
from toktok.api.schemas.trust import Trust
from toktok.market.candles import Interval, list_candles
from toktok.market.creators import creator, find_creator, list_creators
from toktok.market.holder_days import list_holder_days
from toktok.market.holders import list_holders
from toktok.market.ranking import Order
from toktok.market.rows import Status
from toktok.market.trades import list_trades
from toktok.market.trust import trust
from toktok.payouts.income import creator_splits, income
from toktok.payouts.revenue import list_revenue, revenue
from toktok.routing import Router

router = Router(prefix="/v1/creators", tags=["creators"])


@router.get("", response_model=CreatorPage, responses=INVALID)
def creators(
    read: Reader,
    sort: Annotated[
        Order,
        Query(
            description="Greatest first: TT behind the token, its net inflow in 24 hours, all trades so far or of 24 hours, or the launch."
        ),
    ] = "reserve",
    status: Annotated[Status | None, Query(description="Only launches that stand here.")] = None,
    q: Annotated[
        str,
        Query(
            max_length=64,
            pattern=r"^[^\x00-\x1f\x7f]*$",
            description="Part of handle, name or symbol.",
            examples=["ada"],
        ),
    ] = "",
    limit: Limit = 24,
    cursor: CursorText = None,
) -> Response:
    """Creators, in an order that holds from page to page while blocks arrive."""
    return read.answer(
        lambda session: list_creators(
            session, sort=sort, status=status, query=q.strip(), limit=limit, cursor=cursor
        )
    )


@router.get("/{name}", response_model=Creator, responses=UNKNOWN)
def one_creator(read: Reader, name: CreatorName) -> Response:
    """One creator: launch, curve and market of its token."""
    return read.answer(lambda session: creator(session, name))


@router.get("/{name}/trades", response_model=TradePage, responses=UNKNOWN)
def trades(
    read: Reader, name: CreatorName, limit: Limit = 50, cursor: CursorText = None
) -> Response:
    """Purchases and sales of the creator's token, the last first."""
    return read.answer(
        lambda session: list_trades(
            session, find_creator(session, name), limit=limit, cursor=cursor
        )
    )


@router.get("/{name}/holders", response_model=HolderPage, responses=UNKNOWN)
def holders(
    read: Reader, name: CreatorName, limit: Limit = 50, cursor: CursorText = None
) -> Response:
    """Who holds the token, balances and unclaimed allocations together, the greatest first."""
    return read.answer(
        lambda session: list_holders(
            session, find_creator(session, name), limit=limit, cursor=cursor
        )
    )


@router.get("/{name}/holders/history", response_model=HolderDayPage, responses=UNKNOWN)
def holder_days(
    read: Reader,
    name: CreatorName,
    start: Start = None,
    end: End = None,
    limit: Days = 90,
    cursor: CursorText = None,
) -> Response:
    """Holders and supply at the end of each UTC day that changed them, the oldest first."""
    return read.answer(
        lambda session: list_holder_days(
            session,
            find_creator(session, name).token,
            start=start,
            end=end,
            limit=limit,
            cursor=cursor,
        )
    )


@router.get("/{name}/candles", response_model=CandlePage, responses=UNKNOWN)
def candles(
    read: Reader,
    name: CreatorName,
    interval: Annotated[Interval, Query(description="One minute or five, hours or days.")] = "1h",
    start: Start = None,
    end: End = None,
    limit: Annotated[int, Query(ge=1, le=2_000, description="Candles on a page.")] = 500,
    cursor: CursorText = None,
) -> Response:
    """Prices over time, the oldest first. A span without a change has no candle."""
    return read.answer(
        lambda session: list_candles(
            session,
            find_creator(session, name).token,
            interval=interval,
            start=start,
            end=end,
            limit=limit,
            cursor=cursor,
        )
    )


@router.get("/{name}/income", response_model=Income, responses=UNKNOWN)
def one_income(read: Reader, name: CreatorName) -> Response:
    """What the creator earned outside of trades, by source and by moment, and who got which part."""
    return read.answer(lambda session: income(session, name))


@router.get("/{name}/revenue", response_model=RevenuePage, responses=UNKNOWN)
def revenue_days(
    read: Reader,
    name: CreatorName,
    start: Start = None,
    end: End = None,
    limit: Days = 90,
    cursor: CursorText = None,
) -> Response:
    """What came in for the creator and its fans, by UTC day and source, the oldest day first.

    A trade's fees count when it happens, an income when it is divided, as in `/income`.
    """
    return read.answer(
        lambda session: list_revenue(
            session,
            find_creator(session, name),
            start=start,
            end=end,
            limit=limit,
            cursor=cursor,
        )
    )


@router.get("/{name}/revenue/total", response_model=Revenue, responses=UNKNOWN)
def one_revenue(read: Reader, name: CreatorName) -> Response:
    """What came in for the creator and its fans on all days, by source."""
    return read.answer(lambda session: revenue(session, name))


@router.get("/{name}/splits", response_model=CreatorSplits, responses=UNKNOWN)
def one_splits(read: Reader, name: CreatorName) -> Response:
    """How the creator's side is divided where an income names no list of its own."""
    return read.answer(lambda session: creator_splits(session, name))


@router.get("/{name}/trust", response_model=Trust, responses=UNKNOWN)
def one_trust(read: Reader, name: CreatorName) -> Response:
    """What a buyer can check: how the launch was shared, what the creator has and did, fees, reserve."""
    return read.answer(lambda session: trust(session, name))
