"""Comments on creators and moments, and who may write them."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query, Response

from toktok.accounts import comments as said
from toktok.accounts.audiences import choose_audience
from toktok.accounts.subjects import find_subject
from toktok.accounts.tallies import ALONE
from toktok.api.context import Served
from toktok.api.limits import counted
from toktok.api.parameters import CursorText, Limit
from toktok.api.personal import personal
from toktok.api.routes.likes import SubjectPath
from toktok.api.schemas.social import (
    AudienceIn,
    Comment,
    CommentIn,
    CommentPage,
    CommentText,
    Discussion,
    HiddenIn,
)
from toktok.api.schemas.social_examples import COMMENT_ID, SUBJECT
from toktok.api.schemas.social_problems import COMMENTED, NO_SUBJECT, OWN_COMMENT, OWN_SUBJECT
from toktok.api.session import MaybeSignedIn, SignedIn
from toktok.routing import Router

router = Router(prefix="/v1", tags=["social"])

CommentPath = Annotated[
    str, Path(alias="comment", pattern=r"^[0-9a-f]{64}$", examples=[COMMENT_ID])
]


@router.get("/comments", response_model=CommentPage, responses=NO_SUBJECT)
def comments(
    context: Served,
    reader: MaybeSignedIn,
    subject: Annotated[
        str,
        Query(
            max_length=80,
            description="`creator:` and a token or handle, or `moment:` and a number.",
            examples=[SUBJECT],
        ),
    ],
    limit: Limit = 20,
    cursor: CursorText = None,
) -> Response:
    """Comments on a creator or a moment, the newest first."""
    sees_hidden = context.settings.is_operator(reader)
    with context.store.read() as session:
        return personal(
            said.list_comments(
                session, subject, reader, sees_hidden=sees_hidden, limit=limit, cursor=cursor
            )
        )


@router.post(
    "/comments",
    status_code=201,
    response_model=Comment,
    responses=COMMENTED,
    dependencies=[counted("comment")],
)
def comment(context: Served, account: SignedIn, body: CommentIn) -> Response:
    """Write a comment, if one is in the audience the creator has chosen."""
    with context.store.write(alone=ALONE) as session:
        return personal(said.write_comment(session, body.subject, account, body.body), 201)


@router.put(
    "/comments/{comment}",
    response_model=Comment,
    responses=OWN_COMMENT,
    dependencies=[counted("comment")],
)
def edit(context: Served, account: SignedIn, key: CommentPath, body: CommentText) -> Response:
    """Say one's own comment otherwise."""
    with context.store.write(alone=ALONE) as session:
        return personal(said.edit_comment(session, bytes.fromhex(key), account, body.body))


@router.delete(
    "/comments/{comment}", status_code=204, responses=OWN_COMMENT, dependencies=[counted("keep")]
)
def delete(context: Served, account: SignedIn, key: CommentPath) -> Response:
    """Delete one's own comment, for good."""
    with context.store.write(alone=ALONE) as session:
        said.delete_comment(session, bytes.fromhex(key), account)
    return personal(None)


@router.put(
    "/comments/{comment}/hidden",
    response_model=Comment,
    responses=OWN_COMMENT,
    dependencies=[counted("keep")],
)
def hide(context: Served, account: SignedIn, key: CommentPath, body: HiddenIn) -> Response:
    """Hide a comment under one's own name; its author still sees it, and why."""
    with context.store.write(alone=ALONE) as session:
        return personal(said.hide_comment(session, bytes.fromhex(key), account, body.reason))


@router.delete(
    "/comments/{comment}/hidden",
    response_model=Comment,
    responses=OWN_COMMENT,
    dependencies=[counted("keep")],
)
def show(context: Served, account: SignedIn, key: CommentPath) -> Response:
    """Show again what one has hidden oneself."""
    with context.store.write(alone=ALONE) as session:
        return personal(said.show_comment(session, bytes.fromhex(key), account))


@router.get("/discussions/{subject}", response_model=Discussion, responses=NO_SUBJECT)
def discussion(context: Served, reader: MaybeSignedIn, subject: SubjectPath) -> Response:
    """How many comments there are, and who may write them."""
    with context.store.read() as session:
        return personal(said.discussion(session, subject, reader))


@router.put(
    "/discussions/{subject}/audience",
    response_model=Discussion,
    responses=OWN_SUBJECT,
    dependencies=[counted("keep")],
)
def choose(context: Served, account: SignedIn, subject: SubjectPath, body: AudienceIn) -> Response:
    """Choose who may comment on one's token and all one's moments."""
    with context.store.write(alone=ALONE) as session:
        choose_audience(session, find_subject(session, subject), body.audience, account)
        return personal(said.discussion(session, subject, account))
