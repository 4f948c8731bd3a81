"""Column types: integers as wide as the chain's, addresses and hashes as bytes."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Dialect, LargeBinary
from sqlalchemy.types import TypeDecorator, TypeEngine

_WIDTH = 32
_I256_OFFSET = 1 << 255


class _Wide(TypeDecorator[int]):
    """A 256-bit integer as 32 big-endian bytes, which sort as numbers do."""

    impl = LargeBinary
    cache_ok = True
    _offset = 0

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(LargeBinary(_WIDTH))

    def process_bind_param(self, value: int | None, dialect: Dialect) -> Any:  # noqa: ARG002
        if value is None:
            return None
        return (value + self._offset).to_bytes(_WIDTH, "big")

    def process_result_value(self, value: Any, dialect: Dialect) -> int | None:  # noqa: ARG002
        if value is None:
            return None
        return int.from_bytes(value, "big") - self._offset


class U256(_Wide):
    """0 … 2^256 − 1."""

    cache_ok = True


class I256(_Wide):
    """−2^255 … 2^255 − 1, shifted so that bytes sort as numbers do."""

    cache_ok = True
    _offset = _I256_OFFSET


class _Bytes(TypeDecorator[bytes]):
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

    def process_result_value(self, value: Any, dialect: Dialect) -> bytes | None:  # noqa: ARG002
        return None if value is None else bytes(value)


class Address(_Bytes):
    """20 bytes."""

    cache_ok = True
    _length = 20


class Hash(_Bytes):
    """32 bytes."""

    cache_ok = True
    _length = 32
