"""PostgreSQL: how to connect, and what its connections have to be."""

from __future__ import annotations

from typing import Any

from psycopg.abc import Buffer
from psycopg.types.string import StrDumperUnknown
from sqlalchemy import URL, event, text
from sqlalchemy.engine import Engine
from sqlalchemy.engine import create_engine as _create_engine

from toktok.errors import ConfigError
from toktok.store.json import dumps, loads

OLDEST_VERSION = 14
_DRIVER = "postgresql+psycopg"
_POOL = {"pool_size": 8, "max_overflow": 24, "pool_timeout": 10, "pool_pre_ping": True}
_IMPATIENT = {
    "application_name": "toktok",
    "connect_timeout": "5",
    "keepalives_idle": "3",
    "keepalives_interval": "2",
    "keepalives_count": "2",
    "tcp_user_timeout": "8000",
}
"""A server that is gone without a word is noticed within eight seconds."""
_WATCHFUL = "-c tcp_keepalives_idle=3 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=2"
"""The server notices as fast that we are gone, and frees our locks."""


class _Text(StrDumperUnknown):
    """A NUL, which PostgreSQL refuses in texts, as the mirror has it: the sign for what is no character."""

    def dump(self, obj: str) -> Buffer | None:
        return super().dump(obj.replace("\x00", "\ufffd") if "\x00" in obj else obj)


def create_engine(url: URL) -> Engine:
    """An engine for a PostgreSQL address; what the address itself says of the connection goes first."""
    wishes = {name: value for name, value in _IMPATIENT.items() if name not in url.query}
    wishes["options"] = " ".join(each for each in (_WATCHFUL, _options(url)) if each)
    engine = _create_engine(
        url.set(drivername=_DRIVER),
        connect_args=wishes,
        json_serializer=dumps,
        json_deserializer=loads,
        **_POOL,
    )
    event.listen(engine, "connect", _prepare)
    return engine


def _options(url: URL) -> str:
    given = url.query.get("options", "")
    return given if isinstance(given, str) else " ".join(given)


def _prepare(connection: Any, _record: Any) -> None:
    _require_usable(connection)
    connection.adapters.register_dumper(str, _Text)


def _require_usable(connection: Any) -> None:
    version, encoding = (
        connection.info.server_version,
        connection.info.parameter_status("server_encoding"),
    )
    if version // 10_000 < OLDEST_VERSION:
        raise ConfigError(
            f"TOKTOK_DATABASE_URL leads to PostgreSQL {version // 10_000}, which is too old.",
            remedy=f"Use PostgreSQL {OLDEST_VERSION} or newer.",
        )
    if encoding != "UTF8":
        raise ConfigError(
            f"TOKTOK_DATABASE_URL leads to a database that keeps texts as {encoding}.",
            remedy="Make a database with ENCODING 'UTF8'.",
        )


class Versions:
    """Tells which transactions have ended."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")

    def read(self) -> str:
        """What a transaction that begins now would see."""
        with self._engine.connect() as connection:
            return str(connection.scalar(text("SELECT pg_current_snapshot()")))

    def close(self) -> None:
        """Nothing is kept open."""
