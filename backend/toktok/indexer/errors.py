"""What goes wrong between a node and the rows, and is settled inside the indexer."""

from __future__ import annotations


class ContinuityError(Exception):
    """An event does not follow from the state before it: something in between was left out."""

    def __init__(self, block_number: int, detail: str) -> None:
        super().__init__(f"Block {block_number}: {detail}")
        self.block_number = block_number
        self.detail = detail


class UnlinkedError(Exception):
    """A block is not a child of the one we hold: the chain was rewritten, or is being so."""


class IncompleteRangeError(Exception):
    """The node's answers for a range are of different moments; ask again."""
