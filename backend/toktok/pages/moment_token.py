"""One serial of a moment: who has it, what it went through, what it costs and brings."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Request, Response

from toktok.accounts.hidden import hidden_reason
from toktok.accounts.subjects import moment_subject
from toktok.pages.moment import (
    SERIALS,
    auction_shown,
    desk_shown,
    moment_shown,
    origin_shown,
    reviewed,
)
from toktok.pages.parameters import MomentId
from toktok.pages.rendering import page, part
from toktok.pages.site import serving
from toktok.routing import PageRouter

router = PageRouter()

TokenId = Annotated[int, Path(ge=1, le=2**53)]


@router.get("/moments/{moment}/{serial}")
def token_page(
    request: Request, moment: MomentId, serial: Annotated[int, Path(ge=1, lt=SERIALS)]
) -> Response:
    """A token."""
    context = serving(request)
    with context.store.read() as session:
        venue = context.venue(session)
        # The moment first: without one, its tokens would have numbers that no database holds.
        shown = moment_shown(session, moment, venue)
        desk = desk_shown(session, moment * SERIALS + serial, venue)
        whole = {
            **shown,
            **reviewed(request, session, shown["m"], venue),
            **desk,
            **auction_shown(session, desk["token"].auction, venue),
            **origin_shown(shown["m"], venue),
            "hidden_reason": hidden_reason(session, moment_subject(moment)),
            "here": "moments",
        }
        return page(request, session, "moment_token.html", whole)


@router.get("/fragments/desk/{token_id}")
def desk_part(request: Request, token_id: TokenId) -> Response:
    """How a token can be bought, sold and used."""
    return part(
        request, "parts/desk.html", lambda session, venue: desk_shown(session, token_id, venue)
    )


@router.get("/fragments/hands/{token_id}")
def hands_part(request: Request, token_id: TokenId) -> Response:
    """What a token went through."""
    return part(
        request, "parts/hands.html", lambda session, venue: desk_shown(session, token_id, venue)
    )
