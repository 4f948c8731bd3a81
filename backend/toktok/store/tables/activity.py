"""What happened, in the order it happened."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, Index, text
from sqlmodel import Field

from toktok.store.tables.happening import Happening
from toktok.store.types import Address

ENDINGS = ("failed", "finalized")
"""How a launch ends. Many are told of it, so an index has room for these alone."""

_ENDINGS = f"kind IN {ENDINGS}"


class Activity(Happening, table=True):
    """One thing that happened, ready to be shown.

    `token` is the creator token it is about, that of a moment's creator included. `account` did it; `other` is who
    received what it gave away, for whom it belongs to what happened as well. `data` holds what
    belongs to the kind; amounts are decimal strings, addresses checksummed:

    - launch: creator, handle, name, symbol, closes_at, bond, minimum_raise, maximum_raise
    - contribution: amount, contributed, raised
    - finalized: reserve, supply, price
    - failed: raised, minimum_raise
    - refund: amount
    - allocation: amount, claimed
    - return: amount, returned, tt_amount, reserve, supply, price
    - trade: side, to, tt_amount, token_amount, creator_fee, fan_fee, protocol_fee, referrer,
      referrer_fee, price, reserve, supply
    - tip: creator, amount, to_creator, to_fans, to_protocol
    - royalty (a foreign exchange's, swept): creator, amount, to_creator, to_fans, to_protocol
    - claim: to, amount, from_ledger
    - token_transfer: to, amount
    - deposit, withdrawal: to, eth, tt
    - creator_transfer: stage (started, cancelled, completed), to, eta
    - fee_lowered: creator_fee_bps
    - paused: contract, until (null when ended early)
    - sound: sound_id, uri, share_bps
    - moment: uri, content_hash, edition_size, price, opens_at, closes_at, sound_id, perk, voucher
    - mint: to, token_id, quantity, price, amount, referrer, minted
    - sale: side (listing, offer, moment_offer), token_id, seller, buyer, to, price, royalty, fee,
      to_seller, order
    - redeem: token_id, version
    - auction: auction, token_id, reserve_price, opens_at, ends_at
    - bid: auction, token_id, amount, ends_at, outbid, outbid_amount
    - auction_settled: auction, token_id, winner, seller, amount, royalty, fee, to_seller
    - auction_canceled: auction, token_id
    - plan: plan_id, fee, period, minimum_holding (all null when the plan ended)
    - subscription: creator, payer, plan_id, periods, cost, ends_at
    - fund_deposit: amount, deposits
    - fund_root: stage (posted, vetoed), period, total, effective_at, uri
    - fund_claim: period, amount, cumulative
    """

    __tablename__ = "activity"
    __table_args__ = (
        Index("ix_activity_token", "token", "block_number", "log_index"),
        Index("ix_activity_account", "account", "block_number", "log_index"),
        Index(
            "ix_activity_other",
            "other",
            "block_number",
            "log_index",
            sqlite_where=text("other IS NOT NULL"),
            postgresql_where=text("other IS NOT NULL"),
        ),
        Index("ix_activity_moment", "moment", "block_number", "log_index"),
        Index("ix_activity_kind", "kind", "block_number", "log_index"),
        Index(
            "ix_activity_endings",
            "token",
            "block_number",
            "log_index",
            sqlite_where=text(_ENDINGS),
            postgresql_where=text(_ENDINGS),
        ),
        Index(
            "ix_activity_redeem",
            "token",
            "block_number",
            "log_index",
            sqlite_where=text("kind = 'redeem'"),
            postgresql_where=text("kind = 'redeem'"),
        ),
        Index(
            "ix_activity_fee_lowered",
            "token",
            "block_number",
            "log_index",
            sqlite_where=text("kind = 'fee_lowered'"),
            postgresql_where=text("kind = 'fee_lowered'"),
        ),
    )

    kind: str
    token: bytes | None = Field(default=None, sa_type=Address)
    moment: int | None = Field(default=None, sa_type=BigInteger)
    account: bytes | None = Field(default=None, sa_type=Address)
    other: bytes | None = Field(default=None, sa_type=Address)
    data: dict[str, Any] = Field(sa_type=JSON)
