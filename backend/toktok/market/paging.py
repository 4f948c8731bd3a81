"""Opaque cursors: where a list goes on.

A cursor holds the sort key of the last row and a tag of the list it belongs to (which list, which
filters, which deployment), so a cursor of another list is refused instead of misread.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass
from typing import Any, Generic

from sqlalchemy import BigInteger, bindparam, tuple_
from sqlmodel import Session

from toktok.market.errors import ForeignCursor, StaleCursor
from toktok.store.rows import Model, Rows, columns

Key = tuple[int, ...]

EVENT = (63, 31)
"""Bits of the parts of a key that is a block number and a log index."""

OLDEST_BLOCKS = 50_000
"""How long the order of a list that trades re-sort is kept: what happened since is taken back."""

_TAG_BYTES = 6
_LONGEST = 512


@dataclass(frozen=True, slots=True)
class Listing:
    """A list with everything that decides which rows it has and in which order."""

    scope: tuple[object, ...]

    @property
    def tag(self) -> str:
        """A short fingerprint of the list."""
        written = repr(self.scope).encode()
        return hashlib.blake2b(written, digest_size=_TAG_BYTES).hexdigest()

    def cursor(self, key: Key) -> str:
        """The cursor that continues after the row with this key."""
        written = json.dumps([self.tag, *key], separators=(",", ":")).encode()
        return base64.urlsafe_b64encode(written).rstrip(b"=").decode()

    def key(self, cursor: str, bits: tuple[int, ...] = EVENT) -> Key:
        """The key in `cursor`: as many parts as `bits`, none longer.

        A negative number of bits allows a negative part. Raises ForeignCursor unless this list made
        the cursor.
        """
        if len(cursor) > _LONGEST:
            raise ForeignCursor(cursor)
        try:
            padded = cursor + "=" * (-len(cursor) % 4)
            tag, *key = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        except (binascii.Error, UnicodeError, ValueError, TypeError) as error:
            raise ForeignCursor(cursor) from error
        if tag != self.tag or len(key) != len(bits):
            raise ForeignCursor(cursor)
        if not all(map(_fits, key, bits)):
            raise ForeignCursor(cursor)
        return tuple(key)


def require_recent(block: int, *, head: int) -> None:
    """Refuse to go on with a list begun too long before block `head`. Raises StaleCursor."""
    if head - block > OLDEST_BLOCKS:
        raise StaleCursor(kept_since=head - OLDEST_BLOCKS)


def _fits(part: object, bits: int) -> bool:
    if type(part) is not int or (part < 0 and bits > 0):
        return False
    return part.bit_length() <= abs(bits)


class LatestFirst(Generic[Model]):
    """Rows of what happened, the last first, a page at a time.

    They are of a table with `block_number` and `log_index`; what `conditions`, made of its columns, leave open
    (`bindparam`) is given when they are read.
    """

    def __init__(self, model: type[Model], *conditions: Any) -> None:
        place = columns(model).block_number, columns(model).log_index
        before = bindparam("page_block", type_=BigInteger), bindparam("page_log", type_=BigInteger)
        order = [each.desc() for each in place]
        limit: Any = bindparam("page_limit")
        self._first = Rows(model, *conditions, order=order, limit=limit)
        after = tuple_(*place) < tuple_(*before)
        self._next = Rows(model, *conditions, after, order=order, limit=limit)

    def read(self, session: Session, *, after: Key | None, limit: int, **asked: Any) -> list[Model]:
        """The first `limit` of them, or the first after the event (block, log index) of `after`."""
        if after is None:
            return self._first.all(session, page_limit=limit, **asked)
        block, log = after
        return self._next.all(session, page_block=block, page_log=log, page_limit=limit, **asked)
