"""Moments, auctions, orders, sounds, subscriptions, the fund, TT balances, and incomes of every kind.

The contracts these rows mirror speak another language than those of the first version, so nothing that
was mirrored can be continued: every row is forgotten, and the indexer begins again at the first block.
Nothing is lost that the chain does not have.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import sqlalchemy as sa
from alembic import op

from toktok.store.types import U256, Address, Hash

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
        protocol.add_column(_wide("tt_supply"))
    with op.batch_alter_table("cursor") as cursor:
        cursor.add_column(_hash("contracts"))
    with op.batch_alter_table("earning") as earning:
        earning.add_column(_wide("owed"))
    op.add_column("activity", _big("moment", nullable=True))
    op.create_index("ix_activity_moment", "activity", ["moment", "block_number", "log_index"])
    _moments()
    _sales()
    _auctions()
    _exchange()
    _subscriptions()
    _fund()
    _incomes()
    _others()


def downgrade() -> None:
    raise NotImplementedError("The first version mirrors other contracts: start with a new file.")


def _forget_rows() -> None:
    for name in sa.inspect(op.get_bind()).get_table_names():
        if name not in _KEPT_NAMES:
            op.execute(sa.delete(sa.table(name)))


def _moments() -> None:
    _table(
        "moment", ["moment"],
        _big("moment"), _address("creator"), _hash("content_hash"), _text("uri"),
        _int("edition_size"), _wide("price"), _big("opens_at"), _big("closes_at"),
        _int("max_per_wallet"), _int("royalty_bps"), _big("sound_id", nullable=True), _text("perk"),
        _hash("voucher", nullable=True), _big("created_block"), _int("created_log"),
        _big("created_at"), _int("minted"), _int("redeemed"), _int("owners"), _int("sales"),
        _wide("volume"), _wide("last_price", nullable=True), _big("last_sold_at", nullable=True),
    )  # fmt: skip
    _index("moment", "creator", "creator", "moment")
    _index("moment", "created", "created_block", "created_log")
    for column in ("content_hash", "sound_id", "voucher"):
        _index("moment", column, column)
    _table(
        "moment_token", ["token_id"],
        _big("token_id"), _big("moment"), _int("serial"), _address("owner"), _int("version"),
        _big("redeemed_at", nullable=True), _address("approved", nullable=True), _big("minted_at"),
        _wide("last_price", nullable=True), _big("moved_at"),
    )  # fmt: skip
    _index("moment_token", "moment", "moment", "serial")
    _index("moment_token", "owner", "owner", "token_id")
    _table(
        "moment_wallet", ["moment", "account"],
        _big("moment"), _address("account"), _int("held"), _int("minted"), rowid=False,
    )  # fmt: skip
    _index("moment_wallet", "account", "account")
    _happening(
        "moment_transfer",
        _big("token_id"), _big("moment"), _address("sender", nullable=True), _address("to"),
        _int("version"), by=[("token", "token_id")],
    )  # fmt: skip
    _table(
        "voucher_nonce", ["creator", "nonce"],
        _address("creator"), _wide("nonce"), _big("moment", nullable=True), _big("spent_at"),
    )  # fmt: skip


def _sales() -> None:
    _happening(
        "moment_sale",
        _text("kind"), _big("moment"), _big("token_id"), _int("quantity"), _address("seller"),
        _address("buyer"), _address("to"), _wide("price"), _wide("amount"), _flag("is_first"),
        _wide("royalty"), _wide("fee"), _wide("to_seller"), _address("referrer", nullable=True),
        by=[("moment", "moment"), ("token", "token_id"), ("buyer", "buyer"), ("seller", "seller")],
    )  # fmt: skip
    _table(
        "sound", ["sound_id"],
        _big("sound_id"), _address("artist"), _hash("content_hash"), _text("uri"),
        _int("share_bps"), _hash("splits"), _big("registered_block"), _int("registered_log"),
        _big("registered_at"), _int("moments"), _wide("earned"),
    )  # fmt: skip
    _index("sound", "artist", "artist")
    _index("sound", "content_hash", "content_hash")


def _auctions() -> None:
    _table(
        "auction", ["auction"],
        _big("auction"), _big("token_id"), _big("moment"), _address("seller"), _int("status"),
        _wide("reserve_price"), _big("opens_at"), _big("ends_at"), _big("created_block"),
        _int("created_log"), _big("created_at"), _address("bidder", nullable=True), _wide("amount"),
        _int("bids"), _big("closed_at", nullable=True), _wide("royalty"), _wide("fee"),
        _wide("to_seller"),
    )  # fmt: skip
    _index("auction", "status", "status", "ends_at")
    _index("auction", "token", "token_id")
    for column in ("moment", "seller", "bidder"):
        _index("auction", column, column)
    _happening(
        "bid",
        _big("auction"), _address("bidder"), _wide("amount"), _big("ends_at"),
        _address("outbid", nullable=True), _wide("outbid_amount"),
        by=[("auction", "auction"), ("bidder", "bidder")],
    )  # fmt: skip


def _exchange() -> None:
    _happening(
        "order_fill",
        _hash("order_hash"), _address("maker"), _address("taker"), _int("side"), _big("token_id"),
        _address("to"), _wide("price"), _wide("royalty"), _wide("fee"), _wide("to_seller"),
        _wide("group"), by=[("maker", "maker")],
    )  # fmt: skip
    _index("order_fill", "order", "order_hash")
    _table("closed_group", ["maker", "group"], _address("maker"), _wide("group"), _big("closed_at"))
    _table("order_counter", ["maker"], _address("maker"), _wide("counter"))
    _table("moment_approval", ["owner"], _address("owner"), _flag("exchange"), _flag("auction"))
    _table("exchange_allowance", ["account"], _address("account"), _wide("amount"))


def _subscriptions() -> None:
    _table(
        "plan", ["creator", "plan_id"],
        _address("creator"), _int("plan_id"), _wide("fee"), _big("period"),
        _wide("minimum_holding"), _address("token", nullable=True), _big("set_at"),
        _big("ended_at", nullable=True),
    )  # fmt: skip
    _table(
        "subscription", ["subject", "account"],
        _address("subject"), _address("account"), _address("creator"), _int("plan_id"),
        _big("since"), _big("ends_at"), _wide("minimum_holding"), _int("periods"), _wide("paid"),
        rowid=False,
    )  # fmt: skip
    _index("subscription", "account", "account", "ends_at")
    _index("subscription", "subject", "subject", "ends_at")
    _happening(
        "subscription_payment",
        _address("creator"), _address("subject"), _address("account"), _address("payer"),
        _int("plan_id"), _int("periods"), _wide("cost"), _big("ends_at"), _wide("minimum_holding"),
        by=[("creator", "creator"), ("account", "account")],
    )  # fmt: skip


def _fund() -> None:
    _table("fund", ["id"], _int("id"), _wide("deposits"), _wide("claimed"), _int("period"))
    _table(
        "fund_root", ["period", "attempt"],
        _int("period"), _int("attempt"), _hash("root"), _wide("total"), _big("effective_at"),
        _text("uri"), _big("posted_at"), _big("vetoed_at", nullable=True),
        _address("vetoed_by", nullable=True),
    )  # fmt: skip
    _happening("fund_deposit", _address("payer"), _wide("amount"), _wide("deposits"))
    _index("fund_deposit", "payer", "payer")
    _happening(
        "fund_claim",
        _address("account"), _int("period"), _wide("amount"), _wide("cumulative"), _wide("claimed"),
        by=[("account", "account")],
    )  # fmt: skip
    _table("fund_account", ["account"], _address("account"), _wide("claimed"))


def _incomes() -> None:
    parts = ("to_sound", "to_creator", "to_fans", "to_protocol")
    _table(
        "moment_income", ["moment"],
        _big("moment"), _address("opener"), _address("creator"), _int("royalty_bps"),
        _int("sound_bps"), _hash("sound_splits", nullable=True), _hash("splits", nullable=True),
        _address("token", nullable=True), _wide("sales"), _wide("resales"), _wide("referred"),
        _wide("divided"), *map(_wide, parts),
    )  # fmt: skip
    _index("moment_income", "creator", "creator")
    _index("moment_income", "token", "token")
    _happening(
        "sale_booking",
        _big("moment"), _int("source"), _address("payer"), _wide("amount"), _wide("sales"),
        _wide("resales"), by=[("moment", "moment")],
    )  # fmt: skip
    _happening(
        "sale_referral",
        _big("moment"), _address("referrer"), _wide("amount"), _wide("referred"),
        by=[("referrer", "referrer")],
    )  # fmt: skip
    _index("sale_referral", "moment", "moment")
    _happening(
        "income",
        _address("creator"), _address("token", nullable=True), _int("source"),
        _big("moment", nullable=True), _address("payer", nullable=True), _wide("amount"),
        *map(_wide, parts), _wide("to_referrers"),
        by=[("creator", "creator"), ("moment", "moment")],
    )  # fmt: skip
    _table(
        "income_total", ["creator", "source"],
        _address("creator"), _int("source"), _wide("amount"), *map(_wide, parts), _int("count"),
    )  # fmt: skip
    _table(
        "split", ["list_id", "position"],
        _hash("list_id"), _int("position"), _address("recipient"), _int("bps"),
    )  # fmt: skip
    _index("split", "recipient", "recipient")
    _table("creator_splits", ["creator"], _address("creator"), _hash("list_id", nullable=True))


def _others() -> None:
    _table("pause", ["contract"], _text("contract"), _big("until"))
    _table("tt_balance", ["account"], _address("account"), _wide("balance"), rowid=False)
    _table(
        "creator_account", ["account"],
        _address("account"), _address("token", nullable=True), _int("moves"),
    )  # fmt: skip


def _table(name: str, key: list[str], *columns: sa.Column[Any], rowid: bool = True) -> None:
    options = {} if rowid else {"sqlite_with_rowid": False}
    op.create_table(name, *columns, sa.PrimaryKeyConstraint(*key), **options)


def _happening(
    name: str, *columns: sa.Column[Any], by: list[tuple[str, str]] | None = None
) -> None:
    """A table of logs, with an index for each column it is listed by."""
    place = (_big("block_number"), _int("log_index"), _hash("tx_hash"), _big("timestamp"))
    _table(name, ["block_number", "log_index"], *place, *columns)
    for suffix, column in by or []:
        _index(name, suffix, column, "block_number", "log_index")


def _index(table: str, suffix: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{suffix}", table, list(columns))


def _column(kind: Any, name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, kind(), nullable=nullable)


_big = partial(_column, sa.BigInteger)
_int = partial(_column, sa.Integer)
_wide = partial(_column, U256)
_address = partial(_column, Address)
_hash = partial(_column, Hash)
_text = partial(_column, sa.String)
_flag = partial(_column, sa.Boolean)
