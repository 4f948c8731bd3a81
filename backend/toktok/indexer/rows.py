"""Which tables change and which only grow; rows and keys in a form that JSON can keep."""

from __future__ import annotations

from typing import Any

import orjson
from sqlalchemy import Column
from sqlmodel import SQLModel

from toktok.store import tables
from toktok.store.bulk import Key
from toktok.store.twins import columns_of, key_columns, twin_of
from toktok.store.types import FixedBytes, Wide

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
    tables.RevenueDay,
    tables.RevenueTotal,
    tables.HolderDay,
)

#: Tables whose rows are written once: a rewind deletes them by block.
APPEND_ONLY: tuple[type[SQLModel], ...] = (
    tables.Contribution,
    tables.Trade,
    tables.Claim,
    tables.Credit,
    tables.Collection,
    tables.Income,
    tables.SaleBooking,
    tables.SaleReferral,
    tables.MomentTransfer,
    tables.MomentSale,
    tables.Bid,
    tables.OrderFill,
    tables.SubscriptionPayment,
    tables.FanGift,
    tables.FundDeposit,
    tables.FundClaim,
    tables.TtFlow,
    tables.Activity,
)

_BY_NAME = {model.__tablename__: model for model in MUTABLE}


def model_named(name: str) -> type[SQLModel]:
    """The mutable table of that name."""
    return _BY_NAME[name]


def key_to_json(model: type[SQLModel], key: Key) -> str:
    """A key as JSON."""
    columns = key_columns(model)
    values = [_to_json(column, value) for column, value in zip(columns, key, strict=True)]
    return orjson.dumps(values).decode()


def key_from_json(model: type[SQLModel], key: str) -> Key:
    """The inverse of `key_to_json`."""
    columns = key_columns(model)
    values = zip(columns, orjson.loads(key), strict=True)
    return tuple(_from_json(column, value) for column, value in values)


def row_to_json(model: type[SQLModel], row: Any) -> str:
    """A row as JSON: bytes as hex, wide integers as decimal text."""
    columns = columns_of(model)
    return orjson.dumps(
        {each.name: _to_json(each, getattr(row, each.name)) for each in columns}
    ).decode()


def row_from_json(model: type[SQLModel], text: str) -> Any:
    """The inverse of `row_to_json`: a twin."""
    columns, values = columns_of(model), orjson.loads(text)
    return twin_of(model)(*[_from_json(column, values[column.name]) for column in columns])


def _to_json(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.type, FixedBytes):
        return value.hex()
    if isinstance(column.type, Wide):
        return str(value)
    return value


def _from_json(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.type, FixedBytes):
        return bytes.fromhex(value)
    if isinstance(column.type, Wide):
        return int(value)
    return value
