"""The mirror of the chain: every table of the first release."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from toktok.store.types import I256, U256, Address, Hash

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "activity",
        sa.Column("block_number", sa.BigInteger(), nullable=False),
        sa.Column("log_index", sa.Integer(), nullable=False),
        sa.Column("tx_hash", Hash(), nullable=False),
        sa.Column("timestamp", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("token", Address(), nullable=True),
        sa.Column("account", Address(), nullable=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("block_number", "log_index"),
    )
    op.create_index(
        "ix_activity_account", "activity", ["account", "block_number", "log_index"], unique=False
    )
    op.create_index(
        "ix_activity_token", "activity", ["token", "block_number", "log_index"], unique=False
    )
    op.create_table(
        "allocation",
        sa.Column("token", Address(), nullable=False),
        sa.Column("account", Address(), nullable=False),
        sa.Column("contributed", U256(), nullable=False),
        sa.Column("founder", sa.Boolean(), nullable=False),
        sa.Column("claimed", U256(), nullable=False),
        sa.Column("returned", U256(), nullable=False),
        sa.Column("checkpoint", U256(), nullable=False),
        sa.Column("settled", U256(), nullable=False),
        sa.Column("refunded", sa.Boolean(), nullable=False),
        sa.Column("cost", U256(), nullable=False),
        sa.PrimaryKeyConstraint("token", "account"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_allocation_account", "allocation", ["account"], unique=False)
    op.create_table(
        "block",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hash", Hash(), nullable=False),
        sa.Column("parent_hash", Hash(), nullable=False),
        sa.Column("timestamp", sa.BigInteger(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "candle",
        sa.Column("token", Address(), nullable=False),
        sa.Column("interval", sa.Integer(), nullable=False),
        sa.Column("start", sa.BigInteger(), nullable=False),
        sa.Column("open", U256(), nullable=False),
        sa.Column("high", U256(), nullable=False),
        sa.Column("low", U256(), nullable=False),
        sa.Column("close", U256(), nullable=False),
        sa.Column("volume", U256(), nullable=False),
        sa.Column("inflow", I256(), nullable=False),
        sa.Column("trades", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("token", "interval", "start"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "claim",
        sa.Column("block_number", sa.BigInteger(), nullable=False),
        sa.Column("log_index", sa.Integer(), nullable=False),
        sa.Column("tx_hash", Hash(), nullable=False),
        sa.Column("timestamp", sa.BigInteger(), nullable=False),
        sa.Column("account", Address(), nullable=False),
        sa.Column("to", Address(), nullable=False),
        sa.Column("amount", U256(), nullable=False),
        sa.Column("from_ledger", U256(), nullable=False),
        sa.PrimaryKeyConstraint("block_number", "log_index"),
    )
    op.create_index(
        "ix_claim_account", "claim", ["account", "block_number", "log_index"], unique=False
    )
    op.create_table(
        "contribution",
        sa.Column("block_number", sa.BigInteger(), nullable=False),
        sa.Column("log_index", sa.Integer(), nullable=False),
        sa.Column("tx_hash", Hash(), nullable=False),
        sa.Column("timestamp", sa.BigInteger(), nullable=False),
        sa.Column("token", Address(), nullable=False),
        sa.Column("account", Address(), nullable=False),
        sa.Column("amount", U256(), nullable=False),
        sa.Column("contributed", U256(), nullable=False),
        sa.Column("raised", U256(), nullable=False),
        sa.PrimaryKeyConstraint("block_number", "log_index"),
    )
    op.create_index(op.f("ix_contribution_token"), "contribution", ["token"], unique=False)
    op.create_table(
        "creator",
        sa.Column("token", Address(), nullable=False),
        sa.Column("creator", Address(), nullable=False),
        sa.Column("founder", Address(), nullable=False),
        sa.Column("handle", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("symbol", sa.String(), nullable=False),
        sa.Column("contract_uri", sa.String(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("launched_block", sa.BigInteger(), nullable=False),
        sa.Column("launched_log", sa.Integer(), nullable=False),
        sa.Column("launched_at", sa.BigInteger(), nullable=False),
        sa.Column("closes_at", sa.BigInteger(), nullable=False),
        sa.Column("finalized_at", sa.BigInteger(), nullable=True),
        sa.Column("minimum_raise", U256(), nullable=False),
        sa.Column("maximum_raise", U256(), nullable=False),
        sa.Column("max_per_account", U256(), nullable=False),
        sa.Column("allocation_vesting", sa.BigInteger(), nullable=False),
        sa.Column("creator_vesting", sa.BigInteger(), nullable=False),
        sa.Column("creator_fee_bps", sa.Integer(), nullable=False),
        sa.Column("fan_fee_bps", sa.Integer(), nullable=False),
        sa.Column("bond", U256(), nullable=False),
        sa.Column("raised", U256(), nullable=False),
        sa.Column("contributors", sa.Integer(), nullable=False),
        sa.Column("pending_creator", Address(), nullable=True),
        sa.Column("pending_eta", sa.BigInteger(), nullable=True),
        sa.Column("reserve", U256(), nullable=False),
        sa.Column("supply", U256(), nullable=False),
        sa.Column("returned", U256(), nullable=False),
        sa.Column("price", U256(), nullable=False),
        sa.Column("holders", sa.Integer(), nullable=False),
        sa.Column("trades", sa.Integer(), nullable=False),
        sa.Column("volume", U256(), nullable=False),
        sa.Column("last_trade_at", sa.BigInteger(), nullable=True),
        sa.Column("accumulator", U256(), nullable=False),
        sa.Column("pending", U256(), nullable=False),
        sa.Column("touched_at", sa.BigInteger(), nullable=False),
        sa.Column("fan_revenue", U256(), nullable=False),
        sa.Column("creator_owed", U256(), nullable=False),
        sa.Column("creator_collected", U256(), nullable=False),
        sa.Column("protocol_owed", U256(), nullable=False),
        sa.Column("protocol_collected", U256(), nullable=False),
        sa.PrimaryKeyConstraint("token"),
    )
    op.create_index(op.f("ix_creator_creator"), "creator", ["creator"], unique=False)
    op.create_index(op.f("ix_creator_handle"), "creator", ["handle"], unique=False)
    op.create_index(op.f("ix_creator_reserve"), "creator", ["reserve"], unique=False)
    op.create_table(
        "cursor",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("chain_id", sa.BigInteger(), nullable=False),
        sa.Column("genesis_hash", Hash(), nullable=False),
        sa.Column("market", Address(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("hash", Hash(), nullable=False),
        sa.Column("timestamp", sa.BigInteger(), nullable=False),
        sa.Column("first_block", sa.BigInteger(), nullable=False),
        sa.Column("floor", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "earning",
        sa.Column("account", Address(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("token", Address(), nullable=False),
        sa.Column("amount", U256(), nullable=False),
        sa.PrimaryKeyConstraint("account", "source", "token"),
    )
    op.create_table(
        "holder",
        sa.Column("token", Address(), nullable=False),
        sa.Column("account", Address(), nullable=False),
        sa.Column("balance", U256(), nullable=False),
        sa.Column("checkpoint", U256(), nullable=False),
        sa.Column("settled", U256(), nullable=False),
        sa.Column("collected", U256(), nullable=False),
        sa.Column("cost", U256(), nullable=False),
        sa.Column("realised", I256(), nullable=False),
        sa.Column("bought", U256(), nullable=False),
        sa.Column("sold", U256(), nullable=False),
        sa.Column("updated_block", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("token", "account"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_holder_account", "holder", ["account"], unique=False)
    op.create_index("ix_holder_token_balance", "holder", ["token", "balance"], unique=False)
    op.create_table(
        "journal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("block_number", sa.BigInteger(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("key", sa.JSON(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_journal_block_number"), "journal", ["block_number"], unique=False)
    op.create_table(
        "ledger_account",
        sa.Column("account", Address(), nullable=False),
        sa.Column("balance", U256(), nullable=False),
        sa.Column("credited", U256(), nullable=False),
        sa.Column("claimed", U256(), nullable=False),
        sa.PrimaryKeyConstraint("account"),
    )
    op.create_table(
        "payout_address",
        sa.Column("creator", Address(), nullable=False),
        sa.Column("payout", Address(), nullable=False),
        sa.PrimaryKeyConstraint("creator"),
    )
    op.create_table(
        "protocol",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("launch_bond", U256(), nullable=False),
        sa.Column("protocol_payout", Address(), nullable=False),
        sa.Column("paused_until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "referral",
        sa.Column("account", Address(), nullable=False),
        sa.Column("owed", U256(), nullable=False),
        sa.Column("collected", U256(), nullable=False),
        sa.Column("earned", U256(), nullable=False),
        sa.PrimaryKeyConstraint("account"),
    )
    op.create_table(
        "split",
        sa.Column("creator", Address(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("recipient", Address(), nullable=False),
        sa.Column("bps", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("creator", "position"),
    )
    op.create_table(
        "tip",
        sa.Column("block_number", sa.BigInteger(), nullable=False),
        sa.Column("log_index", sa.Integer(), nullable=False),
        sa.Column("tx_hash", Hash(), nullable=False),
        sa.Column("timestamp", sa.BigInteger(), nullable=False),
        sa.Column("creator", Address(), nullable=False),
        sa.Column("payer", Address(), nullable=False),
        sa.Column("amount", U256(), nullable=False),
        sa.Column("to_creator", U256(), nullable=False),
        sa.Column("to_fans", U256(), nullable=False),
        sa.Column("to_protocol", U256(), nullable=False),
        sa.PrimaryKeyConstraint("block_number", "log_index"),
    )
    op.create_index("ix_tip_creator", "tip", ["creator", "block_number", "log_index"], unique=False)
    op.create_table(
        "trade",
        sa.Column("block_number", sa.BigInteger(), nullable=False),
        sa.Column("log_index", sa.Integer(), nullable=False),
        sa.Column("tx_hash", Hash(), nullable=False),
        sa.Column("timestamp", sa.BigInteger(), nullable=False),
        sa.Column("token", Address(), nullable=False),
        sa.Column("trader", Address(), nullable=False),
        sa.Column("recipient", Address(), nullable=False),
        sa.Column("is_buy", sa.Boolean(), nullable=False),
        sa.Column("tt_amount", U256(), nullable=False),
        sa.Column("token_amount", U256(), nullable=False),
        sa.Column("gross", U256(), nullable=False),
        sa.Column("creator_fee", U256(), nullable=False),
        sa.Column("fan_fee", U256(), nullable=False),
        sa.Column("protocol_fee", U256(), nullable=False),
        sa.Column("referrer", Address(), nullable=True),
        sa.Column("referrer_fee", U256(), nullable=False),
        sa.Column("reserve", U256(), nullable=False),
        sa.Column("supply", U256(), nullable=False),
        sa.Column("price", U256(), nullable=False),
        sa.PrimaryKeyConstraint("block_number", "log_index"),
    )
    op.create_index(
        "ix_trade_recipient", "trade", ["recipient", "block_number", "log_index"], unique=False
    )
    op.create_index("ix_trade_token", "trade", ["token", "block_number", "log_index"], unique=False)
    op.create_index(
        "ix_trade_trader", "trade", ["trader", "block_number", "log_index"], unique=False
    )
    op.create_table(
        "tt_flow",
        sa.Column("block_number", sa.BigInteger(), nullable=False),
        sa.Column("log_index", sa.Integer(), nullable=False),
        sa.Column("tx_hash", Hash(), nullable=False),
        sa.Column("timestamp", sa.BigInteger(), nullable=False),
        sa.Column("account", Address(), nullable=False),
        sa.Column("to", Address(), nullable=False),
        sa.Column("is_deposit", sa.Boolean(), nullable=False),
        sa.Column("eth", U256(), nullable=False),
        sa.Column("tt", U256(), nullable=False),
        sa.PrimaryKeyConstraint("block_number", "log_index"),
    )
    op.create_index(
        "ix_tt_flow_account", "tt_flow", ["account", "block_number", "log_index"], unique=False
    )
