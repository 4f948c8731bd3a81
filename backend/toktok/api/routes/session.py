"""Signing in with a wallet, and out."""

from __future__ import annotations

from fastapi import Request, Response

from toktok.accounts.sessions import Held
from toktok.api.context import Served
from toktok.api.limits import counted
from toktok.api.origin import own_origin
from toktok.api.personal import personal
from toktok.api.schemas.problems import SIGNED_IN, TOO_MANY
from toktok.api.schemas.session_problems import SIGN_IN_REFUSED
from toktok.api.schemas.sessions import Challenge, ChallengeIn, Session, SessionIn
from toktok.api.session import HeldSession, OwnPage, forget_cookie, set_cookie, token_of
from toktok.chain.addresses import checksum
from toktok.routing import Router

router = Router(prefix="/v1/session", tags=["session"])


@router.post(
    "/challenge",
    response_model=Challenge,
    responses={**SIGN_IN_REFUSED, **TOO_MANY},
    dependencies=[OwnPage, counted("sign_in")],
)
def challenge(request: Request, context: Served, body: ChallengeIn) -> Response:
    """A text for an account to sign; it is good once, for ten minutes."""
    origin = own_origin(request, context.settings)
    given = context.sign_in.challenge(body.address, origin=origin)
    return personal({"message": given.message, "expires_at": given.expires_at})


@router.post(
    "",
    response_model=Session,
    responses={**SIGN_IN_REFUSED, **TOO_MANY},
    dependencies=[OwnPage, counted("sign_in")],
)
async def sign_in(request: Request, context: Served, body: SessionIn) -> Response:
    """Sign in: bring the text back with its signature (ECDSA or EIP-1271). Sets a cookie."""
    issued = await context.sign_in.sign_in(
        body.message,
        body.signature,
        agent=request.headers.get("user-agent", ""),
        before=token_of(request, context),
    )
    response = personal(_written(issued.held))
    set_cookie(response, request, context, issued)
    return response


@router.get("", response_model=Session, responses=SIGNED_IN)
def session(request: Request, context: Served, held: HeldSession) -> Response:
    """Who is signed in. A token that was in use for an hour is replaced."""
    token = token_of(request, context)
    issued = context.sessions.renew(token) if held.due and token is not None else None
    if issued is None:
        return personal(_written(held))
    response = personal(_written(issued.held))
    set_cookie(response, request, context, issued)
    return response


@router.delete("", status_code=204, responses=SIGNED_IN)
def sign_out(request: Request, context: Served, _held: HeldSession) -> Response:
    """Sign out of this browser."""
    token = token_of(request, context)
    if token is not None:
        context.sessions.end(token)
    response = personal(None)
    forget_cookie(response, request, context)
    return response


def _written(held: Held) -> dict[str, object]:
    return {
        "address": checksum(held.account),
        "csrf_token": held.csrf_token,
        "expires_at": held.expires_at,
    }
