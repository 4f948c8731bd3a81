"""A notice: something an account is told of, and its place among all others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from toktok.market.values import Address

Kind = Literal[
    "outbid", "won", "sold", "first_sale", "offer", "offer_accepted", "launch_succeeded", "launch_failed",
    "subscription_ending", "perk_redeemed", "tokens_received", "comment", "follow",
    "picture_approved", "picture_rejected", "clip_approved", "clip_rejected", "sound_approved", "sound_rejected",
    "moment_hidden",
]  # fmt: skip

Place = tuple[int, int, int]
"""Timestamp, block and log index; block 0 where it did not happen on the chain, then the log tells them apart."""

Beside = Literal[
    "offer", "subscription", "comment", "follow", "picture", "upload", "hidden"
]  # fmt: skip
"""What does not happen on the chain, or not in an event."""

_BESIDE: tuple[Beside, ...] = get_args(Beside)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something an account is told of. `other` is whom it is about, `amount` TT wei, `tokens` wei of the token.

    `text` is what was said, or why operators decided so. A comment or a follower stands for all of the same page, of which it is the newest.
    """

    place: Place
    kind: Kind
    token: Address | None = None
    moment: int | None = None
    token_id: int | None = None
    other: Address | None = None
    amount: int | None = None
    tokens: int | None = None
    ends_at: int | None = None
    text: str | None = None


def beside(timestamp: int, kind: Beside, number: int) -> Place:
    """The place of what has no block; `number` tells those of a kind apart."""
    return timestamp, 0, number * len(_BESIDE) + _BESIDE.index(kind)


def number_up_to(log: int, kind: Beside) -> int:
    """The last number of a kind that stands at or before `log` in its second."""
    return (log - _BESIDE.index(kind)) // len(_BESIDE)
