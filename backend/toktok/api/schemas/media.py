"""Files."""

from __future__ import annotations

from typing import Any

_BYTES = {
    "application/octet-stream": {
        "schema": {"type": "string", "format": "binary"},
        "example": "the bytes themselves",
    }
}

FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file, with the media type its first bytes tell.",
        "content": {
            **_BYTES,
            "application/json": {"example": {"name": "First light", "image": "ipfs://bafkrei…"}},
        },
    },
    206: {"description": "The part that was asked for.", "content": _BYTES},
    304: {"description": "The file is the one the reader has."},
}
