"""The numbers the chain gives to what the seed makes: it counts from 1, in the order of the acts."""

from __future__ import annotations

from collections.abc import Iterable

from scripts.seeding.acts import Act

_SERIALS = 100_000


class Numbers:
    """Ids of sounds, moments and auctions, known before they are given."""

    def __init__(self, acts: Iterable[Act]) -> None:
        self._sounds: dict[str, int] = {}
        self._moments: dict[str, int] = {}
        self._made: dict[str, int] = {}
        # When each auction was created, and of what.
        self._auctions: list[tuple[int, str]] = []
        for act in acts:
            self._count(act)

    def sound(self, key: str) -> int:
        """Id of a sound; 0 for none."""
        return self._sounds[key] if key else 0

    def moment(self, key: str) -> int:
        """Id of a moment."""
        return self._moments[key]

    def token(self, key: str, serial: int) -> int:
        """Id of a token."""
        return self._moments[key] * _SERIALS + serial

    def auction(self, key: str, at: int) -> int:
        """Id of the auction of a moment that was the last one at the time `at`."""
        return max(
            number
            for number, (created, sold) in enumerate(self._auctions, start=1)
            if sold == key and created <= at
        )

    def exists(self, key: str, at: int) -> bool:
        """Whether the moment is on the chain at the time `at`."""
        return key in self._made and self._made[key] < at

    def _count(self, act: Act) -> None:
        match act.kind:
            case "register_sound":
                self._sounds[act.about[0]] = len(self._sounds) + 1
            case "create_moment":
                self._moments[act.about[0]] = len(self._moments) + 1
                self._made[act.about[0]] = act.at
            case "mint_voucher" if act.about[0] not in self._moments:
                self._moments[act.about[0]] = len(self._moments) + 1
                self._made[act.about[0]] = act.at
            case "create_auction":
                self._auctions.append((act.at, act.about[0]))
