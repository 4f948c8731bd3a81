"""A moment and what people do with it, as the examples show them."""

from __future__ import annotations

from typing import Any

from toktok.api.schemas.examples import CREATOR, FAN, TOKEN

HASH = "0x3f1c9b4f2d7a6c0e58b1d4a9e7f60325c8d1b7e4a2960f3d5c8b7a1e0d9f6c24"
CONTENT_HASH = "0x2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
CID = "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e"
EXCHANGE = "0xAa588d3737B611baFD7bD713445b314BD453a5C8"
TOP_MOMENTS = "0x2C2B9C9a4a25e24B174f26114e8926a9f2128FE4"
SIGNATURE = "0x" + "5f" * 64 + "1b"

AUTHOR: dict[str, Any] = {"account": CREATOR, "token": TOKEN, "handle": "ada"}

METADATA: dict[str, Any] = {
    "name": "First light",
    "description": "The first minute of the first day.",
    "image": CID,
    "animation": CID,
    "audio": None,
}

LISTING: dict[str, Any] = {
    "hash": HASH,
    "side": "listing",
    "token_id": 100_001,
    "maker": FAN,
    "price": "25000000000000000000",
    "expiry": 1_790_594_800,
}

MOMENT: dict[str, Any] = {
    "moment": 1,
    "creator": CREATOR,
    "author": AUTHOR,
    "uri": f"ipfs://{CID}",
    "content_hash": CONTENT_HASH,
    "metadata": METADATA,
    "edition_size": 100,
    "minted": 12,
    "state": "open",
    "price": "5000000000000000000",
    "opens_at": 0,
    "closes_at": 0,
    "max_per_wallet": 5,
    "royalty_bps": 500,
    "perk": "A call with Ada",
    "redeemed": 1,
    "sound": {"sound_id": 1, "artist": FAN, "share_bps": 1_000, "name": "Rain"},
    "voucher": None,
    "created_at": 1_789_500_000,
    "owners": 9,
    "sales": 13,
    "volume": "80000000000000000000",
    "last_price": "20000000000000000000",
    "last_sold_at": 1_789_990_000,
    "floor": LISTING,
    "best_offer": None,
    "auction": None,
}

TOKEN_ROW: dict[str, Any] = {
    "token_id": 100_001,
    "moment": 1,
    "serial": 1,
    "owner": FAN,
    "version": 2,
    "perk": "unused",
    "redeemed_at": None,
    "minted_at": 1_789_500_000,
    "moved_at": 1_789_900_000,
    "last_price": "20000000000000000000",
    "listing": LISTING,
}

AUCTION: dict[str, Any] = {
    "auction": 1,
    "token_id": 200_001,
    "moment": 2,
    "serial": 1,
    "name": "Only once",
    "author": AUTHOR,
    "seller": CREATOR,
    "state": "running",
    "reserve_price": "50000000000000000000",
    "amount": "60000000000000000000",
    "bidder": FAN,
    "bids": 2,
    "minimum_bid": "63000000000000000000",
    "opens_at": 1_789_990_000,
    "ends_at": 1_790_076_400,
    "opens_in": 0,
    "ends_in": 76_400,
    "created_at": 1_789_990_000,
    "closed_at": None,
    "royalty": "0",
    "fee": "0",
    "to_seller": "0",
}

ORDER_MESSAGE: dict[str, Any] = {
    "maker": FAN,
    "side": 0,
    "id": "100001",
    "price": "25000000000000000000",
    "signedAt": "1789990000",
    "expiry": "1790594800",
    "group": "1",
    "counter": "0",
    "version": "2",
}

ORDER: dict[str, Any] = {
    "hash": HASH,
    "side": "listing",
    "state": "open",
    "reason": None,
    "maker": FAN,
    "moment": 1,
    "token_id": 100_001,
    "price": "25000000000000000000",
    "signed_at": 1_789_990_000,
    "expiry": 1_790_594_800,
    "order": ORDER_MESSAGE,
    "signature": SIGNATURE,
    "exchange": EXCHANGE,
    "chain_id": 1337,
}

TERMS_MESSAGE: dict[str, Any] = {
    "uri": f"ipfs://{CID}",
    "contentHash": CONTENT_HASH,
    "editionSize": 100,
    "price": "5000000000000000000",
    "opensAt": 0,
    "closesAt": 0,
    "maxPerWallet": 5,
    "royaltyBps": 500,
    "soundId": "0",
    "splits": [{"recipient": FAN, "bps": 10_000}],
    "perk": "",
}

VOUCHER_MESSAGE: dict[str, Any] = {
    "creator": CREATOR,
    "nonce": "7",
    "moves": "0",
    "terms": TERMS_MESSAGE,
}

VOUCHER: dict[str, Any] = {
    "hash": HASH,
    "state": "unminted",
    "reason": None,
    "creator": CREATOR,
    "handle": "ada",
    "nonce": "7",
    "moment": None,
    "metadata": METADATA,
    "voucher": VOUCHER_MESSAGE,
    "signature": SIGNATURE,
    "contract": TOP_MOMENTS,
    "chain_id": 1337,
}

SOUND: dict[str, Any] = {
    "sound_id": 1,
    "artist": FAN,
    "uri": f"ipfs://{CID}",
    "content_hash": CONTENT_HASH,
    "metadata": {**METADATA, "name": "Rain", "image": None, "animation": None, "audio": CID},
    "share_bps": 1_000,
    "splits": [{"recipient": FAN, "bps": 10_000}],
    "registered_at": 1_789_400_000,
    "moments": 3,
    "earned": "12000000000000000000",
}

PLAN: dict[str, Any] = {
    "creator": CREATOR,
    "token": TOKEN,
    "handle": "ada",
    "plan_id": 1,
    "fee": "10000000000000000000",
    "period": 2_592_000,
    "minimum_holding": "0",
    "set_at": 1_789_500_000,
    "ended_at": None,
}

SUBSCRIPTION: dict[str, Any] = {
    "creator": CREATOR,
    "token": TOKEN,
    "handle": "ada",
    "account": FAN,
    "is_subscribed": True,
    "since": 1_789_600_000,
    "ends_at": 1_792_192_000,
    "minimum_holding": "0",
    "holding": "4008264462809917355371",
    "plan_id": 1,
    "periods": 1,
    "paid": "10000000000000000000",
}

FUND_ACCOUNT: dict[str, Any] = {
    "address": CREATOR,
    "claimed": "0",
    "claimable": "300000000000000000000",
    "data_kept": True,
    "leaf": {"period": 1, "cumulative": "300000000000000000000", "proof": [HASH]},
    "pending": None,
}
