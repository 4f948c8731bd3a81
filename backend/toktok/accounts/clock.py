"""When something was written."""

from __future__ import annotations

import time

from sqlmodel import Session

from toktok.market.head import read_head


def written_now(session: Session) -> int:
    """This moment in Unix seconds, by the server's clock or by the chain's where that is ahead.

    So what was written last is never older than what happened before it, on a chain that has travelled too.
    """
    return max(int(time.time()), read_head(session).timestamp)
