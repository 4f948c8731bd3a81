"""Portfolios."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from toktok.api.schemas.auctions import Auction
from toktok.api.schemas.creators import Standing
from toktok.api.schemas.examples import FAN, TOKEN
from toktok.api.schemas.memberships import FundAccount, Subscription
from toktok.api.schemas.moment_examples import AUCTION, FUND_ACCOUNT, ORDER, SUBSCRIPTION
from toktok.api.schemas.orders import Order
from toktok.api.schemas.tokens import HELD, HeldToken
from toktok.api.schemas.values import Address, Record, SignedWei, Timestamp, Wei, example


class Allocation(Record):
    """What an account has from a launch."""

    contributed: Wei
    total: Wei
    vested: Wei
    claimed: Wei
    claimable: Annotated[Wei, Field(description="Vested and not yet claimed.")]
    returned: Wei
    returnable: Annotated[
        Wei, Field(description="Not vested: may be returned at the launch price.")
    ]
    vesting_ends: Timestamp
    cost: Annotated[Wei, Field(description="TT wei paid for what is still in it.")]
    value: Annotated[Wei, Field(description="What leaving with it, too, would bring now.")]
    unrealised: SignedWei
    dividends_owed: Wei


class Position(Record):
    """An account's part of one token; cost and value are those of the balance alone."""

    token: Address
    handle: str
    name: str
    symbol: str
    price: Wei
    balance: Wei
    cost: Annotated[
        Wei,
        Field(
            description="TT wei paid for the balance, at average cost; what was received came at its sender's."
        ),
    ]
    average_cost: Annotated[Wei, Field(description="The same per whole token, rounded down.")]
    bought: Annotated[Wei, Field(description="TT wei ever paid in trades that it received.")]
    sold: Annotated[Wei, Field(description="TT wei its sales and returns ever brought.")]
    received: Annotated[Wei, Field(description="Token wei that other accounts ever sent it.")]
    value: Annotated[Wei, Field(description="What selling the balance would bring now, net.")]
    unrealised: SignedWei
    realised: SignedWei
    dividends_owed: Annotated[Wei, Field(description="On the balance.")]
    dividends_pending: Annotated[Wei, Field(description="Its share of what is yet to be released.")]
    dividends_collected: Wei
    total_return: Annotated[
        SignedWei,
        Field(
            description="Gains and losses, realised or not, and dividends, collected or owed; allocation included."
        ),
    ]
    allocation: Allocation | None


class Launch(Record):
    """What an account put into a launch that does not trade."""

    token: Address
    handle: str
    name: str
    symbol: str
    status: Standing
    contributed: Wei
    refundable: Annotated[Wei, Field(description="What `refund` would give back now.")]


class Totals(Record):
    """Sums over all positions, allocations included."""

    cost: Wei
    value: Wei
    unrealised: SignedWei
    realised: SignedWei
    dividends_owed: Wei
    dividends_pending: Wei
    dividends_collected: Wei
    total_return: SignedWei


class Portfolio(Record):
    """Everything an account holds, as of a block."""

    model_config = example(
        {
            "address": FAN,
            "block": 42,
            "timestamp": 1_790_000_000,
            "tt": "500000000000000000000",
            "positions": [
                {
                    "token": TOKEN,
                    "handle": "ada",
                    "name": "Ada Lovelace",
                    "symbol": "ADA",
                    "price": "24200000000000000",
                    "balance": "4008264462809917355371",
                    "cost": "100000000000000000000",
                    "average_cost": "24948453608247422",
                    "bought": "100000000000000000000",
                    "sold": "0",
                    "received": "0",
                    "value": "93744000000000000000",
                    "unrealised": "-6256000000000000000",
                    "realised": "0",
                    "dividends_owed": "310000000000000000",
                    "dividends_pending": "112000000000000000",
                    "dividends_collected": "0",
                    "total_return": "-5946000000000000000",
                    "allocation": None,
                }
            ],
            "launches": [
                {
                    "token": "0x8CdaF0CD259887258Bc13a92C0a6dA92698644C0",
                    "handle": "grace",
                    "name": "Grace Hopper",
                    "symbol": "GRACE",
                    "status": "failed",
                    "contributed": "50000000000000000000",
                    "refundable": "50000000000000000000",
                }
            ],
            "totals": {
                "cost": "100000000000000000000",
                "value": "93744000000000000000",
                "unrealised": "-6256000000000000000",
                "realised": "0",
                "dividends_owed": "310000000000000000",
                "dividends_pending": "112000000000000000",
                "dividends_collected": "0",
                "total_return": "-5946000000000000000",
            },
            "moments": [HELD],
            "bids": [AUCTION],
            "auctions": [],
            "orders": [ORDER],
            "subscriptions": [SUBSCRIPTION],
            "fund": FUND_ACCOUNT,
            "counter": "0",
            "moves": 0,
        }
    )

    address: Address
    block: int
    timestamp: Timestamp
    tt: Annotated[Wei, Field(description="TT wei it has.")]
    positions: list[Position]
    launches: list[Launch]
    totals: Totals
    moments: Annotated[
        list[HeldToken], Field(description="The first 50; `/v1/accounts/{address}/moments`: all.")
    ]
    bids: Annotated[list[Auction], Field(description="Auctions not over that it leads.")]
    auctions: Annotated[list[Auction], Field(description="Auctions not over that it opened.")]
    orders: Annotated[
        list[Order], Field(description="Its newest 50 open ones; `/v1/orders?maker=`: all.")
    ]
    subscriptions: list[Subscription]
    fund: FundAccount
    counter: Annotated[
        str, Field(pattern=r"^[0-9]{1,78}$", description="What orders signed now must carry.")
    ]
    moves: Annotated[int, Field(description="What vouchers signed now must carry.")]
