"""Signed vouchers: moments that their first buyer creates."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Response

from toktok.api.answers import Reader
from toktok.api.context import Served
from toktok.api.limits import counted
from toktok.api.parameters import CreatorFilter, CursorText, HashPath, Limit
from toktok.api.schemas.missing import NO_VOUCHER
from toktok.api.schemas.orders import Voucher, VoucherPage
from toktok.api.schemas.problems import INVALID, REFUSED
from toktok.api.schemas.signed import VoucherIn
from toktok.api.taken import answer
from toktok.moments.signed_rows import VoucherState
from toktok.moments.vouchers import list_vouchers, one_voucher
from toktok.routing import Router

router = Router(prefix="/v1/vouchers", tags=["vouchers"])


@router.post(
    "",
    status_code=201,
    response_model=Voucher,
    responses={200: {"model": Voucher, "description": "It was known already."}, **REFUSED},
    dependencies=[counted("signed")],
)
async def hand_in(context: Served, body: VoucherIn) -> Response:
    """Hand in a signed voucher, so that somebody can buy the first serial and create the moment.

    It is taken if its terms are within bounds, the signature is the creator's (ECDSA or EIP-1271), its
    nonce is unused, and the creator has not moved since.
    """
    taken = await context.desk.take_voucher(body.voucher.value(), body.signature)
    return answer(taken, "/v1/vouchers")


@router.get("", response_model=VoucherPage, responses=INVALID)
def vouchers(
    read: Reader,
    context: Served,
    creator: CreatorFilter,
    state: Annotated[VoucherState | None, Query(description="Only in this state.")] = None,
    limit: Limit = 50,
    cursor: CursorText = None,
) -> Response:
    """Vouchers, and what the chain has made of them."""
    return read.answer(
        lambda session: list_vouchers(
            session,
            context.venue(session),
            creator=creator,
            state=state,
            limit=limit,
            cursor=cursor,
        )
    )


@router.get("/{hash}", response_model=Voucher, responses=NO_VOUCHER)
def one(read: Reader, context: Served, voucher: HashPath) -> Response:
    """One voucher, as `mintVoucher` takes it."""
    return read.answer(lambda session: one_voucher(session, voucher, context.venue(session)))
