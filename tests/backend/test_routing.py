"""Addresses find their routes, and no other, as they would if each route were compared whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.routing import Match

from tests.support.served import bare_app
from toktok.routing import Route, Router, include

FILLED = ("1", "mira", "0x" + "ab" * 20, "a/b")


@pytest.fixture
def app(tmp_path: Path) -> FastAPI:
    """The application, which nobody starts."""
    return bare_app(tmp_path)


def addresses(app: FastAPI) -> set[str]:
    """Every address the application has, its place holders filled in several ways, and some beside them."""
    paths = {each.path for each in app.routes if isinstance(each, APIRoute)}
    filled = {re.sub(r"\{[^}]*\}", value, path) for path in paths for value in FILLED}
    return filled | {path + "/" for path in filled} | {path[:-1] for path in filled}


def test_no_route_is_passed_over_that_fits(app: FastAPI) -> None:
    routes = [each for each in app.routes if isinstance(each, Route)]
    assert len(routes) > 150
    for path in addresses(app):
        scope = {"type": "http", "method": "GET", "path": path, "root_path": ""}
        for route in routes:
            assert route.matches(scope)[0] == APIRoute.matches(route, scope)[0], (path, route.path)


def test_of_two_that_fit_the_one_named_first_answers() -> None:
    first, second = Router(prefix="/v1"), Router(prefix="/v1/moments")
    first.get("/moments/{moment}")(lambda: None)
    second.get("/tokens")(lambda: None)
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    include(app, (first, second))
    scope = {"type": "http", "method": "GET", "path": "/v1/moments/tokens", "root_path": ""}
    fitting = [each for each in app.routes if each.matches(scope)[0] == Match.FULL]
    paths = [each.path for each in fitting if isinstance(each, Route)]
    assert paths == ["/v1/moments/{moment}", "/v1/moments/tokens"]
