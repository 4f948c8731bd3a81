"""What people say and like."""

from __future__ import annotations

from collections.abc import Iterator

from toktok.api.schemas.social import Comment, Discussion, Likes
from toktok.client.connection import Connection


class Social:
    """Likes and comments; `subject` is `creator:` and a token or handle, or `moment:` and a number."""

    def __init__(self, connection: Connection) -> None:
        self._at = connection

    def likes(self, subject: str) -> Likes:
        """How many like it, and all its creator made."""
        return self._at.get(f"/v1/likes/{subject}", Likes)

    def comments(self, subject: str) -> Iterator[Comment]:
        """What was said of it, the newest first."""
        return self._at.rows("/v1/comments", Comment, {"subject": subject})

    def discussion(self, subject: str) -> Discussion:
        """How many comments there are, and who may write them."""
        return self._at.get(f"/v1/discussions/{subject}", Discussion)
