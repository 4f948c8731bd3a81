"""Files by CID: metadata, pictures, clips and sounds that are kept here."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Path, Response

from toktok.api.answers import matches
from toktok.api.context import Served
from toktok.api.ranges import Unsatisfiable, part_of
from toktok.api.schemas.media import FILE
from toktok.api.schemas.problems import INVALID, NO_FILE
from toktok.errors import ToktokError
from toktok.media.kinds import kind_of

router = APIRouter(prefix="/media", tags=["media"])

_FOR_EVER = "public, max-age=31536000, immutable"


class PartBehindEnd(ToktokError):
    """A part of a file that begins behind its end."""

    status = 416
    title = "Part behind the end"
    remedy = "Ask for the whole file: its length comes with it."


@router.get("/{cid}", response_class=Response, responses={**FILE, **NO_FILE, **INVALID})
def one_file(
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
    """A file, checked against its name; what it contains never changes."""
    content = context.media.read(cid)
    # The name is the hash of the content.
    headers = {"ETag": f'"{cid}"', "Cache-Control": _FOR_EVER, "Accept-Ranges": "bytes"}
    if matches(if_none_match, headers["ETag"]):
        return Response(status_code=304, headers=headers)
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
