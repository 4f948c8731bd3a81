"""What people signed: orders and vouchers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from toktok.store.types import U256, Address, Hash

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "app_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hash", Hash(), nullable=False),
        sa.Column("chain_id", sa.BigInteger(), nullable=False),
        sa.Column("genesis_hash", Hash(), nullable=False),
        sa.Column("exchange", Address(), nullable=False),
        sa.Column("maker", Address(), nullable=False),
        sa.Column("side", sa.Integer(), nullable=False),
        sa.Column("moment", sa.BigInteger(), nullable=False),
        sa.Column("token_id", sa.BigInteger(), nullable=True),
        sa.Column("price", U256(), nullable=False),
        sa.Column("signed_at", sa.BigInteger(), nullable=False),
        sa.Column("expiry", sa.BigInteger(), nullable=False),
        sa.Column("group", U256(), nullable=False),
        sa.Column("counter", U256(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("hash", "genesis_hash"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_app_order_maker", "app_order", ["maker", "id"])
    op.create_index("ix_app_order_moment", "app_order", ["moment", "side", "price"])
    op.create_index("ix_app_order_token", "app_order", ["token_id", "side", "price"])
    op.create_table(
        "app_voucher",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hash", Hash(), nullable=False),
        sa.Column("chain_id", sa.BigInteger(), nullable=False),
        sa.Column("genesis_hash", Hash(), nullable=False),
        sa.Column("contract", Address(), nullable=False),
        sa.Column("creator", Address(), nullable=False),
        sa.Column("nonce", U256(), nullable=False),
        sa.Column("moves", sa.BigInteger(), nullable=False),
        sa.Column("sound_id", sa.BigInteger(), nullable=True),
        sa.Column("opens_at", sa.BigInteger(), nullable=False),
        sa.Column("closes_at", sa.BigInteger(), nullable=False),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("hash", "genesis_hash"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_app_voucher_creator", "app_voucher", ["creator", "id"])
