"""Sounds that moments use, and what their artists get."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.model.protocol.ledger import Ledger
from tests.model.protocol.refusal import in_range, require, text_fits
from tests.model.protocol.splits import List


@dataclass(frozen=True)
class Sound:
    """A sound; it never changes."""

    artist: str
    uri: str
    content: str
    share_bps: int
    splits: List


@dataclass
class Sounds:
    """Sounds, numbered from 1."""

    ledger: Ledger
    sounds: list[Sound] = field(default_factory=list)

    def register(self, sender: str, uri: str, content: str, share_bps: int, splits: List) -> int:
        """Offer a sound; no list: all to the artist."""
        text_fits("uri", uri, 1, 256)
        require(content != "", "MissingContentHash")
        in_range("shareBps", share_bps, 1, 2_000)
        own = self.ledger.splits.register(splits or ((sender, 10_000),))
        self.sounds.append(Sound(sender, uri, content, share_bps, own))
        return len(self.sounds)

    def sound(self, number: int) -> Sound:
        """The sound; 0 is none."""
        require(0 < number <= len(self.sounds), "UnknownSound", number)
        return self.sounds[number - 1]
