"""Being told of news while no page is open."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from toktok.api.schemas.problems import problem
from toktok.api.schemas.values import Record, example

KEY = "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8"
SUBSCRIPTION = {
    "endpoint": "https://updates.push.services.mozilla.com/wpush/v2/gAAAAAB",
    "key": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
    "secret": "BTBZMqHH6r4Tts7J_aSIgg",
    "language": "en",
}


class Push(Record):
    """Whether this server tells browsers of news."""

    model_config = example({"key": KEY})

    key: Annotated[
        str | None,
        Field(
            description="What browsers subscribe with (`applicationServerKey`); null: it does not."
        ),
    ]


class PushIn(Record):
    """A browser's `PushSubscription`."""

    model_config = example(SUBSCRIPTION)

    endpoint: Annotated[str, Field(max_length=1_024)]
    key: Annotated[str, Field(max_length=90, description="Its `p256dh`, in base64url.")]
    secret: Annotated[str, Field(max_length=30, description="Its `auth`, in base64url.")]
    language: Annotated[str, Field(pattern="^[a-z]{2}$", description="In which it is told.")]


NOT_OFFERED = problem(
    404,
    "No push messages here",
    "This server sends no push messages.",
    "Whoever runs this server can offer them (TOKTOK_PUSH_KEY).",
    says="The operator has set no key.",
)
