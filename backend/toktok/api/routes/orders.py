"""Signed orders: handed in by anybody, filled by anybody."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Response

from toktok.api.answers import Reader
from toktok.api.context import Served
from toktok.api.limits import counted
from toktok.api.parameters import (
    MOST_ID,
    CursorText,
    HashPath,
    Limit,
    MakerFilter,
    MomentFilter,
)
from toktok.api.schemas.missing import NO_ORDER
from toktok.api.schemas.orders import Order, OrderPage
from toktok.api.schemas.problems import INVALID, REFUSED
from toktok.api.schemas.signed import OrderIn
from toktok.api.taken import answer
from toktok.moments.orders import OrderSort, list_orders, one_order
from toktok.moments.signed_rows import OrderState, SideName
from toktok.routing import Router

router = Router(prefix="/v1/orders", tags=["orders"])


@router.post(
    "",
    status_code=201,
    response_model=Order,
    responses={200: {"model": Order, "description": "It was known already."}, **REFUSED},
    dependencies=[counted("signed")],
)
async def hand_in(context: Served, body: OrderIn) -> Response:
    """Hand in a signed listing, offer or moment-wide offer, so that others find it.

    It is taken if the exchange would fill it now: terms, signature (ECDSA or EIP-1271), counter, group,
    the token's owner, version and approval, or the maker's TT and what the exchange may take of it.
    """
    taken = await context.desk.take_order(body.order.value(), body.signature)
    return answer(taken, "/v1/orders")


@router.get("", response_model=OrderPage, responses=INVALID)
def orders(
    read: Reader,
    context: Served,
    maker: MakerFilter,
    moment: MomentFilter = None,
    token: Annotated[
        int | None,
        Query(ge=1, le=MOST_ID, description="Only of this token; moment-wide offers are not."),
    ] = None,
    side: Annotated[SideName | None, Query(description="Only of this side.")] = None,
    state: Annotated[OrderState | None, Query(description="Only in this state.")] = None,
    sort: Annotated[
        OrderSort, Query(description="By when it was handed in, or by price.")
    ] = "newest",
    limit: Limit = 50,
    cursor: CursorText = None,
) -> Response:
    """Orders, and what the chain has made of them."""
    return read.answer(
        lambda session: list_orders(
            session,
            context.venue(session),
            moment=moment,
            token_id=token,
            maker=maker,
            side=side,
            state=state,
            sort=sort,
            limit=limit,
            cursor=cursor,
        )
    )


@router.get("/{hash}", response_model=Order, responses=NO_ORDER)
def one(read: Reader, context: Served, order: HashPath) -> Response:
    """One order, as the exchange takes it: anybody can fill it."""
    return read.answer(lambda session: one_order(session, order, context.venue(session)))
