"""The guardian's pause: 7 days without new entries, then 30 days of rest."""

from __future__ import annotations

from dataclasses import dataclass

from tests.model.protocol.chain import Chain
from tests.model.protocol.refusal import require

DAY = 24 * 3_600
PAUSE = 7 * DAY
REST = 30 * DAY


@dataclass
class Roles:
    """Who holds which office."""

    admin: str
    guardian: str
    operator: str

    def only(self, office: str, sender: str) -> None:
        """Refuse whoever does not hold the office."""
        require(sender == office, "AccessManagedUnauthorized", sender)


@dataclass
class Guard:
    """The pause of one contract."""

    chain: Chain
    roles: Roles
    paused_until: int = 0

    def entry(self) -> None:
        """Something new wants to begin."""
        require(self.chain.now >= self.paused_until, "EntriesPaused", self.paused_until)

    def pause(self, sender: str) -> None:
        """Stop new entries."""
        self.roles.only(self.roles.guardian, sender)
        rested = self.paused_until + REST if self.paused_until else 0
        require(self.chain.now >= rested, "PauseResting", rested)
        self.paused_until = self.chain.now + PAUSE

    def unpause(self, sender: str) -> None:
        """End a pause early; the rest begins."""
        self.roles.only(self.roles.guardian, sender)
        require(self.chain.now < self.paused_until, "NotPaused")
        self.paused_until = self.chain.now
