"""What waits for operators to look at: parts of their page, and each part by itself."""

from __future__ import annotations

from fastapi import Request, Response
from sqlmodel import Session

from toktok.accounts.picture_states import count_pictures, waiting_pictures
from toktok.accounts.social_errors import NotAnOperator
from toktok.accounts.uploads import count_waiting, list_uploads
from toktok.pages.parameters import Cursor, Shown
from toktok.pages.rendering import page
from toktok.pages.site import reader_of, serving
from toktok.routing import PageRouter

router = PageRouter()

UPLOADS_SHOWN = 10
PICTURES_SHOWN = 24


def uploads_waiting(session: Session, cursor: str | None = None) -> Shown:
    """Uploads that wait, the first first."""
    rows = list_uploads(session, state="waiting", limit=UPLOADS_SHOWN, cursor=cursor)
    return {"waiting_uploads": rows, "waiting_count": count_waiting(session)}


def pictures_waiting(session: Session, cursor: str | None = None) -> Shown:
    """Pictures of profiles that wait, the first first."""
    rows = waiting_pictures(session, limit=PICTURES_SHOWN, cursor=cursor)
    return {"waiting_pictures": rows, "pictures_count": count_pictures(session)}


@router.get("/fragments/uploads-queue")
def uploads_part(request: Request, cursor: Cursor = None) -> Response:
    """Uploads that wait. Operators only."""
    with serving(request).store.read() as session:
        _require_operator(request, session)
        return page(request, session, "parts/uploads_queue.html", uploads_waiting(session, cursor))


@router.get("/fragments/pictures-queue")
def pictures_part(request: Request, cursor: Cursor = None) -> Response:
    """Pictures of profiles that wait. Operators only."""
    with serving(request).store.read() as session:
        _require_operator(request, session)
        shown = pictures_waiting(session, cursor)
        return page(request, session, "parts/pictures_queue.html", shown)


def _require_operator(request: Request, session: Session) -> None:
    if not serving(request).settings.is_operator(reader_of(request, session)):
        raise NotAnOperator
