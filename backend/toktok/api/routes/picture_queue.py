"""Pictures of profiles that wait: operators let everybody see them, or send them back."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Response

from toktok.accounts.operators import approve_picture, refuse_picture
from toktok.accounts.picture_states import having_picture, waiting_pictures
from toktok.api.context import Context, Served
from toktok.api.limits import counted
from toktok.api.operator import Operator
from toktok.api.parameters import CursorText, Limit
from toktok.api.personal import personal
from toktok.api.schemas.profiles import PICTURE, WaitingPictures
from toktok.api.schemas.social import Act
from toktok.api.schemas.social_problems import ACTED, OPERATORS
from toktok.api.schemas.uploads import RejectionIn
from toktok.routing import Router

router = Router(prefix="/v1/operator/pictures", tags=["operators"])

PictureCid = Annotated[str, Path(max_length=64, description="CID of it.", examples=[PICTURE])]


@router.get("", response_model=WaitingPictures, responses=OPERATORS)
def waiting(
    context: Served, _operator: Operator, limit: Limit = 24, cursor: CursorText = None
) -> Response:
    """Pictures nobody has decided about, the oldest first. Operators only."""
    with context.store.read() as session:
        return personal(waiting_pictures(session, limit=limit, cursor=cursor))


@router.post(
    "/{cid}/approval",
    status_code=201,
    response_model=Act,
    responses=ACTED,
    dependencies=[counted("keep")],
)
def approval(context: Served, operator: Operator, cid: PictureCid) -> Response:
    """Let everybody see a picture, whoever has it. Operators only."""
    with context.store.write() as session:
        done = approve_picture(session, operator, cid)
    forget_faces(context, cid)
    return personal(done, 201)


@router.post(
    "/{cid}/rejection",
    status_code=201,
    response_model=Act,
    responses=ACTED,
    dependencies=[counted("keep")],
)
def rejection(context: Served, operator: Operator, cid: PictureCid, body: RejectionIn) -> Response:
    """Show a picture to nobody but who handed it in, who reads the reason. Operators only."""
    with context.store.write() as session:
        done = refuse_picture(session, operator, cid, body.reason)
    forget_faces(context, cid)
    return personal(done, 201)


def forget_faces(context: Context, picture: str) -> None:
    """Let pages ask anew how those look who have a picture."""
    with context.store.read() as session:
        accounts = having_picture(session, picture)
    for each in accounts:
        context.names.forget(each)
