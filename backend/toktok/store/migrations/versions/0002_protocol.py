"""Moments, auctions, orders, sounds, subscriptions, the fund, TT balances, and incomes of every kind.

The contracts these rows mirror speak another language than those of the first version, so nothing that
was mirrored can be continued: every row is forgotten, and the indexer begins again at the first block.
Nothing is lost that the chain does not have.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from toktok.store.migrations.columns import (
    address,
    big,
    flag,
    happening,
    index,
    small,
    table,
    text,
    wide,
    word,
)

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_REMADE = ("tip", "split")
_KEPT_NAMES = {"alembic_version", *_REMADE}


def upgrade() -> None:
    _forget_rows()
    for name in _REMADE:
        op.drop_table(name)
    with op.batch_alter_table("protocol") as protocol:
        protocol.drop_column("paused_until")
        protocol.add_column(wide("tt_supply"))
    with op.batch_alter_table("cursor") as cursor:
        cursor.add_column(word("contracts"))
    with op.batch_alter_table("earning") as earning:
        earning.add_column(wide("owed"))
    op.add_column("activity", big("moment", nullable=True))
    op.create_index("ix_activity_moment", "activity", ["moment", "block_number", "log_index"])
    _moments()
    _sales()
    _auctions()
    _exchange()
    _subscriptions()
    _fund()
    _incomes()
    _others()


def _forget_rows() -> None:
    for name in sa.inspect(op.get_bind()).get_table_names():
        if name not in _KEPT_NAMES:
            op.execute(sa.delete(sa.table(name)))


def _moments() -> None:
    table(
        "moment", ["moment"],
        big("moment"), address("creator"), word("content_hash"), text("uri"),
        small("edition_size"), wide("price"), big("opens_at"), big("closes_at"),
        small("max_per_wallet"), small("royalty_bps"), big("sound_id", nullable=True), text("perk"),
        word("voucher", nullable=True), big("created_block"), small("created_log"),
        big("created_at"), small("minted"), small("redeemed"), small("owners"), small("sales"),
        wide("volume"), wide("last_price", nullable=True), big("last_sold_at", nullable=True),
    )  # fmt: skip
    index("moment", "creator", "creator", "moment")
    index("moment", "created", "created_block", "created_log")
    for column in ("content_hash", "sound_id", "voucher"):
        index("moment", column, column)
    table(
        "moment_token", ["token_id"],
        big("token_id"), big("moment"), small("serial"), address("owner"), small("version"),
        big("redeemed_at", nullable=True), address("approved", nullable=True), big("minted_at"),
        wide("last_price", nullable=True), big("moved_at"),
    )  # fmt: skip
    index("moment_token", "moment", "moment", "serial")
    index("moment_token", "owner", "owner", "token_id")
    table(
        "moment_wallet", ["moment", "account"],
        big("moment"), address("account"), small("held"), small("minted"), rowid=False,
    )  # fmt: skip
    index("moment_wallet", "account", "account")
    happening(
        "moment_transfer",
        big("token_id"), big("moment"), address("sender", nullable=True), address("to"),
        small("version"), by=[("token", "token_id")],
    )  # fmt: skip
    table(
        "voucher_nonce", ["creator", "nonce"],
        address("creator"), wide("nonce"), big("moment", nullable=True), big("spent_at"),
    )  # fmt: skip


def _sales() -> None:
    happening(
        "moment_sale",
        text("kind"), big("moment"), big("token_id"), small("quantity"), address("seller"),
        address("buyer"), address("to"), wide("price"), wide("amount"), flag("is_first"),
        wide("royalty"), wide("fee"), wide("to_seller"), address("referrer", nullable=True),
        by=[("moment", "moment"), ("token", "token_id"), ("buyer", "buyer"), ("seller", "seller")],
    )  # fmt: skip
    table(
        "sound", ["sound_id"],
        big("sound_id"), address("artist"), word("content_hash"), text("uri"),
        small("share_bps"), word("splits"), big("registered_block"), small("registered_log"),
        big("registered_at"), small("moments"), wide("earned"),
    )  # fmt: skip
    index("sound", "artist", "artist")
    index("sound", "content_hash", "content_hash")


def _auctions() -> None:
    table(
        "auction", ["auction"],
        big("auction"), big("token_id"), big("moment"), address("seller"), small("status"),
        wide("reserve_price"), big("opens_at"), big("ends_at"), big("created_block"),
        small("created_log"), big("created_at"), address("bidder", nullable=True), wide("amount"),
        small("bids"), big("closed_at", nullable=True), wide("royalty"), wide("fee"),
        wide("to_seller"),
    )  # fmt: skip
    index("auction", "status", "status", "ends_at")
    index("auction", "token", "token_id")
    for column in ("moment", "seller", "bidder"):
        index("auction", column, column)
    happening(
        "bid",
        big("auction"), address("bidder"), wide("amount"), big("ends_at"),
        address("outbid", nullable=True), wide("outbid_amount"),
        by=[("auction", "auction"), ("bidder", "bidder")],
    )  # fmt: skip


def _exchange() -> None:
    happening(
        "order_fill",
        word("order_hash"), address("maker"), address("taker"), small("side"), big("token_id"),
        address("to"), wide("price"), wide("royalty"), wide("fee"), wide("to_seller"),
        wide("group"), by=[("maker", "maker")],
    )  # fmt: skip
    index("order_fill", "order", "order_hash")
    table("closed_group", ["maker", "group"], address("maker"), wide("group"), big("closed_at"))
    table("order_counter", ["maker"], address("maker"), wide("counter"))
    table("moment_approval", ["owner"], address("owner"), flag("exchange"), flag("auction"))
    table("exchange_allowance", ["account"], address("account"), wide("amount"))


def _subscriptions() -> None:
    table(
        "plan", ["creator", "plan_id"],
        address("creator"), small("plan_id"), wide("fee"), big("period"),
        wide("minimum_holding"), address("token", nullable=True), big("set_at"),
        big("ended_at", nullable=True),
    )  # fmt: skip
    table(
        "subscription", ["subject", "account"],
        address("subject"), address("account"), address("creator"), small("plan_id"),
        big("since"), big("ends_at"), wide("minimum_holding"), small("periods"), wide("paid"),
        rowid=False,
    )  # fmt: skip
    index("subscription", "account", "account", "ends_at")
    index("subscription", "subject", "subject", "ends_at")
    happening(
        "subscription_payment",
        address("creator"), address("subject"), address("account"), address("payer"),
        small("plan_id"), small("periods"), wide("cost"), big("ends_at"), wide("minimum_holding"),
        by=[("creator", "creator"), ("account", "account")],
    )  # fmt: skip


def _fund() -> None:
    table("fund", ["id"], small("id"), wide("deposits"), wide("claimed"), small("period"))
    table(
        "fund_root", ["period", "attempt"],
        small("period"), small("attempt"), word("root"), wide("total"), big("effective_at"),
        text("uri"), big("posted_at"), big("vetoed_at", nullable=True),
        address("vetoed_by", nullable=True),
    )  # fmt: skip
    happening("fund_deposit", address("payer"), wide("amount"), wide("deposits"))
    index("fund_deposit", "payer", "payer")
    happening(
        "fund_claim",
        address("account"), small("period"), wide("amount"), wide("cumulative"), wide("claimed"),
        by=[("account", "account")],
    )  # fmt: skip
    table("fund_account", ["account"], address("account"), wide("claimed"))


def _incomes() -> None:
    parts = ("to_sound", "to_creator", "to_fans", "to_protocol")
    table(
        "moment_income", ["moment"],
        big("moment"), address("opener"), address("creator"), small("royalty_bps"),
        small("sound_bps"), word("sound_splits", nullable=True), word("splits", nullable=True),
        address("token", nullable=True), wide("sales"), wide("resales"), wide("referred"),
        wide("divided"), *map(wide, parts),
    )  # fmt: skip
    index("moment_income", "creator", "creator")
    index("moment_income", "token", "token")
    happening(
        "sale_booking",
        big("moment"), small("source"), address("payer"), wide("amount"), wide("sales"),
        wide("resales"), by=[("moment", "moment")],
    )  # fmt: skip
    happening(
        "sale_referral",
        big("moment"), address("referrer"), wide("amount"), wide("referred"),
        by=[("referrer", "referrer")],
    )  # fmt: skip
    index("sale_referral", "moment", "moment")
    happening(
        "income",
        address("creator"), address("token", nullable=True), small("source"),
        big("moment", nullable=True), address("payer", nullable=True), wide("amount"),
        *map(wide, parts), wide("to_referrers"),
        by=[("creator", "creator"), ("moment", "moment")],
    )  # fmt: skip
    table(
        "income_total", ["creator", "source"],
        address("creator"), small("source"), wide("amount"), *map(wide, parts), small("count"),
    )  # fmt: skip
    table(
        "split", ["list_id", "position"],
        word("list_id"), small("position"), address("recipient"), small("bps"),
    )  # fmt: skip
    index("split", "recipient", "recipient")
    table("creator_splits", ["creator"], address("creator"), word("list_id", nullable=True))


def _others() -> None:
    table("pause", ["contract"], text("contract"), big("until"))
    table("tt_balance", ["account"], address("account"), wide("balance"), rowid=False)
    table(
        "creator_account", ["account"],
        address("account"), address("token", nullable=True), small("moves"),
    )  # fmt: skip
