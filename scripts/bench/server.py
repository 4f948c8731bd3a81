"""The PostgreSQL of the benches, the same for everybody who is measured."""

from __future__ import annotations

from contextlib import AbstractContextManager

from tests.support.databases import PostgresServer, postgres

#: As it is shipped, where tests would have it smaller, but for the memory that every operator gives it.
_SETTINGS = {
    "autovacuum_naptime": "1min",
    "max_wal_senders": "10",
    "max_wal_size": "1GB",
    "shared_buffers": "256MB",
    "wal_level": "replica",
}


def bench_server() -> AbstractContextManager[PostgresServer]:
    """A fresh server that writes to the disk as it would in earnest."""
    return postgres(durable=True, **_SETTINGS)
