"""Errors as RFC 9457 problem documents that say what to do."""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from toktok.errors import ToktokError

MEDIA_TYPE = "application/problem+json"

_LOG = logging.getLogger("toktok.api")

_REMEDIES = {
    404: "See /docs for what there is.",
    405: "See /docs for the methods of this address.",
}
ErrorPage = Callable[[Request, dict[str, Any]], Response | None]
"""Turns a problem into a page for a browser, or leaves it (None)."""


def problem_type(title: str) -> str:
    """What names a kind of problem: its place in the documentation."""
    return "/docs#" + re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


_UNEXPECTED = {
    "type": problem_type("Internal error"),
    "title": "Internal error",
    "status": 500,
    "detail": "Something went wrong here, not in your request.",
    "remedy": "Try again; if it stays, tell the operator when it happened.",
}


def problem(document: dict[str, Any], headers: dict[str, str] | None = None) -> Response:
    """A response that carries a problem document."""
    return Response(
        orjson.dumps(document),
        status_code=document["status"],
        media_type=MEDIA_TYPE,
        headers={"Cache-Control": "no-store", **(headers or {})},
    )


def install_errors(app: FastAPI, error_page: ErrorPage | None = None) -> None:
    """Answer every error with a problem document, or with `error_page` where that makes one."""

    def respond(
        request: Request, document: dict[str, Any], headers: dict[str, str] | None = None
    ) -> Response:
        page = error_page(request, document) if error_page is not None else None
        return page if page is not None else problem(document, headers)

    async def on_toktok_error(request: Request, error: Exception) -> Response:
        assert isinstance(error, ToktokError)
        headers = {"Retry-After": "2"} if error.status == HTTPStatus.SERVICE_UNAVAILABLE else None
        return respond(request, describe(error), headers)

    async def on_invalid_request(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        return respond(request, _invalid(error))

    async def on_http_exception(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        headers = dict(error.headers) if error.headers else None
        return respond(request, _http(request, error), headers)

    app.add_exception_handler(ToktokError, on_toktok_error)
    app.add_exception_handler(RequestValidationError, on_invalid_request)
    app.add_exception_handler(HTTPException, on_http_exception)
    app.add_middleware(UnexpectedErrors, respond=respond)


def describe(error: ToktokError) -> dict[str, Any]:
    """The problem document of an error of ours."""
    document: dict[str, Any] = {
        "type": problem_type(error.title),
        "title": error.title,
        "status": int(error.status),
        "detail": error.detail,
    }
    return {**document, "remedy": error.remedy} if error.remedy else document


def _invalid(error: RequestValidationError) -> dict[str, Any]:
    wrong = [
        {"parameter": str(each["loc"][-1]), "detail": str(each["msg"])} for each in error.errors()
    ]
    return {
        "type": problem_type("Invalid parameter"),
        "title": "Invalid parameter",
        "status": 422,
        "detail": "; ".join(f"{each['parameter']}: {each['detail']}" for each in wrong) + ".",
        "remedy": "Correct the parameters named in `errors`; /docs says what each may be.",
        "errors": wrong,
    }


def _http(request: Request, error: HTTPException) -> dict[str, Any]:
    title = HTTPStatus(error.status_code).phrase
    address = request.url.path[:80]
    details = {
        404: f"There is nothing at {address}.",
        405: f"{address} cannot be asked with {request.method[:10]}.",
    }
    return {
        "type": problem_type(title),
        "title": title,
        "status": error.status_code,
        "detail": details.get(error.status_code, str(error.detail)),
        "remedy": _REMEDIES.get(error.status_code, "See /docs."),
    }


Respond = Callable[[Request, dict[str, Any]], Response]


class UnexpectedErrors:
    """Logs what nobody expected and answers with a problem document that shows nothing of it."""

    def __init__(self, app: ASGIApp, *, respond: Respond) -> None:
        self._app = app
        self._respond = respond

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def note(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, note)
        except Exception:
            _LOG.exception("%s %s failed", scope["method"], scope["path"])
            if started:
                raise
            await self._answer(Request(scope))(scope, receive, send)

    def _answer(self, request: Request) -> Callable[[Scope, Receive, Send], Awaitable[None]]:
        return self._respond(request, dict(_UNEXPECTED))
