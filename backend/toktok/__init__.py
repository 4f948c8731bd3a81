"""Toktok: creators and their fans own a market together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from toktok.client import Client

__all__ = ["Client"]


def __getattr__(name: str) -> Any:
    """The client, loaded when asked for: a server does without it."""
    if name == "Client":
        from toktok.client import Client

        return Client
    raise AttributeError(f"module 'toktok' has no attribute {name!r}")
