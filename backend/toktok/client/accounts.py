"""What accounts hold and are owed."""

from __future__ import annotations

from collections.abc import Iterator

from toktok.api.schemas.payouts import Payouts
from toktok.api.schemas.portfolio import Portfolio
from toktok.api.schemas.profiles import Profile
from toktok.api.schemas.social import Follow, Followed
from toktok.api.schemas.studio import Studio
from toktok.api.schemas.tokens import HeldToken
from toktok.client.connection import Connection


class Accounts:
    """Accounts, by their address."""

    def __init__(self, connection: Connection) -> None:
        self._at = connection

    def portfolio(self, address: str) -> Portfolio:
        """Everything an account holds, with cost, value and profit."""
        return self._at.get(f"/v1/portfolio/{address}", Portfolio)

    def payouts(self, address: str) -> Payouts:
        """What an account is owed and was paid."""
        return self._at.get(f"/v1/payouts/{address}", Payouts)

    def moments(self, address: str) -> Iterator[HeldToken]:
        """The moments an account holds."""
        return self._at.rows(f"/v1/accounts/{address}/moments", HeldToken)

    def studio(self, address: str) -> Studio:
        """What an account has as a creator: token, plan, subscribers, moves."""
        return self._at.get(f"/v1/studio/{address}", Studio)

    def profile(self, address: str) -> Profile:
        """What an account says about itself."""
        return self._at.get(f"/v1/profiles/{address}", Profile)

    def picture(self, cid: str) -> bytes:
        """The picture of a profile, by its name."""
        return self._at.read(f"/v1/pictures/{cid}").content

    def follows(self, address: str) -> Iterator[Followed]:
        """Whom an account follows."""
        return self._at.rows(f"/v1/accounts/{address}/follows", Followed)

    def followers(self, address: str) -> Follow:
        """How many follow an account."""
        return self._at.get(f"/v1/follows/{address}", Follow)

    def statement(self, address: str) -> str:
        """What an account paid and received, act by act, as CSV."""
        return self._at.read(f"/v1/accounts/{address}/statement").text
