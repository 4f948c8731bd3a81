"""Likes, follows, comments, reports and what operators do."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from toktok.accounts import comments, operators, reports
from toktok.accounts.social_rows import Act as ActName
from toktok.accounts.social_rows import Audience, Reason, Standing
from toktok.api.schemas import social_examples as examples
from toktok.api.schemas.examples import page
from toktok.api.schemas.values import (
    Address,
    EventId,
    Hash,
    NextCursor,
    Record,
    Timestamp,
    example,
)

SubjectName = Annotated[
    str,
    Field(
        max_length=80,
        description="`creator:` and a token or handle, or `moment:` and a number.",
        examples=[examples.SUBJECT],
    ),
]
ReportedName = Annotated[
    str,
    Field(
        max_length=80,
        description="A creator, a moment, `comment:` and its id, or `profile:` and an address.",
        examples=[examples.SUBJECT],
    ),
]
Body = Annotated[
    str,
    Field(
        max_length=4 * comments.MOST_CHARACTERS,
        description=f"Up to {comments.MOST_CHARACTERS} characters.",
    ),
]


class Likes(Record):
    """Likes of a subject; `total` is of its creator with all its moments."""

    model_config = example(examples.LIKES)

    subject: str
    likes: int
    total: int
    liked: Annotated[bool | None, Field(description="By who is signed in; null: nobody is.")]


class Follow(Record):
    """An account, and how many follow it."""

    model_config = example(examples.FOLLOW)

    account: Address
    followers: int
    following: Annotated[bool | None, Field(description="Whether who is signed in does.")]


class Followed(Record):
    """An account that is followed."""

    model_config = example(examples.FOLLOWED)

    account: Address
    handle: Annotated[str | None, Field(description="Of the token it is behind.")]
    since: Timestamp


class FollowedPage(Record):
    """Some accounts that are followed."""

    model_config = example(page(examples.FOLLOWED))

    items: list[Followed]
    next_cursor: NextCursor


class Comment(Record):
    """A comment."""

    model_config = example(examples.COMMENT)

    id: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    subject: str
    author: Address
    body: str
    standing: Annotated[
        Standing, Field(description="What its author was to the creator when it was written.")
    ]
    written_at: Timestamp
    edited_at: Timestamp | None
    hidden: Annotated[
        bool, Field(description="Hidden ones are told only to their author and the creator.")
    ]
    hidden_reason: str | None
    may: Annotated[
        list[str],
        Field(description="What who is signed in can do: edit, delete, hide, show, report, mute."),
    ]


class CommentPage(Record):
    """Some comments, the newest first."""

    model_config = example(page(examples.COMMENT))

    items: list[Comment]
    next_cursor: NextCursor


class CommentIn(BaseModel):
    """What somebody wants to say, and about what."""

    model_config = example({"subject": examples.SUBJECT, "body": examples.COMMENT["body"]})

    subject: SubjectName
    body: Body


class CommentText(BaseModel):
    """A comment, said otherwise."""

    model_config = example({"body": "The second verse is the best you have made."})

    body: Body


class HiddenIn(BaseModel):
    """Why a creator hides a comment under its name."""

    model_config = example({"reason": "spam"})

    reason: Annotated[str, Field(min_length=1, max_length=operators.MOST_CHARACTERS)]


class Discussion(Record):
    """What surrounds the comments of a subject."""

    model_config = example(examples.DISCUSSION)

    subject: str
    comments: int
    audience: Annotated[Audience, Field(description="Who may comment, as the creator chose.")]
    owner: Annotated[Address, Field(description="The creator's account.")]
    standing: Annotated[
        Standing | None,
        Field(description="What who is signed in is to the creator; null: nobody is signed in."),
    ]
    may_write: Annotated[bool, Field(description="Whether they are in the audience.")]
    hidden_reason: Annotated[
        str | None, Field(description="Why operators have hidden the subject.")
    ]


class AudienceIn(BaseModel):
    """Whom a creator wants to hear."""

    model_config = example({"audience": "subscribers"})

    audience: Audience


class ReportIn(BaseModel):
    """What operators should look at, and why."""

    model_config = example(
        {"subject": examples.SUBJECT, "reason": "copyright", "note": examples.REPORT["note"]}
    )

    subject: ReportedName
    reason: Reason
    note: Annotated[str, Field(max_length=4 * reports.MOST_CHARACTERS)] = ""


class About(Record):
    """What a subject is called and where it is shown."""

    model_config = example(examples.ABOUT)

    kind: str
    subject: str
    name: str
    path: str
    owner: Address | None
    hidden: bool


class Report(Record):
    """A report that waits."""

    model_config = example(examples.REPORT)

    id: int
    about: About
    reporter: Address
    reason: Reason
    note: str
    quoted: Annotated[str, Field(description="What could be read when it was reported.")]
    reported_at: Timestamp
    reports: Annotated[int, Field(description="How many wait about this subject.")]


class ReportPage(Record):
    """Some reports, the oldest first."""

    model_config = example(page(examples.REPORT))

    items: list[Report]
    next_cursor: NextCursor


class Act(Record):
    """What an operator did, and why; or what a guardian did on the chain."""

    model_config = example(examples.ACT)

    id: Annotated[int | None, Field(description="Null for what happened on the chain.")]
    operator: Annotated[Address, Field(description="The operator, or the guardian.")]
    act: Annotated[
        ActName, Field(description="`pause`, `unpause` and `veto` are a guardian's, on the chain.")
    ]
    subject: Annotated[
        str, Field(description="A guardian's: `contract:` and its name, or `root:` and its period.")
    ]
    reason: Annotated[str, Field(description="Empty where none is given, as on the chain.")]
    done_at: Timestamp
    event: Annotated[EventId | None, Field(description="Null for what happened here.")]
    tx_hash: Annotated[Hash | None, Field(description="The guardian's transaction.")]
    until: Annotated[Timestamp | None, Field(description="When a pause ends by itself.")]


class ActPage(Record):
    """Some of what operators and guardians did, the last first."""

    model_config = example(page(examples.ACT))

    items: list[Act]
    next_cursor: NextCursor


class ActIn(BaseModel):
    """What an operator wants done; `dismiss` leaves the subject as it is."""

    model_config = example(
        {"act": "hide", "subject": examples.SUBJECT, "reason": examples.ACT["reason"]}
    )

    act: Annotated[str, Field(pattern="^(hide|restore|dismiss)$")]
    subject: ReportedName
    reason: Annotated[str, Field(max_length=4 * operators.MOST_CHARACTERS)]
