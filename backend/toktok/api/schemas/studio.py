"""What an account is as a creator."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from toktok.api.schemas.creators import Standing
from toktok.api.schemas.examples import CREATOR, FAN, TOKEN
from toktok.api.schemas.memberships import Plan
from toktok.api.schemas.moment_examples import PLAN
from toktok.api.schemas.values import Address, Record, Timestamp, example

MOVE = {
    "token": TOKEN,
    "handle": "ada",
    "name": "Ada Lovelace",
    "sender": CREATOR,
    "to": FAN,
    "eta": 1_790_259_200,
}

STUDIO = {
    "address": CREATOR,
    "block": 42,
    "timestamp": 1_790_000_000,
    "token": TOKEN,
    "handle": "ada",
    "status": "trading",
    "payout": CREATOR,
    "moves": 0,
    "move": MOVE,
    "offered": [],
    "plan": PLAN,
    "subscribers": 12,
}


class Move(Record):
    """A token that is about to move to another account."""

    model_config = example(MOVE)

    token: Address
    handle: str
    name: str
    sender: Annotated[Address, Field(description="The creator now.")]
    to: Annotated[Address, Field(description="Who may accept it.")]
    eta: Annotated[Timestamp, Field(description="From when on it may be accepted.")]


class Studio(Record):
    """What an account is as a creator."""

    model_config = example(STUDIO)

    address: Address
    block: int
    timestamp: Timestamp
    token: Annotated[Address | None, Field(description="The token it is behind now.")]
    handle: str | None
    status: Standing | None
    payout: Annotated[Address, Field(description="Where its income goes.")]
    moves: Annotated[int, Field(description="`movesOf`, as vouchers name it.")]
    move: Annotated[Move | None, Field(description="The announced move of its token.")]
    offered: Annotated[list[Move], Field(description="Tokens announced to it.")]
    plan: Annotated[Plan | None, Field(description="The plan it offers now.")]
    subscribers: Annotated[int, Field(description="Accounts that have paid for now.")]
