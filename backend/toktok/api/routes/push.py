"""Telling a browser of news while no page is open."""

from __future__ import annotations

from fastapi import Response

from toktok.accounts.push.errors import PushNotOffered
from toktok.accounts.push.news import known_now
from toktok.accounts.push.subscriptions import ALONE, Subscribing, forget_series, subscribe
from toktok.api.context import Served
from toktok.api.limits import counted
from toktok.api.personal import personal
from toktok.api.routes.status import NotReady
from toktok.api.schemas.problems import NOT_READY, SIGNED_IN, TOO_MANY, TOO_MUCH
from toktok.api.schemas.push import NOT_OFFERED, Push, PushIn
from toktok.api.session import HeldSession
from toktok.routing import Router

router = Router(prefix="/v1", tags=["inbox"])

CHANGED = {**SIGNED_IN, **TOO_MANY}


@router.get("/push", response_model=Push)
def push(context: Served) -> Response:
    """Whether browsers can be told of news, and with which key they subscribe to it."""
    return personal({"key": None if context.pusher is None else context.pusher.courier.key.public})


@router.put(
    "/me/push",
    status_code=204,
    responses={**CHANGED, **NOT_OFFERED, **TOO_MUCH, **NOT_READY},
    dependencies=[counted("keep")],
)
def put_push(context: Served, held: HeldSession, body: PushIn) -> Response:
    """Tell this browser what comes into one's inbox from now on, until it signs out."""
    if context.pusher is None:
        raise PushNotOffered
    if (trouble := context.standing.trouble) is not None:
        # What is not indexed yet is not known as old.
        raise NotReady(context.standing, trouble)
    said = Subscribing(body.endpoint, body.key, body.secret, body.language)
    with context.store.read() as session:
        known = known_now(session, context.venue(session), held.account)
    with context.store.write(alone=ALONE) as session:
        subscribe(
            session, held, said, context.pusher.courier.reach, known=known, now=context.sessions.now
        )
    return personal(None)


@router.delete("/me/push", status_code=204, responses=CHANGED, dependencies=[counted("keep")])
def delete_push(context: Served, held: HeldSession) -> Response:
    """Tell this browser nothing more."""
    with context.store.write(alone=ALONE) as session:
        forget_series(session, held.series)
    return personal(None)
