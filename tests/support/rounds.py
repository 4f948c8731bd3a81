"""How long the tests of trust go on: a little in every run, a lot when they are asked to soak."""

from __future__ import annotations

import os

SOAKING = "SOAK" in os.environ


def rounds(short: int, *, long: int) -> int:
    """`short`, or `long` where the environment names SOAK."""
    return long if SOAKING else short
