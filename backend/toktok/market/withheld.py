"""What operators have hidden: it is left out of lists. The chain keeps it, and so do the accounts it concerns."""

from __future__ import annotations

from sqlalchemy import bindparam, select
from sqlmodel import Session

from toktok.market.values import Address
from toktok.store.once import once
from toktok.store.rows import columns
from toktok.store.tables import AppHidden

# A semicolon comes after a colon: these are all that begin with the kind and a colon.
_SUBJECT = columns(AppHidden).subject
_NAMED = select(_SUBJECT).where(bindparam("first") < _SUBJECT, bindparam("beyond") > _SUBJECT)


@once
def withheld_tokens(session: Session) -> tuple[Address, ...]:
    """The tokens of creators that are hidden."""
    return tuple(bytes.fromhex(name.removeprefix("0x")) for name in _named(session, "creator"))


@once
def withheld_moments(session: Session) -> tuple[int, ...]:
    """The moments that are hidden."""
    return tuple(int(name) for name in _named(session, "moment"))


def _named(session: Session, kind: str) -> list[str]:
    found = session.execute(_NAMED, {"first": f"{kind}:", "beyond": f"{kind};"})
    return [subject.partition(":")[2] for (subject,) in found]
