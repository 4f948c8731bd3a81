"""What one transaction still has to explain: logs come in groups, and each part vouches for others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from typing import Any

from toktok.indexer.errors import ContinuityError

Subject = tuple[str, Hashable]


class Expectations:
    """Sums that must be settled when a transaction's logs end.

    A mint, for example, expects a trade of as much; the trade settles it. A node that leaves one of
    them out leaves a sum behind.
    """

    def __init__(self) -> None:
        self._exact: defaultdict[Subject, int] = defaultdict(int)
        self._covered: defaultdict[Subject, int] = defaultdict(int)

    def add(self, name: str, subject: Hashable, amount: int) -> None:
        """Change a sum that must be back at zero."""
        self._exact[name, subject] += amount

    def cover(self, name: str, subject: Hashable, amount: int) -> None:
        """Change a sum that may not be below zero: others may bring more of it than is asked for."""
        self._covered[name, subject] += amount

    def close(self, block_number: int) -> None:
        """The transaction ends: every sum must be settled."""
        exact, covered = self._exact, self._covered
        if any(exact.values()) or (covered and min(covered.values()) < 0):
            open_sums = [(key, total) for key, total in exact.items() if total]
            open_sums += [(key, total) for key, total in covered.items() if total < 0]
            (name, subject), total = open_sums[0]
            self._forget()
            raise ContinuityError(
                block_number, f"{name} of {_shown(subject)} is {total} short of its logs."
            )
        self._forget()

    def _forget(self) -> None:
        self._exact.clear()
        self._covered.clear()


def _shown(subject: Any) -> str:
    if isinstance(subject, tuple):
        return " and ".join(_shown(part) for part in subject)
    return f"0x{subject.hex()}" if isinstance(subject, bytes) else str(subject)
