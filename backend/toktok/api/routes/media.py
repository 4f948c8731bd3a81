"""Files by CID: metadata, pictures, clips and sounds that are kept here."""

from __future__ import annotations

from typing import Annotated

from fastapi import Header, Path, Request, Response

from toktok.accounts.hidden import may_review
from toktok.accounts.social_errors import FileIsWithheld
from toktok.api.answers import matches
from toktok.api.context import Context, Served
from toktok.api.personal import HEADERS as PERSONAL
from toktok.api.ranges import Unsatisfiable, part_of
from toktok.api.schemas.media import FILE
from toktok.api.schemas.missing import NO_FILE
from toktok.api.schemas.problems import INVALID
from toktok.api.schemas.social_problems import WITHHELD
from toktok.api.session import reader_of
from toktok.errors import ToktokError
from toktok.media.caches import PUBLIC
from toktok.media.kinds import kind_of
from toktok.routing import Router

router = Router(prefix="/v1/media", tags=["media"])


class PartBehindEnd(ToktokError):
    """A part of a file that begins behind its end."""

    status = 416
    title = "Part behind the end"
    remedy = "Ask for the whole file: its length comes with it."


@router.get("/{cid}", response_class=Response, responses={**FILE, **NO_FILE, **WITHHELD, **INVALID})
def one_file(
    request: Request,
    context: Served,
    cid: Annotated[
        str,
        Path(
            max_length=64,
            description="CIDv1 in base32, without `ipfs://`.",
            examples=["bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e"],
        ),
    ],
    range_: Annotated[
        str | None, Header(alias="Range", description="A part, such as `bytes=0-1023`.")
    ] = None,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """A file, checked against its name: what it contains never changes.

    What only hidden moments use is for operators and who made one of them, signed in.
    """
    # The name is the hash of the content.
    headers = {"ETag": f'"{cid}"', "Accept-Ranges": "bytes", **_may_be_kept(request, context, cid)}
    if matches(if_none_match, headers["ETag"]) and context.media.has(cid):
        return Response(status_code=304, headers=headers)
    content = context.media.read(cid)
    try:
        part = part_of(range_, len(content))
    except Unsatisfiable:
        raise PartBehindEnd(f"{cid} has {len(content)} bytes.") from None
    kind = kind_of(content)
    if part is None:
        return Response(content, media_type=kind, headers=headers)
    start, end = part
    headers["Content-Range"] = f"bytes {start}-{end - 1}/{len(content)}"
    return Response(content[start:end], 206, media_type=kind, headers=headers)


def _may_be_kept(request: Request, context: Context, cid: str) -> dict[str, str]:
    """By whom an answer with this file may be kept, and how long. Raises FileIsWithheld."""
    hidden = context.withheld.moments_with(cid)
    if not hidden:
        return PUBLIC
    with context.store.read() as session:
        reader = reader_of(request, context, session)
        if not may_review(session, context.settings, reader, hidden):
            raise FileIsWithheld(min(hidden))
    return PERSONAL
