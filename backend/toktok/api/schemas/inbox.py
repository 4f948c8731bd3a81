"""What an account is told of."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from toktok.accounts.notices.notice import Kind
from toktok.api.schemas.examples import CURSOR, FAN
from toktok.api.schemas.values import Address, NextCursor, Record, Timestamp, Wei, example

NOTICE: dict[str, Any] = {
    "id": "1790000000-42-3",
    "kind": "outbid",
    "timestamp": 1_790_000_000,
    "unread": True,
    "token": None,
    "handle": None,
    "moment": 1,
    "moment_name": "First light",
    "token_id": 100_001,
    "account": FAN,
    "amount": "25000000000000000000",
    "tokens": None,
    "ends_at": 1_790_086_400,
    "text": None,
    "count": 1,
}

PLACE = r"^[0-9]{1,18}-[0-9]{1,18}-[0-9]{1,18}$"


class Notice(Record):
    """Something the account is told of; those of a later `id` came after it."""

    model_config = example(NOTICE)

    id: Annotated[str, Field(description="Its place: timestamp, block and log index.")]
    kind: Kind
    timestamp: Timestamp
    unread: bool
    token: Annotated[
        Address | None,
        Field(
            description="Of the launch, the subscription, the page commented on, or what was received."
        ),
    ]
    handle: str | None
    moment: int | None
    moment_name: str | None
    token_id: int | None
    account: Annotated[Address | None, Field(description="Whom it is about.")]
    amount: Annotated[Wei | None, Field(description="What was bid, paid or offered.")]
    tokens: Annotated[Wei | None, Field(description="Token wei that were received.")]
    ends_at: Annotated[
        Timestamp | None, Field(description="When the auction, offer or subscription ends.")
    ]
    text: Annotated[
        str | None,
        Field(
            description="How the newest comment begins; what was handed in, and why operators decided so."
        ),
    ]
    count: Annotated[
        int, Field(description="Unread comments of a page, or followers, told together; up to 99.")
    ]


class Inbox(Record):
    """A page of an inbox, the last first."""

    model_config = example(
        {
            "items": [NOTICE],
            "next_cursor": CURSOR,
            "unread": 1,
            "claimable": "31000000000000000000",
        }
    )

    items: list[Notice]
    next_cursor: NextCursor
    unread: Annotated[int, Field(description="Up to 99.")]
    claimable: Annotated[Wei, Field(description="What could be claimed now; 0 below 10 TT.")]


class Unread(Record):
    """How much is unread."""

    model_config = example({"unread": 1, "newest": NOTICE})

    unread: Annotated[int, Field(description="Up to 99.")]
    newest: Notice | None


class Read(Record):
    """How far was read."""

    model_config = example({"up_to": NOTICE["id"]})

    up_to: Annotated[str, Field(pattern=PLACE, description="`id` of the newest notice read.")]
