"""What the API says of everything, and of the block it stands at."""

from __future__ import annotations

from typing import Any

from tests.support.served import Served


def everything(toktok: Served, path: str, **params: Any) -> list[dict[str, Any]]:
    """Every row of a list."""
    toktok.catch_up()
    rows: list[dict[str, Any]] = []
    more: dict[str, str] = {}
    while True:
        page = toktok.get(path, limit=200, **params, **more)
        rows += page["items"]
        if page["next_cursor"] is None:
            return rows
        more = {"cursor": page["next_cursor"]}


def head(toktok: Served) -> str:
    return hex(toktok.get("/v1/status")["cursor"]["number"])
