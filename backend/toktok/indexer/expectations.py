"""What one transaction still has to explain: logs come in groups, and each part vouches for others."""

from __future__ import annotations

from toktok.indexer.errors import ContinuityError

Subject = tuple[str, bytes]


class Expectations:
    """Sums that must be back at zero when a transaction's logs end.

    A mint, for example, expects a trade of as much; the trade settles it. A node that leaves one of
    them out leaves a sum behind.
    """

    def __init__(self) -> None:
        self._open: dict[Subject, int] = {}

    def add(self, name: str, subject: bytes, amount: int) -> None:
        """Change the sum of `name` for an address; at zero it is forgotten."""
        total = self._open.get((name, subject), 0) + amount
        if total:
            self._open[name, subject] = total
        else:
            self._open.pop((name, subject), None)

    def close(self, block_number: int) -> None:
        """The transaction ends: every sum must be settled."""
        if self._open:
            (name, subject), total = next(iter(self._open.items()))
            self._open.clear()
            raise ContinuityError(
                block_number, f"{name} of 0x{subject.hex()} is {total} wei short of its logs."
            )
