"""What waits for operators: they look at it, and publish it or send it back."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Response

from toktok.accounts.clock import written_now
from toktok.accounts.upload_decisions import approve, reject
from toktok.accounts.upload_rows import UploadRow, UploadState
from toktok.accounts.uploads import list_uploads, one_upload, waiting_cids
from toktok.api.context import Context, Served
from toktok.api.limits import counted
from toktok.api.operator import Operator
from toktok.api.parameters import CursorText, Limit
from toktok.api.personal import personal
from toktok.api.routes.uploads import Part, UploadPath, file_of
from toktok.api.schemas.problems import SIGNED_IN, TOO_MANY
from toktok.api.schemas.upload_problems import NO_UPLOAD, UPLOAD_REFUSED
from toktok.api.schemas.uploads import RejectionIn, Upload, UploadPage
from toktok.routing import Router

router = Router(prefix="/v1/operator/uploads", tags=["operators"])


@router.get("", response_model=UploadPage, responses=SIGNED_IN)
def queue(
    context: Served,
    _operator: Operator,
    state: Annotated[UploadState, Query(description="Only in this state.")] = "waiting",
    limit: Limit = 24,
    cursor: CursorText = None,
) -> Response:
    """What was handed in, the first first. Operators only."""
    with context.store.read() as session:
        return personal(list_uploads(session, state=state, limit=limit, cursor=cursor))


@router.get("/{upload}/{part}", response_class=Response, responses={**SIGNED_IN, **NO_UPLOAD})
def file(context: Served, _operator: Operator, upload: UploadPath, part: Part) -> Response:
    """A file of an upload. Operators only."""
    with context.store.read() as session:
        return file_of(context, one_upload(session, upload), part)


@router.post(
    "/{upload}/approval",
    response_model=Upload,
    responses={**SIGNED_IN, **NO_UPLOAD, **UPLOAD_REFUSED, **TOO_MANY},
    dependencies=[counted("keep")],
)
def approval(context: Served, operator: Operator, upload: UploadPath) -> Response:
    """Publish the files by their CIDs, with metadata beside them. Operators only."""
    with context.store.write() as session:
        row = approve(
            session,
            upload,
            operator=operator,
            room=context.waiting,
            folder=context.media,
            now=written_now(session),
        )
    return _decided(context, row)


@router.post(
    "/{upload}/rejection",
    response_model=Upload,
    responses={**SIGNED_IN, **NO_UPLOAD, **UPLOAD_REFUSED, **TOO_MANY},
    dependencies=[counted("keep")],
)
def rejection(
    context: Served, operator: Operator, upload: UploadPath, body: RejectionIn
) -> Response:
    """Send an upload back with a reason; its files go. Operators only."""
    with context.store.write() as session:
        row = reject(session, upload, body.reason, operator=operator, now=written_now(session))
    return _decided(context, row)


def _decided(context: Context, row: UploadRow) -> Response:
    """What no other upload names leaves the waiting room, once the decision is kept."""
    with context.store.read() as session:
        needed = waiting_cids(session, row.account)
    files = {cid for cid in (row.media, row.poster) if cid is not None}
    context.waiting.drop(row.account, files - needed)
    return personal(row)
