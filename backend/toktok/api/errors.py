"""Every error becomes a problem document, or a page where a browser asked for one."""

from __future__ import annotations

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from toktok.api.limits import TooManyRequests
from toktok.api.problems import of_error, of_http_exception, of_invalid_request, unexpected
from toktok.api.schemas.problems import MEDIA_TYPE
from toktok.errors import ToktokError

ErrorPage = Callable[[Request, dict[str, Any]], Response | None]
"""Turns a problem into a page for a browser, or leaves it (None)."""

_LOG = logging.getLogger("toktok.api")


def install_errors(app: FastAPI, error_page: ErrorPage | None = None) -> None:
    """Answer every error with a problem document, or with `error_page` where that makes one."""

    def respond(
        request: Request, document: dict[str, Any], headers: dict[str, str] | None = None
    ) -> Response:
        page = error_page(request, document) if error_page is not None else None
        if page is None:
            return _problem(document, headers)
        page.headers.update(headers or {})
        return page

    async def on_toktok_error(request: Request, error: Exception) -> Response:
        assert isinstance(error, ToktokError)
        if error.status == HTTPStatus.INTERNAL_SERVER_ERROR:
            # Ours to mend: what it says is for the log.
            raise error
        headers = _retry_after(error)
        return respond(request, of_error(error), headers)

    async def on_invalid_request(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        return respond(request, of_invalid_request(error))

    async def on_http_exception(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        headers = dict(error.headers) if error.headers else None
        return respond(request, of_http_exception(request, error), headers)

    app.add_exception_handler(ToktokError, on_toktok_error)
    app.add_exception_handler(RequestValidationError, on_invalid_request)
    app.add_exception_handler(HTTPException, on_http_exception)
    app.add_middleware(UnexpectedErrors, respond=respond)


def _retry_after(error: ToktokError) -> dict[str, str] | None:
    if isinstance(error, TooManyRequests):
        return {"Retry-After": str(error.seconds)}
    return {"Retry-After": "2"} if error.status == HTTPStatus.SERVICE_UNAVAILABLE else None


def _problem(document: dict[str, Any], headers: dict[str, str] | None) -> Response:
    return Response(
        orjson.dumps(document),
        status_code=document["status"],
        media_type=MEDIA_TYPE,
        headers={"Cache-Control": "no-store", "Content-Language": "en", **(headers or {})},
    )


Respond = Callable[[Request, dict[str, Any], dict[str, str] | None], Response]


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
        except TooManyRequests as error:
            # Of a middleware: what routes raise is answered further in.
            response = self._respond(Request(scope), of_error(error), _retry_after(error))
            await response(scope, receive, send)
        except Exception:
            _LOG.exception("%s %s failed", scope["method"], scope["path"])
            if started:
                raise
            response = self._respond(Request(scope), unexpected(), None)
            await response(scope, receive, send)
