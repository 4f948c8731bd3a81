"""What no view can tell is told by other rows: a value of history that is wrong is found."""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import SQLModel, col, select

from tests.support.mirror import audited
from tests.support.tampering import changed, missing
from toktok.config import Settings
from toktok.indexer.audit.checks import cross_checks
from toktok.indexer.audit.report import CrossCheck
from toktok.indexer.audit.snapshot import Snapshot
from toktok.indexer.rows import APPEND_ONLY
from toktok.store.engine import Store
from toktok.store.tables import (
    Activity,
    Allocation,
    Auction,
    Bid,
    Block,
    Candle,
    Claim,
    Collection,
    Contribution,
    Creator,
    Credit,
    Cursor,
    Earning,
    Fund,
    FundAccount,
    FundClaim,
    FundDeposit,
    Holder,
    HolderDay,
    Income,
    IncomeTotal,
    LedgerAccount,
    Moment,
    MomentIncome,
    MomentSale,
    MomentToken,
    MomentTransfer,
    MomentWallet,
    OrderFill,
    Protocol,
    Referral,
    RevenueDay,
    RevenueTotal,
    SaleBooking,
    SaleReferral,
    Sound,
    Subscription,
    SubscriptionPayment,
    Trade,
    TtFlow,
)

#: Columns in which one wrong value is found without asking the chain.
CHANGED: dict[type[SQLModel], str] = {
    Activity: "account other timestamp kind",
    Allocation: "contributed cost",
    Auction: "bids bidder amount",
    Bid: "amount bidder timestamp",
    Candle: "open high low close volume inflow trades",
    Claim: "account amount from_ledger timestamp",
    Collection: "account token dividends trade_fees timestamp",
    Contribution: "account amount timestamp",
    Creator: "trades volume holders contributors raised reserve supply last_trade_at "
    "creator_collected protocol_collected protocol_owed",
    Credit: "account token source moment amount is_shared timestamp",
    Cursor: "timestamp",
    Earning: "amount",
    Fund: "deposits claimed",
    FundAccount: "claimed",
    FundClaim: "account amount timestamp",
    FundDeposit: "amount payer timestamp",
    Holder: "balance cost realised bought sold sent received collected",
    HolderDay: "supply",
    Income: "creator amount to_sound to_creator to_fans to_protocol source timestamp",
    IncomeTotal: "amount count to_sound to_creator to_fans to_protocol shared",
    LedgerAccount: "claimed credited balance",
    Moment: "minted owners redeemed sales volume last_price last_sold_at",
    MomentIncome: "divided sales resales referred to_sound to_creator to_fans to_protocol shared",
    MomentSale: "amount price quantity buyer royalty fee to_seller timestamp",
    MomentToken: "owner version moved_at",
    MomentTransfer: "to timestamp token_id",
    MomentWallet: "held minted",
    OrderFill: "price token_id to royalty fee to_seller",
    Protocol: "tt_supply",
    Referral: "earned collected owed",
    RevenueDay: "count amount to_creator to_fans shared",
    RevenueTotal: "count amount to_creator to_fans shared",
    SaleBooking: "amount moment timestamp",
    SaleReferral: "amount referrer timestamp",
    Sound: "moments earned",
    Subscription: "paid periods",
    SubscriptionPayment: "cost periods account ends_at timestamp",
    Trade: "token trader recipient is_buy tt_amount token_amount gross creator_fee fan_fee "
    "protocol_fee referrer_fee price timestamp",
    TtFlow: "tt account is_deposit timestamp",
}

#: Tables of sums a missing row of which is found, each with a column that says something.
SUMS: list[tuple[type[SQLModel], str]] = [
    (Allocation, "contributed"),
    (Block, "events"),
    (Candle, "trades"),
    (IncomeTotal, "amount"),
    (RevenueDay, "amount"),
    (RevenueTotal, "amount"),
    (Subscription, "paid"),
]


def _named(part: Any) -> str:
    return str(getattr(part, "__name__", part))


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize(
    ("model", "column"),
    [(model, column) for model, columns in CHANGED.items() for column in columns.split()],
    ids=_named,
)
def test_one_wrong_value_is_found(
    audit_ready: tuple[Settings, Store], model: type[SQLModel], column: str
) -> None:
    settings, store = audit_ready
    with changed(store, model, column):
        assert _found(settings, store)


@pytest.mark.parametrize(
    ("model", "column"), [*((each, "timestamp") for each in APPEND_ONLY), *SUMS], ids=_named
)
def test_a_missing_row_is_found(
    audit_ready: tuple[Settings, Store], model: type[SQLModel], column: str
) -> None:
    settings, store = audit_ready
    where = [col(Activity.kind) == "trade"] if model is Activity else []
    with missing(store, model, column, *where):
        assert _found(settings, store)


def test_a_missing_transfer_is_found(audit_ready: tuple[Settings, Store]) -> None:
    settings, store = audit_ready
    with missing(store, Activity, "timestamp", col(Activity.kind) == "token_transfer"):
        found = {(each.table, each.column) for each in _found(settings, store)}
    assert found == {("holder", "sent"), ("holder", "received"), ("holder", "balance")}


async def test_a_difference_says_what_the_rows_come_to(
    audit_ready: tuple[Settings, Store],
) -> None:
    settings, store = audit_ready
    with store.read() as session:
        right = max(session.exec(select(Creator.trades)).all())
    with changed(store, Creator, "trades"):
        report = await audited(settings, store)
    (found,) = report.differences
    assert (found.table, found.column, found.chain) == ("creator", "trades", None)
    assert str(found).endswith(f" trades: ours {right - 1}, rows {right} (sum of trades)")
    told = report.to_json()["differences"][0]
    assert (told["ours"], told["rows"]) == (str(right - 1), f"{right} (sum of trades)")
    assert told["chain"] is None


def _found(settings: Settings, store: Store) -> list[CrossCheck]:
    """Checks that fail."""
    with store.read() as session:
        snapshot = Snapshot(session)
        market = snapshot.cursor.market
        return [each for each in cross_checks(snapshot, market=market) if each.ours != each.rows]
