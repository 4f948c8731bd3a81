"""What the account that is signed in is told of."""

from __future__ import annotations

from fastapi import Response

from toktok.accounts import inbox as reading
from toktok.api.context import Served
from toktok.api.limits import counted
from toktok.api.parameters import CursorText, Limit
from toktok.api.personal import personal
from toktok.api.schemas.inbox import Inbox, Read, Unread
from toktok.api.schemas.problems import INVALID, SIGNED_IN, TOO_MANY
from toktok.api.session import SignedIn
from toktok.routing import Router

router = Router(prefix="/v1/inbox", tags=["inbox"])


@router.get("", response_model=Inbox, responses={**SIGNED_IN, **INVALID})
def inbox(
    context: Served, account: SignedIn, limit: Limit = 30, cursor: CursorText = None
) -> Response:
    """What happened to one's bids, sales, offers, launches and subscriptions; comments and followers; the last first."""
    with context.store.read() as session:
        venue = context.venue(session)
        return personal(reading.inbox(session, venue, account, limit=limit, cursor=cursor))


@router.get("/unread", response_model=Unread, responses=SIGNED_IN)
def unread(context: Served, account: SignedIn) -> Response:
    """How many notices are unread, and the newest of them."""
    with context.store.read() as session:
        return personal(reading.unread(session, context.venue(session), account))


@router.post(
    "/read",
    response_model=Unread,
    responses={**SIGNED_IN, **INVALID, **TOO_MANY},
    dependencies=[counted("keep")],
)
def read(context: Served, account: SignedIn, body: Read) -> Response:
    """Take everything up to a notice for read; what was read before stays read."""
    timestamp, block, log = map(int, body.up_to.split("-"))
    with context.store.write(alone=reading.ALONE) as session:
        reading.read_up_to(session, account, (timestamp, block, log))
        session.flush()
        return personal(reading.unread(session, context.venue(session), account))
