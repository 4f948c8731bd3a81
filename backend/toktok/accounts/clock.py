"""When something was written."""

from __future__ import annotations

from sqlmodel import Session

from toktok.market.clock import now_at
from toktok.market.head import read_head


def written_now(session: Session) -> int:
    """This moment in Unix seconds, by the server's clock or by the chain's where that is ahead.

    So what was written last is never older than what happened before it, on a chain that has travelled too.
    """
    return now_at(read_head(session))
