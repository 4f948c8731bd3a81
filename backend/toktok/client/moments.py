"""Moments and their tokens."""

from __future__ import annotations

from collections.abc import Iterator

from toktok.api.schemas.moments import Happening, Moment, MomentDetail
from toktok.api.schemas.tokens import Token, TokenDetail
from toktok.client.connection import Connection
from toktok.moments.moments import Sort
from toktok.moments.offered import Offered
from toktok.moments.rows import SaleState


class Moments:
    """Moments, by their number."""

    def __init__(self, connection: Connection) -> None:
        self._at = connection

    def list(
        self,
        *,
        creator: str | None = None,
        state: SaleState | None = None,
        perk: bool | None = None,
        sound: int | None = None,
        offered: Offered | None = None,
        sort: Sort = "newest",
    ) -> Iterator[Moment]:
        """Moments, those first that `sort` says."""
        return self._at.rows(
            "/v1/moments",
            Moment,
            {
                "creator": creator,
                "state": state,
                "perk": perk,
                "sound": sound,
                "offered": offered,
                "sort": sort,
            },
        )

    def drops(self) -> Iterator[Moment]:
        """What is urgent: ends or opens within a week, then the newest on sale."""
        return self._at.rows("/v1/moments/drops", Moment)

    def get(self, moment: int) -> MomentDetail:
        """One moment: terms, sale, sound, splits, what it brought."""
        return self._at.get(f"/v1/moments/{moment}", MomentDetail)

    def tokens(self, moment: int) -> Iterator[Token]:
        """Its tokens, by serial."""
        return self._at.rows(f"/v1/moments/{moment}/tokens", Token)

    def history(self, moment: int) -> Iterator[Happening]:
        """What happened with it, the last first."""
        return self._at.rows(f"/v1/moments/{moment}/history", Happening)

    def token(self, token_id: int) -> TokenDetail:
        """One token, and every hand it went through."""
        return self._at.get(f"/v1/tokens/{token_id}", TokenDetail)
