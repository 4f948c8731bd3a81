"""Those who run the service: what only they may ask for."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends

from toktok.accounts.social_errors import NotAnOperator
from toktok.api.context import Served
from toktok.api.session import SignedIn
from toktok.market.values import Address


def _operator(context: Served, account: SignedIn) -> Address:
    if not context.settings.is_operator(account):
        raise NotAnOperator
    return account


Operator = Annotated[Address, Depends(_operator)]
"""The operator who sent this. Raises NotSignedIn, NotAnOperator."""
