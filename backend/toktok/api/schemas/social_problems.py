"""Which problem documents routes about people answer with."""

from __future__ import annotations

from toktok.api.schemas.problems import INVALID, SIGNED_IN, TOO_MANY, problem

NO_SUBJECT = {
    **INVALID,
    **problem(
        404,
        "Subject not found",
        "There is no subject 'moment:999'.",
        "A subject is `creator:` and a handle or token, or `moment:` and a number.",
        says="There is no such creator or moment.",
    ),
}

_HIDDEN = problem(
    409,
    "Hidden by operators",
    "Operators have hidden this; nothing new is taken under it.",
    "Selling, refunds and claims go on as before.",
    says="Operators have hidden it.",
)
_OUTSIDE = problem(
    403,
    "Outside the audience",
    "Only subscribers may comment here.",
    "Subscribe to the creator.",
    says="The creator wants to hear others, or the change was sent by no page of this site.",
)
_NO_COMMENT = problem(
    404,
    "Comment not found",
    "There is no such comment.",
    "Read the comments again: its author may have deleted it.",
    says="There is no such comment.",
)
_NOT_YOURS = problem(
    403,
    "Not yours",
    "Somebody else has written this comment.",
    "Report it instead, or mute its author.",
    says="It is somebody else's, or the change was sent by no page of this site.",
)
_OPERATORS_ONLY = problem(
    403,
    "Operators only",
    "This is for those who run the service.",
    "Sign in with an account that TOKTOK_OPERATORS names.",
    says="Who is signed in is no operator.",
)
_NOTHING_TO_DO = problem(
    409,
    "Nothing to do",
    "It is hidden already.",
    "Load the page again: somebody else was faster.",
    says="It is so already.",
)

WITHHELD = problem(
    410,
    "Withheld by operators",
    "Operators have hidden moment 12, and with it this file.",
    "The moment's page says why it is hidden; what is owned and owed stays as it is.",
    says="Only hidden moments use it.",
)
WITHHELD_PICTURE = problem(
    410,
    "Picture withheld",
    "Operators have not approved this picture, or taken it down.",
    "Whoever has this picture can choose another one.",
    says="It waits for operators, or they show it to nobody.",
)

LIKED = {**SIGNED_IN, **NO_SUBJECT, **_HIDDEN, **TOO_MANY}
FOLLOWED = {**SIGNED_IN, **INVALID, **TOO_MANY}
COMMENTED = {**LIKED, **_OUTSIDE}
OWN_COMMENT = {**SIGNED_IN, **INVALID, **_NO_COMMENT, **_NOT_YOURS, **TOO_MANY}
OWN_SUBJECT = {**SIGNED_IN, **NO_SUBJECT, **_NOT_YOURS, **TOO_MANY}
REPORTED = {**SIGNED_IN, **NO_SUBJECT, **_NOT_YOURS, **TOO_MANY}
OPERATORS = {**SIGNED_IN, **INVALID, **_OPERATORS_ONLY}
ACTED = {**OPERATORS, **NO_SUBJECT, **_NOTHING_TO_DO, **TOO_MANY}
