"""How launches ended."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import BindParameter, bindparam
from sqlmodel import Session, col, select

from toktok.market.values import Address
from toktok.store.tables import ENDINGS, Activity


def endings_of(session: Session, tokens: Collection[Address]) -> Sequence[Activity]:
    """Success or failure of each of these launches that has ended, in no order."""
    if not tokens:
        return ()
    # Spelled out, so that it is seen which index this is the condition of.
    endings: BindParameter[Any] = bindparam(
        "endings", ENDINGS, expanding=True, literal_execute=True
    )
    return session.exec(
        select(Activity).where(col(Activity.token).in_(tokens), col(Activity.kind).in_(endings))
    ).all()
