"""Plans and who is subscribed."""

from __future__ import annotations

from collections.abc import Iterator

from toktok.api.schemas.memberships import Plan, Subscription
from toktok.client.connection import Connection


class Subscriptions:
    """Plans of creators, and subscriptions to them."""

    def __init__(self, connection: Connection) -> None:
        self._at = connection

    def plans(self, *, creator: str | None = None) -> Iterator[Plan]:
        """Plans, the last set first."""
        return self._at.rows("/v1/subscriptions/plans", Plan, {"creator": creator})

    def list(
        self, *, creator: str | None = None, account: str | None = None
    ) -> Iterator[Subscription]:
        """Subscriptions."""
        return self._at.rows(
            "/v1/subscriptions", Subscription, {"creator": creator, "account": account}
        )
