"""The creator fund."""

from __future__ import annotations

from collections.abc import Iterator

from toktok.api.schemas.memberships import Fund as FundState
from toktok.api.schemas.memberships import FundAccount, FundClaim, FundDeposit, FundRoot
from toktok.client.connection import Connection


class Fund:
    """The creator fund: a budget, paid out period by period."""

    def __init__(self, connection: Connection) -> None:
        self._at = connection

    def get(self) -> FundState:
        """What is in it and which period it is."""
        return self._at.get("/v1/fund", FundState)

    def roots(self) -> Iterator[FundRoot]:
        """Roots of periods, the last first."""
        return self._at.rows("/v1/fund/roots", FundRoot)

    def deposits(self) -> Iterator[FundDeposit]:
        """What was put in, the last first."""
        return self._at.rows("/v1/fund/deposits", FundDeposit)

    def claims(self, *, account: str | None = None) -> Iterator[FundClaim]:
        """What was paid out, the last first."""
        return self._at.rows("/v1/fund/claims", FundClaim, {"account": account})

    def account(self, address: str) -> FundAccount:
        """What an account may claim, with proofs."""
        return self._at.get(f"/v1/fund/accounts/{address}", FundAccount)
