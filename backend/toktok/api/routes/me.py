"""One's own account: profile, picture, sessions, everything there is of it, and its end."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any

from fastapi import Request, Response

from toktok.accounts.belongings import export, leave
from toktok.accounts.pictures import drawn_anew
from toktok.accounts.profiles import own_profile, set_picture, set_profile
from toktok.accounts.sessions import ENDING
from toktok.accounts.tallies import ALONE
from toktok.api.context import Context, Served
from toktok.api.encode import plain
from toktok.api.limits import counted
from toktok.api.personal import HEADERS, personal
from toktok.api.schemas.export import EVERYTHING
from toktok.api.schemas.problems import SIGNED_IN, TOO_MANY
from toktok.api.schemas.profiles import Browsers, Profile, ProfileIn
from toktok.api.session import HeldSession, SignedIn, forget_cookie
from toktok.market.values import Address
from toktok.media.easel import at_easel
from toktok.routing import Router
from toktok.store.tables import AppProfile
from toktok.store.twins import table_of

router = Router(prefix="/v1/me", tags=["me"])

CHANGED = {**SIGNED_IN, **TOO_MANY}

_IMAGE: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            kind: {"schema": {"type": "string", "format": "binary"}, "example": "the file itself"}
            for kind in ("image/png", "image/jpeg", "image/webp")
        },
    }
}


@router.get("/profile", response_model=Profile, responses=SIGNED_IN)
def my_profile(context: Served, account: SignedIn) -> Response:
    """One's own profile, as one has written it."""
    with context.store.read() as session:
        return personal(own_profile(session, account))


@router.put(
    "/profile", response_model=Profile, responses=CHANGED, dependencies=[counted("profile")]
)
def put_profile(context: Served, account: SignedIn, body: ProfileIn) -> Response:
    """Say something else about oneself; the picture stays."""
    with context.store.write(alone=[table_of(AppProfile)]) as session:
        row = set_profile(session, account, name=body.name, bio=body.bio, links=body.links)
    context.names.forget(account)
    return personal(row)


@router.put(
    "/picture",
    response_model=Profile,
    responses=CHANGED,
    dependencies=[counted("profile")],
    openapi_extra=_IMAGE,
)
async def put_picture(request: Request, context: Served, account: SignedIn) -> Response:
    """Ask for this picture (PNG, JPEG or WebP): cut to a square and drawn anew, without what else is in the file.

    Others see it once an operator has approved it.
    """
    content = await request.body()
    picture = await at_easel(partial(drawn_anew, content))
    return await asyncio.to_thread(_show, context, account, picture)


@router.delete(
    "/picture", response_model=Profile, responses=CHANGED, dependencies=[counted("profile")]
)
def delete_picture(context: Served, account: SignedIn) -> Response:
    """Show no picture."""
    return _show(context, account, None)


@router.get("/sessions", response_model=Browsers, responses=SIGNED_IN)
def my_sessions(context: Served, held: HeldSession) -> Response:
    """Where one is signed in."""
    with context.store.read() as session:
        found = context.sessions.browsers(session, held.account, held)
    return personal({"items": [plain(each) for each in found]})


@router.delete("/sessions", status_code=204, responses=CHANGED, dependencies=[counted("profile")])
def end_sessions(request: Request, context: Served, account: SignedIn) -> Response:
    """Sign out everywhere, here too."""
    context.sessions.end_all(account)
    return _gone(request, context)


@router.get("/export", responses={**EVERYTHING, **SIGNED_IN})
def my_export(context: Served, account: SignedIn) -> Response:
    """Everything there is of one's account, as it is kept."""
    with context.store.read() as session:
        response = personal(export(session, account))
    name = f"toktok-{account.hex()[:8]}.json"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@router.delete("", status_code=204, responses=CHANGED, dependencies=[counted("profile")])
def delete_me(request: Request, context: Served, account: SignedIn) -> Response:
    """End the account: profile, comments, likes, lists, drafts and sessions go. What is on the chain stays there.

    So do signed orders and vouchers, which only the chain can undo.
    """
    alone = (*ALONE, table_of(AppProfile), *ENDING)
    with context.store.write(alone=alone) as session:
        unused = leave(session, account)
    if unused is not None:
        context.pictures.remove(unused)
    context.waiting.forget(account)
    context.names.forget(account)
    return _gone(request, context)


def _show(context: Context, account: Address, content: bytes | None) -> Response:
    picture = None if content is None else context.pictures.put(content)
    with context.store.write(alone=[table_of(AppProfile)]) as session:
        unused = set_picture(session, account, picture)
        row = own_profile(session, account)
    if unused is not None:
        context.pictures.remove(unused)
    context.names.forget(account)
    return personal(row)


def _gone(request: Request, context: Context) -> Response:
    response = Response(status_code=204, headers=HEADERS)
    forget_cookie(response, request, context)
    return response
