"""What accounts say about themselves, and keep for themselves."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from toktok.api.schemas.examples import CREATOR, FAN, TOKEN, page
from toktok.api.schemas.sessions import ServerTime
from toktok.api.schemas.values import Address, NextCursor, Record, example

PICTURE = "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e"

_SAID: dict[str, Any] = {
    "name": "Fay",
    "bio": "Dances, mostly on Sundays.",
    "links": ["https://fay.example"],
}
PROFILE: dict[str, Any] = {
    "address": FAN, **_SAID, "picture": PICTURE, "picture_state": "approved",
    "picture_reason": "", "hidden": False,
}  # fmt: skip
WAITING_PICTURE: dict[str, Any] = {
    "account": FAN,
    "picture": PICTURE,
    "handed_in_at": 1_790_000_000,
}
WATCH: dict[str, Any] = {
    "token": TOKEN,
    "handle": "ada",
    "name": "Ada Lovelace",
    "symbol": "ADA",
    "since": 1_790_000_000,
}
BLOCK: dict[str, Any] = {"address": CREATOR, "kind": "mute", "since": 1_790_000_000}
BROWSER: dict[str, Any] = {
    "signed_in_at": 1_790_000_000,
    "seen_at": 1_790_003_600,
    "expires_at": 1_790_608_400,
    "agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "current": True,
}
DRAFT: dict[str, Any] = {"title": "First light", "price": "2000000000000000000"}

Name = Annotated[str, Field(max_length=200, description="One line of at most 40 characters.")]
Bio = Annotated[str, Field(max_length=2_000, description="At most 500 characters.")]
Links = Annotated[
    list[str], Field(max_length=20, description="At most 5 addresses that begin with https://.")
]


class Profile(Record):
    """What an account says about itself; all empty if nothing, or if operators have hidden it."""

    model_config = example(PROFILE)

    address: Address
    name: str
    bio: str
    links: list[str]
    picture: Annotated[str | None, Field(description="CID: `GET /v1/pictures/{cid}`.")]
    picture_state: Annotated[
        Literal["none", "waiting", "approved", "rejected"],
        Field(description="Others see the picture once operators have approved it."),
    ]
    picture_reason: Annotated[str, Field(description="Why it was rejected.")]
    hidden: Annotated[bool, Field(description="Whether operators have hidden it.")]


class WaitingPicture(Record):
    """A picture that waits for operators."""

    model_config = example(WAITING_PICTURE)

    account: Address
    picture: Annotated[str, Field(description="CID: `GET /v1/pictures/{cid}`.")]
    handed_in_at: ServerTime


class WaitingPictures(Record):
    """Some of them."""

    model_config = example(page(WAITING_PICTURE))

    items: list[WaitingPicture]
    next_cursor: NextCursor


class ProfileIn(BaseModel):
    """A profile as it shall be; the picture is sent by itself."""

    model_config = example(_SAID)

    name: Name
    bio: Bio
    links: Links


class Watch(Record):
    """A creator on one's list."""

    model_config = example(WATCH)

    token: Address
    handle: str
    name: str
    symbol: str
    since: ServerTime


class Watches(Record):
    """The whole list."""

    model_config = example({"items": [WATCH]})

    items: list[Watch]


class BlockIn(BaseModel):
    """How much of an account one does not want to hear."""

    model_config = example({"kind": "mute"})

    kind: Annotated[
        Literal["block", "mute"],
        Field(description="`mute`: I see nothing of it; `block`: it sees nothing of me either."),
    ]


class Block(Record):
    """An account one does not hear of."""

    model_config = example(BLOCK)

    address: Address
    kind: Literal["block", "mute"]
    since: ServerTime


class Blocks(Record):
    """All of them."""

    model_config = example({"items": [BLOCK]})

    items: list[Block]


class DraftEntry(Record):
    """A draft's name."""

    model_config = example({"key": "moment", "changed_at": 1_790_000_000})

    key: str
    changed_at: ServerTime


class Drafts(Record):
    """All drafts."""

    model_config = example({"items": [{"key": "moment", "changed_at": 1_790_000_000}]})

    items: list[DraftEntry]


class Browser(Record):
    """Where an account is signed in."""

    model_config = example(BROWSER)

    signed_in_at: ServerTime
    seen_at: ServerTime
    expires_at: ServerTime
    agent: Annotated[str, Field(description="As the browser calls itself.")]
    current: Annotated[bool, Field(description="Whether it is the one that asks.")]


class Browsers(Record):
    """Everywhere it is signed in, the last seen first."""

    model_config = example({"items": [BROWSER]})

    items: list[Browser]
