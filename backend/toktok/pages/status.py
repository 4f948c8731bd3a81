"""How the service stands: how far behind the chain, what the last audit found, where the contracts are."""

from __future__ import annotations

from importlib.metadata import version

from fastapi import Request, Response
from sqlmodel import Session

from toktok.market.clock import now_at
from toktok.market.errors import NothingIndexed
from toktok.market.status import read_mirror
from toktok.pages.parameters import Shown
from toktok.pages.rendering import page
from toktok.pages.site import Serving, serving
from toktok.routing import PageRouter

router = PageRouter()
QUIET_SECONDS = 300
"""After so long without a block the page says so: where people trade, blocks come within seconds."""


def status_shown(context: Serving, session: Session) -> Shown:
    """The node's head, the index, the audit, and what is paused. Raises NothingIndexed."""
    mirror, standing = read_mirror(session), context.standing
    if mirror is None:
        raise NothingIndexed
    waited = now_at(mirror.head) - mirror.head.timestamp
    return {
        "quiet": waited > QUIET_SECONDS,
        "mirror": mirror,
        "standing": standing,
        "trouble": standing.trouble,
        "audited": standing.audited,
        "paused": [each for each in mirror.pauses if each.until > mirror.head.timestamp],
    }


def contracts_shown(context: Serving, session: Session) -> Shown:
    """Every contract, and what it is made of. Raises NothingIndexed."""
    mirror = read_mirror(session)
    if mirror is None:
        raise NothingIndexed
    return {"contracts": context.code.contracts(context.deployment(mirror.chain_id))}


@router.get("/status")
def status_page(request: Request) -> Response:
    """How the service stands, for people."""
    context = serving(request)
    with context.store.read() as session:
        shown = {
            **status_shown(context, session),
            **contracts_shown(context, session),
            "version": version("toktok"),
            "here": "status",
        }
        return page(request, session, "status.html", shown)


@router.get("/fragments/status")
def status_part(request: Request) -> Response:
    """The figures that change."""
    context = serving(request)
    with context.store.read() as session:
        return page(request, session, "parts/status.html", status_shown(context, session))
