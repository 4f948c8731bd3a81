"""Why a browser is not told of news."""

from __future__ import annotations

from toktok.errors import InvalidInputError, NotFoundError


class PushNotOffered(NotFoundError):
    """The operator has set no key."""

    title = "No push messages here"
    remedy = "Whoever runs this server can offer them (TOKTOK_PUSH_KEY)."

    def __init__(self) -> None:
        super().__init__("This server sends no push messages.")


class SubscriptionRefused(InvalidInputError):
    """A browser's subscription that nothing can be sent to."""

    title = "Push subscription refused"
    remedy = "Send what `PushSubscription.toJSON()` says, of a browser with a push service that is known here."
