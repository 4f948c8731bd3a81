"""What operators have hidden: it is left out of lists. The chain keeps it, and so do the accounts it concerns."""

from __future__ import annotations

from sqlalchemy import func
from sqlmodel import Session, col, select

from toktok.market.values import Address
from toktok.store.tables import AppAct, AppHidden


def withheld_tokens(session: Session) -> tuple[Address, ...]:
    """The tokens of creators that are hidden."""
    return tuple(bytes.fromhex(name.removeprefix("0x")) for name in _named(session, "creator"))


def withheld_moments(session: Session) -> tuple[int, ...]:
    """The moments that are hidden."""
    return tuple(int(name) for name in _named(session, "moment"))


def last_withheld(session: Session) -> int:
    """The number of the last thing operators did: while it stays, nothing was hidden or shown again."""
    return session.execute(select(func.max(col(AppAct.id)))).scalar_one() or 0


def _named(session: Session, kind: str) -> list[str]:
    # A semicolon comes after a colon: these are all that begin with the kind and a colon.
    found = session.exec(
        select(AppHidden.subject).where(
            AppHidden.subject > f"{kind}:", AppHidden.subject < f"{kind};"
        )
    )
    return [subject.partition(":")[2] for subject in found]
