"""What `data` of an activity has, kind by kind."""

from __future__ import annotations

from typing import Any, Literal

from toktok.api.schemas.values import Address, Bps, Hash, Record, Timestamp, Wei


class Curve(Record):
    """How a token's curve stands after it."""

    reserve: Wei
    supply: Wei
    price: Wei


class Launched(Record):
    creator: Address
    handle: str
    name: str
    symbol: str
    closes_at: Timestamp
    bond: Wei
    minimum_raise: Wei
    maximum_raise: Wei


class Contributed(Record):
    amount: Wei
    contributed: Wei
    raised: Wei


class Failed(Record):
    raised: Wei
    minimum_raise: Wei


class Refunded(Record):
    amount: Wei


class Allocated(Record):
    amount: Wei
    claimed: Wei


class Returned(Curve):
    amount: Wei
    returned: Wei
    tt_amount: Wei


class Traded(Curve):
    side: Literal["buy", "sell"]
    to: Address
    tt_amount: Wei
    token_amount: Wei
    creator_fee: Wei
    fan_fee: Wei
    protocol_fee: Wei
    referrer: Address | None
    referrer_fee: Wei


class Divided(Record):
    creator: Address
    amount: Wei
    to_creator: Wei
    to_fans: Wei
    to_protocol: Wei


class Claimed(Record):
    to: Address
    amount: Wei
    from_ledger: Wei


class Exchanged(Record):
    to: Address
    eth: Wei
    tt: Wei


class Sent(Record):
    to: Address
    amount: Wei


class Moved(Record):
    stage: Literal["started", "cancelled", "completed"]
    to: Address | None
    eta: Timestamp | None


class FeeLowered(Record):
    creator_fee_bps: Bps


class Paused(Record):
    contract: str
    until: Timestamp | None


class Registered(Record):
    sound_id: int
    uri: str
    share_bps: Bps


class Created(Record):
    uri: str
    content_hash: Hash
    edition_size: int
    price: Wei
    opens_at: Timestamp
    closes_at: Timestamp
    sound_id: int | None
    perk: str
    voucher: Hash | None


class Minted(Record):
    to: Address
    token_id: int
    quantity: int
    price: Wei
    amount: Wei
    referrer: Address | None
    minted: int


class Sold(Record):
    side: Literal["listing", "offer", "moment_offer"]
    token_id: int
    seller: Address
    buyer: Address
    to: Address
    price: Wei
    royalty: Wei
    fee: Wei
    to_seller: Wei
    order: Hash


class Redeemed(Record):
    token_id: int
    version: int


class Canceled(Record):
    auction: int
    token_id: int


class PutUp(Canceled):
    reserve_price: Wei
    opens_at: Timestamp
    ends_at: Timestamp


class Bid(Canceled):
    amount: Wei
    ends_at: Timestamp
    outbid: Address | None
    outbid_amount: Wei


class Settled(Canceled):
    winner: Address | None
    seller: Address
    amount: Wei
    royalty: Wei
    fee: Wei
    to_seller: Wei


class Planned(Record):
    plan_id: int | None
    fee: Wei | None
    period: int | None
    minimum_holding: Wei | None


class Subscribed(Record):
    creator: Address
    payer: Address
    plan_id: int
    periods: int
    cost: Wei
    ends_at: Timestamp


class Deposited(Record):
    amount: Wei
    deposits: Wei


class Rooted(Record):
    stage: Literal["posted", "vetoed"]
    period: int
    total: Wei
    effective_at: Timestamp | None
    uri: str


class FundClaimed(Record):
    period: int
    amount: Wei
    cumulative: Wei


class Transferred(Record):
    token_id: int
    to: Address
    version: int


DATA: dict[str, type[Record]] = {
    "launch": Launched, "contribution": Contributed, "finalized": Curve, "failed": Failed,
    "refund": Refunded, "allocation": Allocated, "return": Returned, "trade": Traded,
    "tip": Divided, "royalty": Divided, "claim": Claimed, "deposit": Exchanged,
    "withdrawal": Exchanged, "token_transfer": Sent, "creator_transfer": Moved, "fee_lowered": FeeLowered,
    "paused": Paused, "sound": Registered, "moment": Created, "mint": Minted, "sale": Sold,
    "redeem": Redeemed, "auction": PutUp, "bid": Bid, "auction_settled": Settled,
    "auction_canceled": Canceled, "plan": Planned, "subscription": Subscribed,
    "fund_deposit": Deposited, "fund_root": Rooted, "fund_claim": FundClaimed,
    "transfer": Transferred,
}  # fmt: skip
"""The members of each kind; a `transfer` is that of a moment, and only told of one."""


def described() -> dict[str, Any]:
    """The schema of `data`: that of any kind, which is in its description."""
    kinds: dict[type[Record], list[str]] = {}
    for kind, model in DATA.items():
        kinds.setdefault(model, []).append(kind)
    return {
        "anyOf": [
            {**model.model_json_schema(), "description": f"Of {', '.join(names)}."}
            for model, names in kinds.items()
        ],
        "description": "The figures of its kind, amounts as decimal strings.",
    }
