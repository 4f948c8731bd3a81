"""Plans, subscriptions and the creator fund."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from toktok.api.schemas.examples import CREATOR, ROW, page
from toktok.api.schemas.moment_examples import CID, FUND_ACCOUNT, HASH, PLAN, SUBSCRIPTION
from toktok.api.schemas.values import (
    Address,
    EventId,
    Hash,
    NextCursor,
    Record,
    Timestamp,
    Wei,
    example,
)


class Plan(Record):
    """What a creator asks for a period."""

    model_config = example(PLAN)

    creator: Address
    token: Address | None
    handle: str | None
    plan_id: int
    fee: Wei
    period: Annotated[int, Field(description="Seconds.")]
    minimum_holding: Annotated[Wei, Field(description="Token wei a subscriber must hold.")]
    set_at: Timestamp
    ended_at: Annotated[Timestamp | None, Field(description="Null: offered now.")]


class PlanPage(Record):
    """Some plans, the last set first."""

    model_config = example(page(PLAN))

    items: list[Plan]
    next_cursor: NextCursor


class Subscription(Record):
    """What an account has paid for."""

    model_config = example(SUBSCRIPTION)

    creator: Address
    token: Address | None
    handle: str | None
    account: Address
    is_subscribed: Annotated[bool, Field(description="Paid for now, and holding enough now.")]
    since: Timestamp
    ends_at: Timestamp
    minimum_holding: Wei
    holding: Annotated[Wei, Field(description="Token wei it has, allocation included.")]
    plan_id: int
    periods: int
    paid: Wei


class SubscriptionPage(Record):
    """Some subscriptions."""

    model_config = example(page(SUBSCRIPTION))

    items: list[Subscription]
    next_cursor: NextCursor


ROOT = {
    "period": 1,
    "attempt": 1,
    "state": "in_force",
    "root": HASH,
    "total": "1000000000000000000000",
    "uri": f"ipfs://{CID}",
    "posted_at": 1_789_600_000,
    "effective_at": 1_789_772_800,
    "vetoed_at": None,
    "vetoed_by": None,
}


class FundRoot(Record):
    """What everybody has earned in all periods so far, as one hash."""

    model_config = example(ROOT)

    period: int
    attempt: Annotated[int, Field(description="Roots of this period, vetoed ones counted.")]
    state: Literal["pending", "in_force", "replaced", "vetoed"]
    root: Hash
    total: Wei
    uri: Annotated[str, Field(description="The data behind it.")]
    posted_at: Timestamp
    effective_at: Annotated[Timestamp, Field(description="Until then it can be vetoed.")]
    vetoed_at: Timestamp | None
    vetoed_by: Address | None


class FundRootPage(Record):
    """Some roots, the last first."""

    model_config = example(page(ROOT))

    items: list[FundRoot]
    next_cursor: NextCursor


class Fund(Record):
    """The fund as of `block`."""

    model_config = example(
        {
            "block": 42,
            "timestamp": 1_790_000_000,
            "deposits": "5000000000000000000000",
            "promised": "1000000000000000000000",
            "claimed": "300000000000000000000",
            "available": "4000000000000000000000",
            "current": ROOT,
            "pending": None,
            "veto_ends_in": None,
        }
    )

    block: int
    timestamp: Timestamp
    deposits: Wei
    promised: Annotated[Wei, Field(description="Total of the newest root.")]
    claimed: Wei
    available: Annotated[Wei, Field(description="What no root has promised.")]
    current: FundRoot | None
    pending: FundRoot | None
    veto_ends_in: Annotated[
        int | None, Field(description="Seconds by the chain's clock until it is in force.")
    ]


_DEPOSIT = {
    **ROW,
    "payer": CREATOR,
    "amount": "5000000000000000000000",
    "deposits": "5000000000000000000000",
}


class FundDeposit(Record):
    """What joined the budget."""

    model_config = example(_DEPOSIT)

    id: EventId
    tx_hash: Hash
    block: int
    timestamp: Timestamp
    payer: Address
    amount: Wei
    deposits: Annotated[Wei, Field(description="All of them, this included.")]


class FundDepositPage(Record):
    """Some deposits, the last first."""

    model_config = example(page(_DEPOSIT))

    items: list[FundDeposit]
    next_cursor: NextCursor


_CLAIM = {
    **ROW,
    "account": CREATOR,
    "period": 1,
    "amount": "300000000000000000000",
    "cumulative": "300000000000000000000",
}


class FundClaim(Record):
    """What an account was credited in the ledger."""

    model_config = example(_CLAIM)

    id: EventId
    tx_hash: Hash
    block: int
    timestamp: Timestamp
    account: Address
    period: int
    amount: Wei
    cumulative: Wei


class FundClaimPage(Record):
    """Some claims, the last first."""

    model_config = example(page(_CLAIM))

    items: list[FundClaim]
    next_cursor: NextCursor


class FundLeaf(Record):
    """What `claim(account, cumulative, proof)` takes."""

    period: int
    cumulative: Wei
    proof: list[Hash]


class FundAccount(Record):
    """What the fund has for an account."""

    model_config = example(FUND_ACCOUNT)

    address: Address
    claimed: Wei
    claimable: Annotated[Wei, Field(description="What a claim would credit now.")]
    data_kept: Annotated[
        bool, Field(description="Whether the data behind the root in force is here.")
    ]
    leaf: FundLeaf | None
    pending: Annotated[FundLeaf | None, Field(description="Of the root that waits.")]
