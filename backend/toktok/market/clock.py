"""What time it is for whoever reads: the one rule for ages and for what is still to come."""

from __future__ import annotations

import time

from toktok.market.head import Head


def now_at(head: Head) -> int:
    """This moment in Unix seconds: the server's clock, or the chain's where that is ahead.

    On a quiet chain time goes on without blocks, and the next one will carry it. A local chain that has
    travelled is ahead of every clock: there it is as late as its last block says.
    """
    return max(int(time.time()), head.timestamp)
