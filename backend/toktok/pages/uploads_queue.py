"""What waits for operators to look at: a part of their page, and that part by itself."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from toktok.accounts.social_errors import NotAnOperator
from toktok.accounts.uploads import count_waiting, list_uploads
from toktok.pages.parameters import Cursor, Shown
from toktok.pages.rendering import page
from toktok.pages.site import reader_of, serving

router = APIRouter()

UPLOADS_SHOWN = 10


def uploads_waiting(session: Session, cursor: str | None = None) -> Shown:
    """Uploads that wait, the first first."""
    rows = list_uploads(session, state="waiting", limit=UPLOADS_SHOWN, cursor=cursor)
    return {"waiting_uploads": rows, "waiting_count": count_waiting(session)}


@router.get("/fragments/uploads-queue")
def queue_part(request: Request, cursor: Cursor = None) -> Response:
    """Uploads that wait. Operators only."""
    with serving(request).store.read() as session:
        if not serving(request).settings.is_operator(reader_of(request, session)):
            raise NotAnOperator
        shown = uploads_waiting(session, cursor)
        return page(request, session, "parts/uploads_queue.html", shown)
