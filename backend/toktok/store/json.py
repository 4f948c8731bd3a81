"""JSON as both databases keep it: the text as it was written."""

from __future__ import annotations

from typing import Any

import orjson

loads = orjson.loads


def dumps(value: Any) -> str:
    """A value as text."""
    return orjson.dumps(value).decode()
