"""Moments, their tokens, and how these changed hands."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from toktok.store.tables.happening import Happening
from toktok.store.types import U256, Address, Hash


class Moment(SQLModel, table=True):
    """A moment: its terms, fixed for ever, and what was minted and sold of it.

    `creator` is who created or signed it; who earns now is told by its `MomentIncome`. `price` is TT
    wei per serial, 0 for a one-of-one its creator got at once; `opens_at` and `closes_at` are 0 where
    there is no bound. `sales` counts tokens sold, mints included, and `volume` is the TT wei paid for
    them; `owners` counts accounts that have a token of it now.
    """

    __tablename__ = "moment"
    __table_args__ = (
        Index("ix_moment_creator", "creator", "created_block", "created_log"),
        Index("ix_moment_creator_price", "creator", "price", "created_block", "created_log"),
        Index("ix_moment_created", "created_block", "created_log"),
        Index("ix_moment_price", "price", "created_block", "created_log"),
        Index("ix_moment_opens", "opens_at", "moment"),
        Index("ix_moment_sound", "sound_id", "created_block", "created_log"),
        Index("ix_moment_sound_price", "sound_id", "price", "created_block", "created_log"),
    )

    moment: int = Field(
        primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False}
    )
    creator: bytes = Field(sa_type=Address)
    content_hash: bytes = Field(sa_type=Hash, index=True)
    uri: str = Field(index=True)
    edition_size: int
    price: int = Field(sa_type=U256)
    opens_at: int = Field(sa_type=BigInteger)
    closes_at: int = Field(sa_type=BigInteger)
    max_per_wallet: int
    royalty_bps: int
    sound_id: int | None = Field(default=None, sa_type=BigInteger)
    perk: str
    voucher: bytes | None = Field(default=None, sa_type=Hash, index=True)
    created_block: int = Field(sa_type=BigInteger)
    created_log: int
    created_at: int = Field(sa_type=BigInteger)
    minted: int = Field(default=0)
    redeemed: int = Field(default=0)
    owners: int = Field(default=0)
    sales: int = Field(default=0)
    volume: int = Field(default=0, sa_type=U256)
    last_price: int | None = Field(default=None, sa_type=U256)
    last_sold_at: int | None = Field(default=None, sa_type=BigInteger)


class MomentToken(SQLModel, table=True):
    """One serial of a moment. `token_id` is moment · 100,000 + serial.

    `version` is 1 when minted and rises with every transfer and with the redeeming of the perk.
    `approved` may transfer this token, beside the operators its owner has approved.
    """

    __tablename__ = "moment_token"
    __table_args__ = (
        Index("ix_moment_token_moment", "moment", "serial"),
        Index("ix_moment_token_owner", "owner", "token_id"),
    )

    token_id: int = Field(
        primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False}
    )
    moment: int = Field(sa_type=BigInteger)
    serial: int
    owner: bytes = Field(sa_type=Address)
    version: int
    redeemed_at: int | None = Field(default=None, sa_type=BigInteger)
    approved: bytes | None = Field(default=None, sa_type=Address)
    minted_at: int = Field(sa_type=BigInteger)
    last_price: int | None = Field(default=None, sa_type=U256)
    moved_at: int = Field(sa_type=BigInteger)


class MomentWallet(SQLModel, table=True):
    """What an account has of a moment now, and how many serials were minted to it ever."""

    __tablename__ = "moment_wallet"
    __table_args__ = (
        Index("ix_moment_wallet_account", "account"),
        {"sqlite_with_rowid": False},
    )

    moment: int = Field(primary_key=True, sa_type=BigInteger)
    account: bytes = Field(primary_key=True, sa_type=Address)
    held: int = Field(default=0)
    minted: int = Field(default=0)


class MomentTransfer(Happening, table=True):
    """A token that changed hands; minted if `sender` is None. `version` is the one after."""

    __tablename__ = "moment_transfer"
    __table_args__ = (
        Index("ix_moment_transfer_token", "token_id", "block_number", "log_index"),
        Index("ix_moment_transfer_moment", "moment", "block_number", "log_index"),
    )

    token_id: int = Field(sa_type=BigInteger)
    moment: int = Field(sa_type=BigInteger)
    sender: bytes | None = Field(default=None, sa_type=Address)
    to: bytes = Field(sa_type=Address)
    version: int


class MomentSale(Happening, table=True):
    """A sale: a mint of `quantity` tokens from `token_id` on, a filled order or a settled auction.

    `kind` is `mint`, `listing`, `offer`, `moment_offer` or `auction`; `price` is TT wei per token and
    `amount` for all. `is_first` says that all of it was booked as a sale of the creator's; otherwise
    it is `royalty + fee + to_seller`. `buyer` paid, `to` has the token.
    """

    __tablename__ = "moment_sale"
    __table_args__ = (
        Index("ix_moment_sale_moment", "moment", "block_number", "log_index"),
        Index("ix_moment_sale_token", "token_id", "block_number", "log_index"),
        Index("ix_moment_sale_buyer", "buyer", "block_number", "log_index"),
        Index("ix_moment_sale_seller", "seller", "block_number", "log_index"),
    )

    kind: str
    moment: int = Field(sa_type=BigInteger)
    token_id: int = Field(sa_type=BigInteger)
    quantity: int
    seller: bytes = Field(sa_type=Address)
    buyer: bytes = Field(sa_type=Address)
    to: bytes = Field(sa_type=Address)
    price: int = Field(sa_type=U256)
    amount: int = Field(sa_type=U256)
    is_first: bool
    royalty: int = Field(default=0, sa_type=U256)
    fee: int = Field(default=0, sa_type=U256)
    to_seller: int = Field(default=0, sa_type=U256)
    referrer: bytes | None = Field(default=None, sa_type=Address)


class VoucherNonce(SQLModel, table=True):
    """A nonce no voucher of `creator` can use any more: `moment` came of it, or it was cancelled."""

    __tablename__ = "voucher_nonce"

    creator: bytes = Field(primary_key=True, sa_type=Address)
    nonce: int = Field(primary_key=True, sa_type=U256)
    moment: int | None = Field(default=None, sa_type=BigInteger)
    spent_at: int = Field(sa_type=BigInteger)
