"""What the description of the API says of many routes at once, so that none has to say it for itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute

from toktok.api.answers import is_kept
from toktok.api.limits import is_counted, largest_body
from toktok.api.schemas.problems import SCHEMAS, TOO_MANY, too_large

_RETRY_AFTER = {
    "Retry-After": {
        "description": "So many seconds later it may be sent again.",
        "required": True,
        "schema": {"type": "integer", "minimum": 0},
        "example": 3,
    }
}
_ETAG = {
    "ETag": {
        "description": "Names this content; send it in `If-None-Match` to hear only of another.",
        "required": True,
        "schema": {"type": "string"},
        "example": 'W/"5f0c6d1de2a31c7be4b0a1f2"',
    }
}


def describe(app: FastAPI) -> None:
    """Add to the description of `app` the schemas of problems, and what middlewares and shared parts answer."""
    made = app.openapi

    def openapi() -> dict[str, Any]:
        document = made()
        document["components"]["schemas"] |= SCHEMAS
        for route, operation in _operations(app, document):
            _complete(route, operation)
        return document

    app.openapi = openapi  # type: ignore[method-assign]


def _operations(app: FastAPI, document: dict[str, Any]) -> Iterator[tuple[APIRoute, Any]]:
    for route in app.routes:
        if isinstance(route, APIRoute) and route.include_in_schema:
            for method in route.methods or ():
                yield route, document["paths"][route.path_format][method.lower()]


def _complete(route: APIRoute, operation: dict[str, Any]) -> None:
    answers = operation["responses"]
    if "requestBody" in operation:
        answers.setdefault("413", too_large(largest_body(route.path)))
    if is_kept(route):
        answers.setdefault("304", {"description": "The answer is the one the reader has."})
    if "GET" in (route.methods or ()) and is_counted(route.path):
        answers.setdefault("429", {**TOO_MANY[429]})
    for status, answer in answers.items():
        if status in ("429", "503"):
            answer["headers"] = _RETRY_AFTER
        if "304" in answers and status in ("200", "206", "304"):
            answer["headers"] = _ETAG
