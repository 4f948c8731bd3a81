"""Where the mirror stands, and how to take steps back."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index, text
from sqlmodel import Field, SQLModel

from toktok.store.types import U256, Address, Hash


class Block(SQLModel, table=True):
    """A block that may still be rewritten, or that carries events, or is the first one."""

    __tablename__ = "block"
    __table_args__ = (
        Index(
            "ix_block_empty",
            "number",
            sqlite_where=text("events = 0"),
            postgresql_where=text("events = 0"),
        ),
    )

    number: int = Field(
        primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False}
    )
    hash: bytes = Field(sa_type=Hash)
    parent_hash: bytes = Field(sa_type=Hash)
    timestamp: int = Field(sa_type=BigInteger)
    events: int = Field(default=0)


class Cursor(SQLModel, table=True):
    """The one row that says which chain this is and up to which block it is mirrored.

    `contracts` is a hash of all addresses that are followed; `floor` is the lowest block that the
    journal can go back to.
    """

    __tablename__ = "cursor"

    id: int = Field(default=1, primary_key=True, sa_column_kwargs={"autoincrement": False})
    chain_id: int = Field(sa_type=BigInteger)
    genesis_hash: bytes = Field(sa_type=Hash)
    market: bytes = Field(sa_type=Address)
    contracts: bytes = Field(sa_type=Hash)
    number: int = Field(sa_type=BigInteger)
    hash: bytes = Field(sa_type=Hash)
    timestamp: int = Field(sa_type=BigInteger)
    first_block: int = Field(sa_type=BigInteger)
    floor: int = Field(default=0, sa_type=BigInteger)


class Journal(SQLModel, table=True):
    """A row as it was before `block_number` changed it; `before` is null if it was not there.

    `key` and `before` are JSON, as `toktok.indexer.rows` writes them.
    """

    __tablename__ = "journal"
    __table_args__ = {"sqlite_with_rowid": False}

    block_number: int = Field(primary_key=True, sa_type=BigInteger)
    table_name: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    before: str | None = Field(default=None)


class Protocol(SQLModel, table=True):
    """The protocol's few settings and the supply of TT, in one row."""

    __tablename__ = "protocol"

    id: int = Field(default=1, primary_key=True, sa_column_kwargs={"autoincrement": False})
    launch_bond: int = Field(default=0, sa_type=U256)
    protocol_payout: bytes = Field(default=bytes(20), sa_type=Address)
    tt_supply: int = Field(default=0, sa_type=U256)


class Pause(SQLModel, table=True):
    """Until when a contract's new entries are stopped; `contract` is its name. No row: never were."""

    __tablename__ = "pause"

    contract: str = Field(primary_key=True)
    until: int = Field(sa_type=BigInteger)
