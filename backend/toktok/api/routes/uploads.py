"""Clips and sounds that people hand in: seen by them and by operators until they are approved."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import Path, Query, Request, Response
from fastapi.responses import FileResponse

from toktok.accounts.clock import written_now
from toktok.accounts.upload_rows import UploadRow, UploadState
from toktok.accounts.uploads import hand_in, list_uploads, one_upload, waiting_cids
from toktok.api.context import Context, Served
from toktok.api.limits import counted
from toktok.api.parameters import MOST_ID, CursorText, Limit
from toktok.api.personal import HEADERS, personal
from toktok.api.schemas.problems import SIGNED_IN, TOO_MANY
from toktok.api.schemas.upload_problems import NO_UPLOAD, NOT_WAITING, ROOM_FULL, UPLOAD_REFUSED
from toktok.api.schemas.uploads import Upload, UploadIn, UploadPage, WaitingFile
from toktok.api.session import SignedIn
from toktok.media.folder import UnknownMediaError
from toktok.routing import Router

router = Router(prefix="/v1/uploads", tags=["uploads"])

UploadPath = Annotated[
    int, Path(alias="upload", ge=1, le=MOST_ID, description="Number of the upload.", examples=[7])
]
Part = Annotated[
    str, Path(pattern="^(media|poster)$", description="The clip or sound, or its picture.")
]
_BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.post(
    "/files",
    status_code=201,
    response_model=WaitingFile,
    responses={**SIGNED_IN, **UPLOAD_REFUSED, **TOO_MANY, **ROOM_FULL},
    dependencies=[counted("upload")],
    openapi_extra=_BODY,
)
async def take_file(request: Request, context: Served, account: SignedIn) -> Response:
    """Bring one file: the body is its bytes, which alone decide what it is. It waits for a day to be named.

    A clip is MP4 of up to 48 MiB and 3 minutes, a picture PNG, JPEG or WebP of up to 4 MiB, a sound MP3,
    M4A, WAV, OGG or FLAC of up to 24 MiB.
    """
    kept = await asyncio.to_thread(_kept, context)
    return personal(await context.waiting.take(account, request.stream(), kept=kept), 201)


@router.post(
    "",
    status_code=201,
    response_model=Upload,
    responses={**SIGNED_IN, **NOT_WAITING, **UPLOAD_REFUSED, **TOO_MANY},
    dependencies=[counted("keep")],
)
def hand_in_files(context: Served, account: SignedIn, body: UploadIn) -> Response:
    """Ask operators to publish files that wait. Nobody else sees them before that."""
    with context.store.write() as session:
        row = hand_in(session, account, body.value(), context.waiting, now=written_now(session))
    return personal(row, 201)


@router.get("", response_model=UploadPage, responses=SIGNED_IN)
def own_uploads(
    context: Served,
    account: SignedIn,
    state: Annotated[UploadState | None, Query(description="Only in this state.")] = None,
    limit: Limit = 24,
    cursor: CursorText = None,
) -> Response:
    """What you handed in, the last first."""
    with context.store.read() as session:
        rows = list_uploads(session, account=account, state=state, limit=limit, cursor=cursor)
    return personal(rows)


@router.get("/{upload}", response_model=Upload, responses={**SIGNED_IN, **NO_UPLOAD})
def own_upload(context: Served, account: SignedIn, upload: UploadPath) -> Response:
    """One of your uploads, and what became of it."""
    with context.store.read() as session:
        return personal(one_upload(session, upload, account=account))


@router.get("/{upload}/{part}", response_class=Response, responses={**SIGNED_IN, **NO_UPLOAD})
def own_file(context: Served, account: SignedIn, upload: UploadPath, part: Part) -> Response:
    """A file of one of your uploads."""
    with context.store.read() as session:
        return file_of(context, one_upload(session, upload, account=account), part)


def file_of(context: Context, row: UploadRow, part: str) -> Response:
    """A file of an upload, from where it waits or from where it was published. Raises UnknownMediaError."""
    cid, kind = (row.media, row.media_kind) if part == "media" else (row.poster, row.poster_kind)
    if cid is None or kind is None:
        raise UnknownMediaError("It has no picture.")
    try:
        path = context.waiting.path(row.account, cid)
    except UnknownMediaError:
        path = context.media.root / cid
        if row.state != "approved" or not path.is_file():
            raise
    return FileResponse(path, media_type=kind, headers=HEADERS)


def _kept(context: Context) -> set[str]:
    with context.store.read() as session:
        return waiting_cids(session)
