"""What the credits that follow an event are for."""

from __future__ import annotations

from dataclasses import dataclass

from toktok.store.tables import Source


@dataclass(slots=True)
class Occasion:
    """An income that was just divided, or a sale that was just referred, until its transaction ends.

    `subject` is whose revenue it is. The ledger credits the sound's list, then the creator's side, then the protocol,
    each exactly its part: what is left of the first two, `to_sound` and `to_creator`, says whose turn it is.
    """

    source: Source
    moment: int | None
    subject: bytes
    to_sound: int = 0
    to_creator: int = 0

    def is_of_creators_side(self, amount: int) -> bool:
        """Whether the credit that comes next is; it is taken off."""
        if self.to_sound:
            self.to_sound -= amount
            return False
        if self.to_creator:
            self.to_creator -= amount
            return True
        return False
