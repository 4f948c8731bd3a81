"""Answers for one reader: nobody keeps them on the way."""

from __future__ import annotations

from typing import Any

import orjson
from fastapi import Response

from toktok.api.answers import MEDIA_TYPE
from toktok.api.encode import encode

HEADERS = {"Cache-Control": "private, no-store"}


def personal(answer: Any, status: int = 200) -> Response:
    """A record, or plain members, as JSON; None is the answer without content."""
    if answer is None:
        return Response(status_code=204, headers=HEADERS)
    body = orjson.dumps(answer) if isinstance(answer, dict) else encode(answer)
    return Response(body, status, headers=HEADERS, media_type=MEDIA_TYPE)
