"""What the account that is signed in is told of."""

from __future__ import annotations

from typing import Any

from fastapi import Request, Response
from sqlmodel import Session

from toktok.accounts.inbox import NoticeRow, inbox
from toktok.market.clock import now_at
from toktok.market.head import read_head
from toktok.pages.parameters import Cursor, Shown
from toktok.pages.rendering import page
from toktok.pages.site import reader_of, serving
from toktok.routing import PageRouter

router = PageRouter()

ROWS = 30
_HANDED_IN: dict[str, str] = {
    "picture_approved": "/account",
    "picture_rejected": "/account",
    "clip_approved": "/studio/moment",
    "clip_rejected": "/studio/moment",
    "sound_approved": "/studio/sound",
    "sound_rejected": "/studio/sound",
}
"""Where one goes on with what operators have looked at."""


def inbox_shown(request: Request, session: Session, cursor: str | None) -> Shown:
    """The reader's inbox; None for who is not signed in."""
    reader = reader_of(request, session)
    if reader is None:
        return {"inbox": None}
    venue = serving(request).venue(session)
    found = inbox(session, venue, reader, limit=ROWS, cursor=cursor)
    return {"inbox": found, "href": href, "says": says, "over": over(session, found.items)}


def href(notice: NoticeRow) -> str:
    """Where one can do something about it."""
    if notice.kind in ("launch_succeeded", "launch_failed") and notice.token is not None:
        return f"/launches/0x{notice.token.hex()}"
    token = notice.handle or (notice.token and f"0x{notice.token.hex()}")
    if notice.kind == "comment":
        return f"/creators/{token}#discussion" if token else f"/moments/{notice.moment}#discussion"
    if notice.kind in ("subscription_ending", "follow", "tokens_received"):
        return f"/creators/{token}" if token else f"/portfolio/0x{(notice.account or b'').hex()}"
    if notice.kind in _HANDED_IN:
        return _HANDED_IN[notice.kind]
    if notice.token_id is not None:
        return f"/moments/{notice.moment}/{notice.token_id % 100_000}"
    return f"/moments/{notice.moment}"


def says(notice: NoticeRow) -> str:
    """Which sentence tells of it: a comment or a follower may stand for several."""
    if notice.kind == "comment":
        several = "s" if notice.count > 1 else ""
        return f"comment{several}_on_{'moment' if notice.moment is not None else 'page'}"
    return "follows" if notice.kind == "follow" and notice.count > 1 else notice.kind


def over(session: Session, notices: Any) -> set[str]:
    """Those of which the end has passed by now."""
    now = now_at(read_head(session))
    return {each.id for each in notices if each.ends_at is not None and each.ends_at <= now}


@router.get("/inbox")
def inbox_page(request: Request, cursor: Cursor = None) -> Response:
    """What the reader is told of, or the invitation to sign in."""
    with serving(request).store.read() as session:
        shown = {**inbox_shown(request, session, cursor), "here": "inbox"}
        return page(request, session, "inbox.html", shown)


@router.get("/fragments/inbox")
def inbox_part(request: Request, cursor: Cursor = None) -> Response:
    """The list of notices."""
    with serving(request).store.read() as session:
        return page(request, session, "parts/notices.html", inbox_shown(request, session, cursor))
