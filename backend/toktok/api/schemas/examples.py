"""One creator, one fan and what they do, as the examples show them."""

from __future__ import annotations

from typing import Any

TOKEN = "0x59d3631c86BbE35EF041872d502F218A39FBa150"
CREATOR = "0x627306090abaB3A6e1400e9345bC60c78a8BEf57"
FAN = "0xf17f52151EbEF6C7334FAD080c5704D77216b732"
TX_HASH = "0x5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060"
CURSOR = "WyI4YjRmMDEyM2FiY2QiLDQyLDBd"

ROW: dict[str, Any] = {
    "id": "42-3",
    "tx_hash": TX_HASH,
    "block": 42,
    "timestamp": 1_790_000_000,
}

CREATOR_ROW: dict[str, Any] = {
    "token": TOKEN,
    "creator": CREATOR,
    "handle": "ada",
    "name": "Ada Lovelace",
    "symbol": "ADA",
    "contract_uri": "",
    "status": "trading",
    "launched_at": 1_789_000_000,
    "closes_at": 1_789_259_200,
    "finalized_at": 1_789_259_300,
    "raised": "20000000000000000000000",
    "minimum_raise": "1000000000000000000000",
    "maximum_raise": "0",
    "max_per_account": "0",
    "contributors": 7,
    "bond": "100000000000000000000",
    "allocation_vesting": 2_592_000,
    "creator_vesting": 15_552_000,
    "fees": {"creator_bps": 100, "fan_bps": 100, "protocol_bps": 100},
    "price": "24200000000000000",
    "price_24h": "23100000000000000",
    "price_7d": "20000000000000000",
    "floor_price": "20000000000000000",
    "reserve": "22206666666666666666667",
    "supply": "1100000000000000000000000",
    "market_value": "26620000000000000000000",
    "holders": 12,
    "trades": 83,
    "volume": "9300000000000000000000",
    "volume_24h": "410000000000000000000",
    "inflow_24h": "120000000000000000000",
    "fan_revenue": "139500000000000000000",
    "pending_dividends": "31000000000000000000",
    "creator_owed": "44000000000000000000",
    "payout": CREATOR,
    "spark": ["20000000000000000", "22000000000000000", "24200000000000000"],
}

TRADE: dict[str, Any] = {
    **ROW,
    "token": TOKEN,
    "handle": "ada",
    "symbol": "ADA",
    "trader": FAN,
    "to": FAN,
    "side": "buy",
    "tt_amount": "100000000000000000000",
    "token_amount": "4008264462809917355371",
    "creator_fee": "1000000000000000000",
    "fan_fee": "1000000000000000000",
    "protocol_fee": "1000000000000000000",
    "referrer": None,
    "referrer_fee": "0",
    "price": "24200000000000000",
    "reserve": "22206666666666666666667",
    "supply": "1100000000000000000000000",
}

ACTIVITY: dict[str, Any] = {
    **ROW,
    "kind": "contribution",
    "token": TOKEN,
    "handle": "ada",
    "moment": None,
    "account": FAN,
    "data": {
        "amount": "500000000000000000000",
        "contributed": "500000000000000000000",
        "raised": "20000000000000000000000",
    },
}

SENT: dict[str, Any] = {
    **ACTIVITY,
    "kind": "token_transfer",
    "data": {"to": CREATOR, "amount": "1500000000000000000000"},
}


def page(item: dict[str, Any]) -> dict[str, Any]:
    """A page that holds `item` and goes on."""
    return {"items": [item], "next_cursor": CURSOR}
