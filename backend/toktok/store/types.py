"""Column types: integers as wide as the chain's, addresses and hashes as bytes.

PostgreSQL keeps wide integers as numbers, SQLite as bytes.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Dialect, LargeBinary, Numeric
from sqlalchemy.types import TypeDecorator, TypeEngine

_WIDTH = 32
_DIGITS = 78
_I256_OFFSET = 1 << 255


class Wide(TypeDecorator[int]):
    """A 256-bit integer: a number in PostgreSQL, elsewhere 32 big-endian bytes, which sort as numbers do."""

    impl = LargeBinary
    cache_ok = True
    offset = 0
    """What is added before a value is stored as bytes, so that they sort as numbers do."""

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(Numeric(_DIGITS, 0))
        return dialect.type_descriptor(LargeBinary(_WIDTH))

    def process_bind_param(self, value: int | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        stored = (value + self.offset).to_bytes(_WIDTH, "big")
        return value if dialect.name == "postgresql" else stored

    # The processor itself, and not `process_result_value`: it is called for every value that is read.
    def result_processor(self, dialect: Dialect, coltype: object) -> Any:  # noqa: ARG002
        if dialect.name == "postgresql":
            return _from_number
        offset = self.offset

        def from_bytes(value: bytes | None) -> int | None:
            return None if value is None else int.from_bytes(value, "big") - offset

        return from_bytes


def _from_number(value: Any) -> int | None:
    return None if value is None else int(value)


class U256(Wide):
    """0 … 2^256 − 1."""

    cache_ok = True


class I256(Wide):
    """−2^255 … 2^255 − 1, in bytes shifted so that these sort as numbers do."""

    cache_ok = True
    offset = _I256_OFFSET


class FixedBytes(TypeDecorator[bytes]):
    """Exactly so many bytes."""

    impl = LargeBinary
    cache_ok = True
    _length = 0

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(LargeBinary(self._length))

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002
        if value is not None and len(value) != self._length:
            raise ValueError(f"{self._length} bytes expected, {len(value)} given")
        return value

    def result_processor(self, dialect: Dialect, coltype: object) -> None:
        """Both drivers read bytes as they are."""


class Address(FixedBytes):
    """20 bytes."""

    cache_ok = True
    _length = 20


class Hash(FixedBytes):
    """32 bytes."""

    cache_ok = True
    _length = 32
