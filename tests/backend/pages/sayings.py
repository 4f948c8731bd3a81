"""Texts of a language as the tests of them read it."""

from __future__ import annotations

import string
from typing import Any


def names(text: str) -> set[str]:
    """What is filled in."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def flat(tree: dict[str, Any], prefix: str = "") -> dict[str, str]:
    """Texts by dotted key."""
    found: dict[str, str] = {}
    for key, value in tree.items():
        found |= (
            flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {prefix + key: value}
        )
    return found
