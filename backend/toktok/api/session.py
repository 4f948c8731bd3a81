"""Who sends a request: what routes ask for when it matters who is signed in."""

from __future__ import annotations

from hmac import compare_digest
from typing import Annotated

from fastapi import Depends, Header, Request, Response, Security
from fastapi.security import APIKeyCookie
from sqlmodel import Session

from toktok.accounts.errors import NotSignedIn, WrongCsrfToken
from toktok.accounts.sessions import Held, Issued, cookie_name, is_secure, token_in
from toktok.api.context import Context, Served
from toktok.api.origin import SAFE, require_own_page
from toktok.market.values import Address

_COOKIE = APIKeyCookie(
    name="toktok", auto_error=False, description="Set by `POST /v1/session`; no script can read it."
)


def token_of(request: Request, context: Context) -> str | None:
    """The session's token, as the browser sent it."""
    return token_in(request.cookies, context.settings, scheme=request.url.scheme)


def reader_of(request: Request, context: Context, session: Session) -> Address | None:
    """Who sends a request, if they signed in: for routes that ask only now and then."""
    held = context.sessions.find(session, token_of(request, context))
    return None if held is None else held.account


def _find(
    request: Request, context: Served, _cookie: Annotated[str | None, Security(_COOKIE)]
) -> Held | None:
    token = token_of(request, context)
    if token is None:
        return None
    with context.store.read() as session:
        return context.sessions.find(session, token)


def _require(
    request: Request,
    context: Served,
    held: Annotated[Held | None, Depends(_find)],
    x_csrf_token: Annotated[
        str, Header(max_length=64, description="`csrf_token` of the session; for all but reading.")
    ] = "",
) -> Held:
    if request.method not in SAFE:
        require_own_page(request, context.settings)
    if held is None:
        raise NotSignedIn
    if request.method not in SAFE and not compare_digest(
        x_csrf_token.encode(), held.csrf_token.encode()
    ):
        raise WrongCsrfToken
    return held


HeldSession = Annotated[Held, Depends(_require)]
"""The session of a request. Raises NotSignedIn, ForeignOrigin, WrongCsrfToken."""


def _account(held: HeldSession) -> Address:
    return held.account


def _maybe_account(held: Annotated[Held | None, Depends(_find)]) -> Address | None:
    return None if held is None else held.account


def _own_page(request: Request, context: Served) -> None:
    require_own_page(request, context.settings)


SignedIn = Annotated[Address, Depends(_account)]
"""Who sent this. Raises NotSignedIn; for what changes something ForeignOrigin, WrongCsrfToken too."""

MaybeSignedIn = Annotated[Address | None, Depends(_maybe_account)]
"""Who reads this, if they signed in."""

OwnPage = Depends(_own_page)
"""A route with this refuses what another site's page sent."""


def set_cookie(response: Response, request: Request, context: Context, issued: Issued) -> None:
    """Hand a browser its token; no script sees it, and no other site's form sends it."""
    secure = is_secure(context.settings, request.url.scheme)
    response.set_cookie(
        cookie_name(secure=secure),
        issued.token,
        max_age=issued.held.expires_at - context.sessions.now,
        path="/",
        httponly=True,
        samesite="lax",
        secure=secure,
    )


def forget_cookie(response: Response, request: Request, context: Context) -> None:
    """Have a browser forget its token."""
    secure = is_secure(context.settings, request.url.scheme)
    response.delete_cookie(
        cookie_name(secure=secure), path="/", httponly=True, samesite="lax", secure=secure
    )
