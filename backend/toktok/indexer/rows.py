"""Rows as values: keys, columns, and a form that JSON can keep."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Column, Table
from sqlmodel import SQLModel

from toktok.store import tables
from toktok.store.types import I256, U256, Address, Hash

Key = tuple[Any, ...]

#: Tables whose rows change and are journaled before they do.
MUTABLE: tuple[type[SQLModel], ...] = (
    tables.Protocol,
    tables.Pause,
    tables.Creator,
    tables.CreatorAccount,
    tables.PayoutAddress,
    tables.Holder,
    tables.Allocation,
    tables.Candle,
    tables.Referral,
    tables.LedgerAccount,
    tables.Earning,
    tables.MomentIncome,
    tables.IncomeTotal,
    tables.Split,
    tables.CreatorSplits,
    tables.Moment,
    tables.MomentToken,
    tables.MomentWallet,
    tables.VoucherNonce,
    tables.Sound,
    tables.Auction,
    tables.ClosedGroup,
    tables.OrderCounter,
    tables.MomentApproval,
    tables.ExchangeAllowance,
    tables.Plan,
    tables.Subscription,
    tables.Fund,
    tables.FundRoot,
    tables.FundAccount,
    tables.TtBalance,
)

#: Tables whose rows are written once: a rewind deletes them by block.
APPEND_ONLY: tuple[type[SQLModel], ...] = (
    tables.Contribution,
    tables.Trade,
    tables.Claim,
    tables.Income,
    tables.SaleBooking,
    tables.SaleReferral,
    tables.MomentTransfer,
    tables.MomentSale,
    tables.Bid,
    tables.OrderFill,
    tables.SubscriptionPayment,
    tables.FundDeposit,
    tables.FundClaim,
    tables.TtFlow,
    tables.Activity,
)

_BY_NAME = {model.__tablename__: model for model in MUTABLE}


@cache
def table_of(model: type[SQLModel]) -> Table:
    """The SQLAlchemy table behind a model."""
    table: Table = model.__table__  # type: ignore[attr-defined]
    return table


@cache
def column_names(model: type[SQLModel]) -> tuple[str, ...]:
    """Names of all columns."""
    return tuple(column.name for column in table_of(model).columns)


@cache
def key_columns(model: type[SQLModel]) -> tuple[Column[Any], ...]:
    """Columns of the primary key, in order."""
    return tuple(table_of(model).primary_key.columns)


@cache
def key_names(model: type[SQLModel]) -> tuple[str, ...]:
    """Names of the primary key's columns."""
    return tuple(column.name for column in key_columns(model))


def values_of(row: SQLModel) -> dict[str, Any]:
    """A row's columns as a plain dictionary."""
    return {name: getattr(row, name) for name in column_names(type(row))}


def key_of(row: SQLModel) -> Key:
    """A row's primary key."""
    return tuple(getattr(row, name) for name in key_names(type(row)))


def model_named(name: str) -> type[SQLModel]:
    """The mutable table of that name."""
    return _BY_NAME[name]


def key_to_json(model: type[SQLModel], key: Key) -> list[Any]:
    """A key that JSON can keep."""
    columns = key_columns(model)
    return [_to_json(column, value) for column, value in zip(columns, key, strict=True)]


def key_from_json(model: type[SQLModel], key: Sequence[Any]) -> Key:
    """The inverse of `key_to_json`."""
    columns = key_columns(model)
    return tuple(_from_json(column, value) for column, value in zip(columns, key, strict=True))


def row_to_json(model: type[SQLModel], values: dict[str, Any]) -> dict[str, Any]:
    """A row that JSON can keep: bytes as hex, wide integers as decimal text."""
    return {
        column.name: _to_json(column, values[column.name]) for column in table_of(model).columns
    }


def row_from_json(model: type[SQLModel], values: dict[str, Any]) -> dict[str, Any]:
    """The inverse of `row_to_json`."""
    return {
        column.name: _from_json(column, values[column.name]) for column in table_of(model).columns
    }


def _to_json(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.type, Address | Hash):
        return value.hex()
    if isinstance(column.type, U256 | I256):
        return str(value)
    return value


def _from_json(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.type, Address | Hash):
        return bytes.fromhex(value)
    if isinstance(column.type, U256 | I256):
        return int(value)
    return value
