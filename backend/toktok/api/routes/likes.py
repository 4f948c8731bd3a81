"""Likes and follows."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Response

from toktok.accounts import follows, likes
from toktok.accounts.tallies import ALONE
from toktok.api.context import Served
from toktok.api.limits import counted
from toktok.api.parameters import Account, CursorText, Limit
from toktok.api.personal import personal
from toktok.api.schemas.problems import INVALID
from toktok.api.schemas.social import Follow, FollowedPage, Likes
from toktok.api.schemas.social_examples import SUBJECT
from toktok.api.schemas.social_problems import FOLLOWED, LIKED, NO_SUBJECT
from toktok.api.session import MaybeSignedIn, SignedIn
from toktok.routing import Router

router = Router(prefix="/v1", tags=["social"])

SubjectPath = Annotated[
    str,
    Path(
        max_length=80,
        description="`creator:` and a token or handle, or `moment:` and a number.",
        examples=[SUBJECT],
    ),
]


@router.get("/likes/{subject}", response_model=Likes, responses=NO_SUBJECT)
def show_likes(context: Served, reader: MaybeSignedIn, subject: SubjectPath) -> Response:
    """How many like a creator or a moment; a creator is liked with all its moments."""
    with context.store.read() as session:
        return personal(likes.likes_of(session, subject, reader))


@router.put(
    "/likes/{subject}", response_model=Likes, responses=LIKED, dependencies=[counted("like")]
)
def like(context: Served, account: SignedIn, subject: SubjectPath) -> Response:
    """Like it. Once is enough: sent again, nothing changes."""
    with context.store.write(alone=ALONE) as session:
        return personal(likes.like(session, subject, account))


@router.delete(
    "/likes/{subject}", response_model=Likes, responses=LIKED, dependencies=[counted("like")]
)
def unlike(context: Served, account: SignedIn, subject: SubjectPath) -> Response:
    """Like it no more."""
    with context.store.write(alone=ALONE) as session:
        return personal(likes.unlike(session, subject, account))


@router.get("/accounts/{address}/follows", response_model=FollowedPage, responses=INVALID)
def followed(
    context: Served, account: Account, limit: Limit = 50, cursor: CursorText = None
) -> Response:
    """The creators an account follows, in the order of their addresses."""
    with context.store.read() as session:
        return personal(follows.list_followed(session, account, limit=limit, cursor=cursor))


@router.get("/follows/{address}", response_model=Follow, responses=INVALID)
def show_follow(context: Served, reader: MaybeSignedIn, account: Account) -> Response:
    """How many follow an account."""
    with context.store.read() as session:
        return personal(follows.follow_row(session, account, reader))


@router.put(
    "/follows/{address}",
    response_model=Follow,
    responses=FOLLOWED,
    dependencies=[counted("follow")],
)
def follow(context: Served, reader: SignedIn, account: Account) -> Response:
    """Follow a creator. Once is enough: sent again, nothing changes."""
    with context.store.write(alone=ALONE) as session:
        return personal(follows.follow(session, reader, account))


@router.delete(
    "/follows/{address}",
    response_model=Follow,
    responses=FOLLOWED,
    dependencies=[counted("follow")],
)
def unfollow(context: Served, reader: SignedIn, account: Account) -> Response:
    """Follow it no more."""
    with context.store.write(alone=ALONE) as session:
        return personal(follows.unfollow(session, reader, account))
