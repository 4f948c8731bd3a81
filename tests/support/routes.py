"""Every route of an application, those of routers inside routers too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute


def routes_of(app: FastAPI) -> Iterator[tuple[str, str, APIRoute]]:
    """Method, whole path and route, one for each method."""
    yield from _inside(app.router, "")


def _inside(router: Any, prefix: str) -> Iterator[tuple[str, str, APIRoute]]:
    for each in router.routes:
        if isinstance(each, APIRoute):
            for method in each.methods or ():
                yield method, prefix + each.path, each
        elif hasattr(each, "original_router"):
            yield from _inside(each.original_router, prefix + each.include_context.prefix)
