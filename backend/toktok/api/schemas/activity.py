"""What happened."""

from __future__ import annotations

from typing import Annotated, Any

import orjson
from pydantic import WithJsonSchema

from toktok.api.schemas.activity_data import described
from toktok.api.schemas.examples import ACTIVITY, CREATOR, CURSOR, FAN, SENT, TOKEN
from toktok.api.schemas.moment_examples import ORDER, VOUCHER
from toktok.api.schemas.problems import problem
from toktok.api.schemas.values import (
    Address,
    EventId,
    Hash,
    NextCursor,
    Record,
    Timestamp,
    example,
)
from toktok.market.kinds import Kind


class Activity(Record):
    """Something that happened; `data` has the figures of its kind, amounts as decimal strings."""

    model_config = example(ACTIVITY)

    id: EventId
    block: int
    timestamp: Timestamp
    tx_hash: Hash
    kind: Kind
    token: Address | None
    handle: str | None
    moment: int | None
    account: Address | None
    data: Annotated[dict[str, Any], WithJsonSchema(described())]


class ActivityPage(Record):
    """Some of what happened, the last first."""

    model_config = example(
        {"items": [{**SENT, "id": "43-0", "block": 43}, ACTIVITY], "next_cursor": CURSOR}
    )

    items: list[Activity]
    next_cursor: NextCursor


_ORDER = {
    "kind": "order",
    "hash": ORDER["hash"],
    "side": "offer",
    "moment": ORDER["moment"],
    "token_id": ORDER["token_id"],
    "token": TOKEN,
    "account": FAN,
    "owner": CREATOR,
}
_VOUCHER = {"kind": "voucher", "hash": VOUCHER["hash"], "token": TOKEN, "account": CREATOR}

_WRITTEN = (
    f"event: {ACTIVITY['kind']}\nid: {ACTIVITY['id']}@5c504ed4\n"
    f"data: {orjson.dumps(ACTIVITY).decode()}\n\n"
    'event: head\nid: 42@5c504ed4\ndata: {"number":42,"hash":"0x…","timestamp":1790000000}\n\n'
    'event: reorg\nid: 40@0d2c9f31\ndata: {"to_block":40}\n\n'
    f'event: social\ndata: {{"kind":"social","subject":"moment:12","account":"{FAN}"}}\n\n'
    f"event: order\ndata: {orjson.dumps(_ORDER).decode()}\n\n"
    f"event: voucher\ndata: {orjson.dumps(_VOUCHER).decode()}\n\n"
)

EVENT_STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "A stream that stays open.",
        "content": {"text/event-stream": {"example": _WRITTEN}},
    },
    **problem(
        503,
        "Too many listeners",
        "100 event streams are open from there.",
        "Try again in a minute, or read `GET /v1/activity` instead.",
        says="No room for another stream, from this address or at all.",
    ),
}
