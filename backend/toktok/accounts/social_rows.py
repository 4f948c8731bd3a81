"""What is said and counted about creators and moments, as others see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from toktok.market.values import Address, EventId, Hash

Audience = Literal["everybody", "holders", "subscribers"]
Standing = Literal["creator", "subscriber", "holder", ""]
Reason = Literal["spam", "insult", "sexual", "violence", "copyright", "impersonation", "other"]
Act = Literal["hide", "restore", "dismiss", "approve", "refuse", "pause", "unpause", "veto"]


@dataclass(frozen=True, slots=True)
class LikesRow:
    """Likes of a subject, and `total`: of its creator with all its moments.

    `liked`: by who is signed in; None if nobody is.
    """

    subject: str
    likes: int
    total: int
    liked: bool | None


@dataclass(frozen=True, slots=True)
class FollowRow:
    """An account, how many follow it, and whether who is signed in does (None: nobody is)."""

    account: Address
    followers: int
    following: bool | None


@dataclass(frozen=True, slots=True)
class FollowedRow:
    """An account that is followed, the handle of the token it is behind, and since when."""

    account: Address
    handle: str | None
    since: int


@dataclass(frozen=True, slots=True)
class CommentRow:
    """A comment. `standing` is what its author was to the creator when it was written.

    `hidden`: only its author, the creator and operators still get it, with the reason. `may`: what who is signed
    in can do with it.
    """

    id: str
    subject: str
    author: Address
    body: str
    standing: Standing
    written_at: int
    edited_at: int | None
    hidden: bool
    hidden_reason: str | None
    may: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DiscussionRow:
    """What surrounds the comments of a subject.

    `standing` is what who is signed in is to the creator (None: nobody is), `may_write` whether they are in the
    audience.
    """

    subject: str
    comments: int
    audience: Audience
    owner: Address
    standing: Standing | None
    may_write: bool
    hidden_reason: str | None


@dataclass(frozen=True, slots=True)
class AboutRow:
    """What a subject is called and where it is shown, for those who look at reports."""

    kind: str
    subject: str
    name: str
    path: str
    owner: Address | None
    hidden: bool


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report that waits; `quoted` is what could be read when it was made, `reports` how many wait about it."""

    id: int
    about: AboutRow
    reporter: Address
    reason: Reason
    note: str
    quoted: str
    reported_at: int
    reports: int


@dataclass(frozen=True, slots=True)
class ActRow:
    """What an operator did, and why; or what a guardian did on the chain.

    The latter has an `event` instead of an `id`, and no reason; `until` is when a pause ends by itself.
    """

    id: int | None
    operator: Address
    act: Act
    subject: str
    reason: str
    done_at: int
    event: EventId | None = None
    tx_hash: Hash | None = None
    until: int | None = None
