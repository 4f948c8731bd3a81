"""Every route of an application."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi import FastAPI
from fastapi.routing import APIRoute


def routes_of(app: FastAPI) -> Iterator[tuple[str, str, APIRoute]]:
    """Method, address and route, one for each method."""
    for each in app.routes:
        if isinstance(each, APIRoute):
            yield from ((method, each.path, each) for method in each.methods or ())
