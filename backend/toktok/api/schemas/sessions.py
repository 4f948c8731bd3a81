"""Signing in and out."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, Field

from toktok.api.schemas.examples import FAN
from toktok.api.schemas.moment_examples import SIGNATURE
from toktok.api.schemas.signed import Account, Signature
from toktok.api.schemas.values import Address, Record, example

_MESSAGE = f"""\
toktok.example wants you to sign in with your Ethereum account:
{FAN}

Sign in to Toktok. This costs nothing and moves nothing.

URI: https://toktok.example
Version: 1
Chain ID: 1337
Nonce: 6f0d8c1f2b7a4e5f9c3d1a2b4c5d6e7f
Issued At: 2026-09-21T14:13:20Z
Expiration Time: 2026-09-21T14:23:20Z"""

ServerTime = Annotated[int, Field(ge=0, description="Unix seconds, by the server's clock.")]

SESSION: dict[str, Any] = {
    "address": FAN,
    "csrf_token": "K3mD0uWcYv7Jt0h8p5Q2Zr6x1nB4sLfE9aGiTqNwXyU",
    "expires_at": 1_790_604_800,
}


class ChallengeIn(BaseModel):
    """Who wants to sign in."""

    model_config = example({"address": FAN})

    address: Account


class Challenge(Record):
    """What to sign (EIP-4361): with `personal_sign`, letter by letter."""

    model_config = example({"message": _MESSAGE, "expires_at": 1_790_000_600})

    message: str
    expires_at: ServerTime


class SessionIn(BaseModel):
    """The text as it was given out, and its signature."""

    model_config = example({"message": _MESSAGE, "signature": SIGNATURE})

    message: Annotated[str, Field(max_length=2_000)]
    signature: Signature


class Session(Record):
    """Who is signed in, and what to send in `X-CSRF-Token` with every change."""

    model_config = example(SESSION)

    address: Address
    csrf_token: str
    expires_at: ServerTime
