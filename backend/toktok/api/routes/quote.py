"""Quotes."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Response

from toktok.api.answers import Reader
from toktok.api.schemas.missing import NOT_TRADING
from toktok.api.schemas.quote import Quote
from toktok.errors import InvalidInputError
from toktok.market.quotes import quote
from toktok.market.rows import Side
from toktok.routing import Router

router = Router(prefix="/v1/quote", tags=["quote"])

_MOST = 2**256 - 1


class InvalidAmount(InvalidInputError):
    """An amount no token can have."""

    title = "Invalid amount"
    remedy = "Give wei as digits, below 2^256."


@router.get("", response_model=Quote, responses=NOT_TRADING)
def one_quote(
    read: Reader,
    token: Annotated[
        str, Query(max_length=64, description="Address of the token, or handle.", examples=["ada"])
    ],
    side: Annotated[
        Side,
        Query(description="`buy` spends exactly the amount, `buy_exact` gets it, `sell` gives it."),
    ],
    amount: Annotated[
        str,
        Query(
            pattern="^[0-9]{1,78}$",
            description="TT wei for `buy`, token wei otherwise; digits only.",
            examples=["1000000000000000000"],
        ),
    ],
) -> Response:
    """What a trade would do in the indexed state, to the wei what the contract says there."""
    wanted = int(amount)
    if wanted > _MOST:
        raise InvalidAmount("The amount does not fit into 256 bits.")
    return read.answer(lambda session: quote(session, token, side=side, amount=wanted))
