"""The records of plans, subscriptions and the creator fund."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from toktok.market.values import Address, EventId, Hash, Wei


@dataclass(frozen=True, slots=True)
class PlanRow:
    """Terms a creator offers, or offered until `ended_at`. `fee` is TT wei per `period` of seconds.

    A subscriber has to hold `minimum_holding` token wei of `token`.
    """

    creator: Address
    token: Address | None
    handle: str | None
    plan_id: int
    fee: Wei
    period: int
    minimum_holding: Wei
    set_at: int
    ended_at: int | None


@dataclass(frozen=True, slots=True)
class SubscriptionRow:
    """What an account has paid for. `is_subscribed` is what the contract says in the indexed block.

    `holding` are the token wei it has, claimed or not; `minimum_holding` those it needs. `paid` is TT
    wei, by whomever, ever.
    """

    creator: Address
    token: Address | None
    handle: str | None
    account: Address
    is_subscribed: bool
    since: int
    ends_at: int
    minimum_holding: Wei
    holding: Wei
    plan_id: int
    periods: int
    paid: Wei


FundRootState = Literal["pending", "in_force", "replaced", "vetoed"]


@dataclass(frozen=True, slots=True)
class FundRootRow:
    """A root of what everybody has earned so far. It can be vetoed until `effective_at`."""

    period: int
    attempt: int
    state: FundRootState
    root: Hash
    total: Wei
    uri: str
    posted_at: int
    effective_at: int
    vetoed_at: int | None
    vetoed_by: Address | None


@dataclass(frozen=True, slots=True)
class FundRow:
    """The creator fund in TT wei, as of `block`; `available` is what no root has promised yet.

    `veto_ends_in` are seconds by the chain's clock until the waiting root is in force.
    """

    block: int
    timestamp: int
    deposits: Wei
    promised: Wei
    claimed: Wei
    available: Wei
    current: FundRootRow | None
    pending: FundRootRow | None
    veto_ends_in: int | None


@dataclass(frozen=True, slots=True)
class FundDepositRow:
    """TT wei that joined the budget, and all deposits after it."""

    id: EventId
    tx_hash: Hash
    block: int
    timestamp: int
    payer: Address
    amount: Wei
    deposits: Wei


@dataclass(frozen=True, slots=True)
class FundClaimRow:
    """TT wei an account was credited, and all it has had after it."""

    id: EventId
    tx_hash: Hash
    block: int
    timestamp: int
    account: Address
    period: int
    amount: Wei
    cumulative: Wei


@dataclass(frozen=True, slots=True)
class FundLeaf:
    """An account's part of a root: what `claim(account, cumulative, proof)` takes."""

    period: int
    cumulative: Wei
    proof: tuple[Hash, ...]


@dataclass(frozen=True, slots=True)
class FundAccountRow:
    """What the fund has for an account. `claimable` is what a claim would credit now.

    `leaf` is of the root in force, `pending` of the one that waits; None where the account has no part
    or the data behind the root is not kept here (`data_kept`).
    """

    address: Address
    claimed: Wei
    claimable: Wei
    data_kept: bool
    leaf: FundLeaf | None
    pending: FundLeaf | None
