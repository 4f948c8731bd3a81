"""What people like and say about a creator or a moment: parts that other pages have."""

from __future__ import annotations

from fastapi import Request, Response
from sqlmodel import Session

from toktok.accounts.comments import MOST_CHARACTERS, discussion, list_comments
from toktok.accounts.follows import follow_row
from toktok.accounts.hidden import hidden_reason
from toktok.accounts.likes import likes_of
from toktok.accounts.social_rows import Reason
from toktok.accounts.subjects import account_tally, creator_subject, find_subject
from toktok.pages.parameters import Cursor, Shown
from toktok.pages.rendering import page
from toktok.pages.site import reader_of, serving
from toktok.routing import PageRouter

router = PageRouter()

COMMENTS_SHOWN = 20
REASONS: tuple[Reason, ...] = (
    "spam",
    "insult",
    "sexual",
    "violence",
    "copyright",
    "impersonation",
    "other",
)


def social_shown(request: Request, session: Session, subject: str, cursor: str | None) -> Shown:
    """Everything that a page shows around a creator or a moment. Raises UnknownSubject."""
    return {
        **likes_shown(request, session, subject),
        **comments_shown(request, session, subject, cursor),
        "reasons": REASONS,
        "discussion_limit": MOST_CHARACTERS,
    }


def likes_shown(request: Request, session: Session, subject: str) -> Shown:
    """Likes, followers of the creator, and under which names changes of them are told."""
    reader, found = reader_of(request, session), find_subject(session, subject)
    told = [found.name, account_tally(found.owner)]
    if found.token is not None:
        told.append(creator_subject(found.token))
    return {
        "likes": likes_of(session, found.name, reader),
        "follow": follow_row(session, found.owner, reader),
        "told": " ".join(dict.fromkeys(told)),
        "hidden_reason": hidden_reason(session, found.name),
    }


def comments_shown(request: Request, session: Session, subject: str, cursor: str | None) -> Shown:
    """Comments, and who may write them."""
    reader = reader_of(request, session)
    sees_hidden = serving(request).settings.is_operator(reader)
    found = list_comments(
        session, subject, reader, sees_hidden=sees_hidden, limit=COMMENTS_SHOWN, cursor=cursor
    )
    return {"discussion": discussion(session, subject, reader), "comments": found}


@router.get("/fragments/likes/{subject}")
def likes_part(request: Request, subject: str) -> Response:
    """Likes of a subject, and followers of its creator."""
    with serving(request).store.read() as session:
        return page(request, session, "parts/likes.html", likes_shown(request, session, subject))


@router.get("/fragments/comments/{subject}")
def comments_part(request: Request, subject: str, cursor: Cursor = None) -> Response:
    """Comments on a subject."""
    with serving(request).store.read() as session:
        shown = comments_shown(request, session, subject, cursor)
        return page(request, session, "parts/comments.html", shown)
