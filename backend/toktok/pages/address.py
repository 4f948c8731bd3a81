"""The address of the page that is being shown."""

from __future__ import annotations

from fastapi import Request


def origin_of(request: Request) -> str:
    """Scheme and host as the reader sees them, without a slash: as the operator says, or as it was asked for."""
    said: str | None = request.app.state.context.settings.public_url
    return said or str(request.base_url).rstrip("/")


def path_of(request: Request) -> str:
    """Path and query: where a form of this page leads back to."""
    query = request.url.query
    return f"{request.url.path}?{query}" if query else request.url.path
