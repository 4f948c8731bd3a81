"""Quotes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from toktok.api.schemas.examples import TOKEN
from toktok.api.schemas.values import Address, Bps, Record, Wei, example


class QuoteFees(Record):
    """Fees of the trade."""

    creator: Wei
    fans: Wei
    protocol: Wei
    total: Wei


class Quote(Record):
    """What a trade would do in the state of `block`; set your own limits before you sign."""

    model_config = example(
        {
            "token": TOKEN,
            "side": "buy",
            "block": 42,
            "tt_amount": "100000000000000000000",
            "token_amount": "3993670886075949367088",
            "fees": {
                "creator": "1000000000000000000",
                "fans": "1000000000000000000",
                "protocol": "1000000000000000000",
                "total": "3000000000000000000",
            },
            "price_before": "24200000000000000",
            "price_after": "24376000000000000",
            "price_average": "25039600000000000",
            "price_impact_bps": 36,
        }
    )

    token: Address
    side: Literal["buy", "buy_exact", "sell"]
    block: int
    tt_amount: Annotated[
        Wei, Field(description="Paid, fees included, or received, fees taken off.")
    ]
    token_amount: Wei
    fees: QuoteFees
    price_before: Wei
    price_after: Wei
    price_average: Annotated[Wei, Field(description="TT wei per whole token, fees included.")]
    price_impact_bps: Annotated[
        Bps, Field(description="Average price on the curve, fees left out, against the one before.")
    ]
