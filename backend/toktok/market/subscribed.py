"""What an account has paid for, of a creator that may have had no token at first."""

from __future__ import annotations

from toktok.store.tables import Subscription


def standing(own: Subscription | None, before: Subscription | None, *, now: int) -> tuple[int, int]:
    """The end of what is paid, and the holding required until then, as the contract combines them.

    `own` is the subscription to the creator's trading token (or to the creator, if it has none),
    `before` what was paid to the creator's account before its token traded: that never requires a
    holding, and none is required while it lasts.
    """
    ends_at, holding = (own.ends_at, own.minimum_holding) if own else (0, 0)
    if before is None:
        return ends_at, holding
    return max(ends_at, before.ends_at), 0 if before.ends_at > now else holding
