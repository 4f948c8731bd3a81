"""Who is the creator behind a token, where its income goes, and how it moves to a new key."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from tests.model.protocol.chain import NOBODY
from tests.model.protocol.refusal import require


@dataclass
class Creators:
    """Creators, their tokens and handles; payout addresses; moves under way."""

    creator_of: dict[str, str] = field(default_factory=dict)
    token_of: dict[str, str] = field(default_factory=dict)
    handles: dict[str, str] = field(default_factory=dict)
    payouts: dict[str, str] = field(default_factory=dict)
    moving: dict[str, tuple[str, int]] = field(default_factory=dict)
    moves: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def is_creator(self, token: str, account: str) -> bool:
        """Whether the token is the account's; of a failed launch it is nobody's."""
        return self.creator_of.get(token) == account and self.token_of.get(account) == token

    def payout_of(self, creator: str) -> str:
        """Where an account's income goes."""
        return self.payouts.get(creator, creator)

    def set_payout_address(self, sender: str, payout: str) -> None:
        """Send the sender's income elsewhere; nobody: back to itself."""
        if payout == NOBODY:
            self.payouts.pop(sender, None)
        else:
            self.payouts[sender] = payout

    def enter(self, token: str, creator: str, handle: str) -> None:
        """A launch begins: one token per creator, one per handle."""
        self.creator_of[token] = creator
        self.token_of[creator] = token
        self.handles[handle] = token

    def leave(self, token: str, handle: str) -> None:
        """A launch failed: creator and handle are free, the token is nobody's."""
        del self.token_of[self.creator_of[token]]
        del self.handles[handle]

    def announce(self, token: str, to: str, eta: int) -> None:
        """A move, or with nobody its end."""
        self.moving.pop(token, None)
        if to != NOBODY:
            self.moving[token] = (to, eta)

    def move(self, token: str, to: str) -> None:
        """A move is complete."""
        held = self.token_of.get(to, NOBODY)
        require(held == NOBODY, "CreatorHasToken", to, held)
        former = self.creator_of[token]
        del self.token_of[former], self.moving[token]
        self.token_of[to] = token
        self.creator_of[token] = to
        self.moves[former] += 1
