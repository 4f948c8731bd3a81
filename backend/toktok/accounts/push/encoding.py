"""Bytes as Web Push writes them: base64url without padding."""

from __future__ import annotations

import binascii
from base64 import b64decode, urlsafe_b64encode


def written(value: bytes) -> str:
    """As text."""
    return urlsafe_b64encode(value).decode().rstrip("=")


def read(text: str) -> bytes:
    """From text, padded or not. Raises ValueError."""
    bare = text.rstrip("=")
    try:
        return b64decode(bare + "=" * (-len(bare) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError("not base64url") from error
