"""What happened, as a list and live."""

from __future__ import annotations

from typing import Annotated

from fastapi import Header, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse
from sqlmodel import Session

from toktok.accounts.follows import followed
from toktok.api.answers import Reader
from toktok.api.context import Served
from toktok.api.limits import client_of
from toktok.api.messages import Filter
from toktok.api.origin import is_this_machine
from toktok.api.parameters import AccountFilter, CursorText, Limit
from toktok.api.personal import personal
from toktok.api.places import parse_place
from toktok.api.schemas.activity import EVENT_STREAM, ActivityPage
from toktok.api.schemas.missing import UNKNOWN
from toktok.api.schemas.problems import INVALID, SIGNED_IN
from toktok.api.session import SignedIn
from toktok.market.activity import list_activity, list_activity_of
from toktok.market.creators import find_creator
from toktok.market.kinds import Group, Kind
from toktok.market.rows import ActivityRow
from toktok.market.values import Address, Page
from toktok.routing import Router

router = Router(prefix="/v1", tags=["activity"])

TokenFilter = Annotated[
    str | None, Query(max_length=64, description="Only of this token (address or handle).")
]

GroupFilter = Annotated[
    Group | None, Query(description="Only kinds that are about this: each kind is in one group.")
]


@router.get("/activity", response_model=ActivityPage, responses=UNKNOWN)
def activity(
    read: Reader,
    account: AccountFilter,
    token: TokenFilter = None,
    moment: Annotated[int | None, Query(ge=1, le=2**53, description="Only of this moment.")] = None,
    kind: Annotated[Kind | None, Query(description="Only of this kind.")] = None,
    group: GroupFilter = None,
    limit: Limit = 50,
    cursor: CursorText = None,
) -> Response:
    """Everything that happened, the last first; of an account also what others sent it (`token_transfer`)."""

    def rows(session: Session) -> Page[ActivityRow]:
        return list_activity(
            session,
            token=_token(session, token),
            account=account,
            moment=moment,
            kind=kind,
            group=group,
            limit=limit,
            cursor=cursor,
        )

    return read.answer(rows)


@router.get("/activity/followed", response_model=ActivityPage, responses={**SIGNED_IN, **INVALID})
def followed_activity(
    context: Served,
    account: SignedIn,
    group: GroupFilter = None,
    limit: Limit = 50,
    cursor: CursorText = None,
) -> Response:
    """What those one follows did, the last first; of at most 200 of them."""
    with context.store.read() as session:
        page = list_activity_of(
            session, followed(session, account), group=group, limit=limit, cursor=cursor
        )
    return personal(page)


@router.get("/events", response_class=StreamingResponse, responses={**EVENT_STREAM, **INVALID})
async def events(
    request: Request,
    context: Served,
    account: AccountFilter,
    token: TokenFilter = None,
    last_event_id: Annotated[
        str | None, Header(description="Where to resume; browsers send it by themselves.")
    ] = None,
    after: Annotated[
        str | None,
        Query(
            max_length=48,
            description="The same for the first connection: an event's id or a block.",
        ),
    ] = None,
) -> StreamingResponse:
    """Live events (server-sent): each kind of activity, `head` after each block, `reorg`, `social`, `order`, `voucher`.

    After `reorg`, forget everything after block `to_block`; what happened instead follows (at -1,
    read all lists anew). A stream that falls behind is closed; reconnecting with `Last-Event-ID`
    brings what was missed, and `reorg` first if what was seen is no more. The last three are not of the chain and
    have no id: who was away reads anew. `social` names a subject whose likes, comments or followers have changed and
    whose it is (`account`). `order` and `voucher` name what was handed in (`hash`) and by whom (`account`); `owner` has
    the token that is offered for. An offer for any of a moment is told for every `account`: all who hold one may take it. `token_transfer` is told for
    who sent (`account`) and who received (`data.to`).
    """
    since = parse_place(last_event_id or after)
    only = await _in_thread(context, token)
    # Who is on this machine counts for nobody else: it may be a proxy that does not say for whom it asks.
    client = client_of(request)
    address = None if is_this_machine(client) else client
    stream = await context.hub.listen(Filter(token=only, account=account), since, address=address)
    headers = {"Cache-Control": "no-cache, no-transform", "X-Accel-Buffering": "no"}
    return StreamingResponse(stream, media_type="text/event-stream", headers=headers)


def _token(session: Session, name: str | None) -> Address | None:
    return None if name is None else find_creator(session, name).token


async def _in_thread(context: Served, name: str | None) -> Address | None:
    if name is None:
        return None

    def find() -> Address | None:
        with context.store.read() as session:
            return _token(session, name)

    return await run_in_threadpool(find)
