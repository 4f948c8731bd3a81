"""What everybody sees of an account."""

from __future__ import annotations

from typing import Annotated

from fastapi import Header, Path, Request, Response

from toktok.accounts.picture_states import audience_of
from toktok.accounts.profiles import profile_of
from toktok.accounts.social_errors import PictureIsWithheld
from toktok.api.answers import MEDIA_TYPE, matches
from toktok.api.context import Served
from toktok.api.encode import encode
from toktok.api.parameters import Account
from toktok.api.personal import HEADERS as PERSONAL
from toktok.api.schemas.media import FILE
from toktok.api.schemas.missing import NO_FILE
from toktok.api.schemas.problems import INVALID
from toktok.api.schemas.profiles import PICTURE, Profile
from toktok.api.schemas.social_problems import WITHHELD_PICTURE
from toktok.api.session import reader_of
from toktok.media.caches import PUBLIC
from toktok.media.kinds import kind_of
from toktok.routing import Router

router = Router(prefix="/v1", tags=["profiles"])


@router.get("/profiles/{address}", response_model=Profile, responses=INVALID)
def one_profile(context: Served, account: Account) -> Response:
    """What an account says about itself: anybody may call themselves anything, so look at the address, too."""
    with context.store.read() as session:
        body = encode(profile_of(session, account))
    return Response(body, headers={"Cache-Control": "no-cache"}, media_type=MEDIA_TYPE)


@router.get(
    "/pictures/{cid}",
    response_class=Response,
    responses={**FILE, **NO_FILE, **WITHHELD_PICTURE, **INVALID},
)
def one_picture(
    request: Request,
    context: Served,
    cid: Annotated[str, Path(max_length=64, description="CID of a picture.", examples=[PICTURE])],
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """A picture of a profile, drawn anew as a square: what it shows never changes.

    What operators have not approved is for them and for who handed it in, signed in.
    """
    content = context.pictures.read(cid)
    with context.store.read() as session:
        reader = reader_of(request, context, session)
        audience = audience_of(session, context.settings, reader, cid)
    if audience == "nobody":
        raise PictureIsWithheld
    headers = {"ETag": f'"{cid}"', **(PUBLIC if audience == "everybody" else PERSONAL)}
    if matches(if_none_match, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=kind_of(content), headers=headers)
