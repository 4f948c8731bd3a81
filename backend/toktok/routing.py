"""Routes in one row.

FastAPI tries an address against routers inside routers twice on each level, and asks all of their routes each time
whether there are new ones. With 200 routes that took half a millisecond, as long as many an answer. So routers bring
whole addresses and are not put into one another, and a route is passed over by the characters it begins with.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from fastapi import APIRouter, FastAPI, Response
from fastapi.routing import APIRoute
from starlette.routing import Match
from starlette.types import Scope


class Route(APIRoute):
    """A route that is compared whole only with addresses that begin as it does."""

    def __init__(self, path: str, endpoint: Any, **options: Any) -> None:
        super().__init__(path, endpoint, **options)
        self._beginning = path.partition("{")[0]

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether it is meant, and what stands in its place holders."""
        if not scope["path"].startswith(self._beginning):
            return Match.NONE, {}
        return super().matches(scope)


Router = partial(APIRouter, route_class=Route)
"""What the routes of a module are collected in; `prefix` is all that comes before them."""

PageRouter = partial(Router, include_in_schema=False, default_response_class=Response)
"""The same for what people look at, which is no part of the API."""


def include(app: FastAPI, routers: Iterable[APIRouter]) -> None:
    """Answer the addresses of these routers: of two that fit, the one named first."""
    for router in routers:
        app.router.routes.extend(router.routes)
