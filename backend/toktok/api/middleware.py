"""What every response carries, and what is counted about it."""

from __future__ import annotations

import time
from http import HTTPStatus

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from toktok.accounts.sessions import is_secure
from toktok.api.metrics import Metrics
from toktok.config import Settings

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        # Wallets announce their icon as a data URI (EIP-6963); files that are about to be handed in are blobs.
        "img-src 'self' data: blob:",
        # Clips of moments.
        "media-src 'self' blob:",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)

FILE_HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
"""For scripts, styles and pictures: a first visit loads thirty, and each header weighs as much as a small one."""

SECURITY_HEADERS = {
    **FILE_HEADERS,
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin-allow-popups",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}

Headers = list[tuple[bytes, bytes]]


def _raw(headers: dict[str, str]) -> Headers:
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]


_FILES = "/static/", "/posters/"
_OF_FILES, _USUAL = _raw(FILE_HEADERS), _raw(SECURITY_HEADERS)
_STAY_WITH_TLS: Headers = [(b"strict-transport-security", b"max-age=31536000")]


class SecurityHeaders:
    """Tells browsers to load nothing from elsewhere and to show nothing in a frame."""

    def __init__(self, app: ASGIApp, *, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        is_file = scope["path"].startswith(_FILES)

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                more = _STAY_WITH_TLS if is_secure(self._settings, scope["scheme"]) else []
                # What is there instead of a file that is not may be shown as a page.
                usual = (
                    _OF_FILES if is_file and message["status"] < HTTPStatus.BAD_REQUEST else _USUAL
                )
                given = {name for name, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *(each for each in (*usual, *more) if each[0] not in given),
                ]
            await send(message)

        await self._app(scope, receive, with_headers)


class Counting:
    """Counts requests and their time, by route, so that addresses do not multiply the series."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = time.perf_counter()
        status = 500

        async def note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, note)
        finally:
            self._metrics.seen(
                method=scope["method"],
                route=_route_of(scope),
                status=status,
                seconds=time.perf_counter() - begun,
            )


def _route_of(scope: Scope) -> str:
    """The pattern of the address, so that a creator more is not a series more."""
    return str(getattr(scope.get("route"), "path", "none"))
