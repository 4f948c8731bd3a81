"""What belongs to one account: its portfolio and its payouts."""

from __future__ import annotations

from collections.abc import Iterator
from tempfile import SpooledTemporaryFile

from fastapi import Response
from fastapi.responses import StreamingResponse

from toktok.api.answers import Reader
from toktok.api.context import Served
from toktok.api.parameters import Account
from toktok.api.schemas.payouts import Payouts
from toktok.api.schemas.portfolio import Portfolio
from toktok.api.schemas.problems import INVALID
from toktok.api.schemas.statement import STATEMENT
from toktok.api.schemas.studio import Studio
from toktok.api.statement import as_csv
from toktok.moments.collection import collection
from toktok.moments.statement import statement
from toktok.payouts.payouts import payouts
from toktok.payouts.studio import studio
from toktok.routing import Router

router = Router(prefix="/v1", tags=["accounts"])

_IN_MEMORY = 1024 * 1024
_PIECE = 64 * 1024


@router.get("/portfolio/{address}", response_model=Portfolio, responses=INVALID)
def one_portfolio(read: Reader, context: Served, account: Account) -> Response:
    """What an account holds, what it cost, what leaving would bring now, what it earned.

    With its moments, auctions, open orders, subscriptions, and its part of the creator fund.
    """
    return read.answer(lambda session: collection(session, account, context.venue(session)))


@router.get("/payouts/{address}", response_model=Payouts, responses=INVALID)
def one_payouts(read: Reader, account: Account) -> Response:
    """What an account is owed, to the wei, where it comes from, and what it has claimed."""
    return read.answer(lambda session: payouts(session, account))


@router.get("/studio/{address}", response_model=Studio, responses=INVALID)
def one_studio(read: Reader, account: Account) -> Response:
    """What an account is as a creator: its token, its plan, who has subscribed, and where its income goes."""
    return read.answer(lambda session: studio(session, account))


@router.get(
    "/accounts/{address}/statement",
    response_class=StreamingResponse,
    responses={**STATEMENT, **INVALID},
)
def one_statement(context: Served, account: Account) -> StreamingResponse:
    """What an account paid, received and earned, act by act, the oldest first, as CSV; sums in whole units."""
    # Whoever takes it slowly holds a file until it is taken, and no connection to the database.
    file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
    with context.store.read() as session:
        file.writelines(as_csv(statement(session, account)))
    file.seek(0)
    name = f"toktok-0x{account.hex()}.csv"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-cache",
    }
    return StreamingResponse(_pieces(file), media_type="text/csv; charset=utf-8", headers=headers)


def _pieces(file: SpooledTemporaryFile[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(_PIECE):
            yield piece
