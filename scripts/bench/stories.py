"""What takes many blocks in a chain made for a bench: joining, a launch, an auction.

A story is a generator of the transactions of one block after the other.
"""

from __future__ import annotations

from collections.abc import Iterator

from scripts.bench import calldata
from scripts.bench.acts import Transaction, transaction
from scripts.bench.crowd import Crowd, Market
from tests.support.collecting import DAY, HOUR, INFINITE, SERIALS
from tests.support.world import TT

Story = Iterator[list[Transaction]]

_WINDOW = 480
_FORTUNE = 10**19
_PER_TT = 10_000


def join(crowd: Crowd, account: str) -> Story:
    """An account gets 100,000 TT and lets every contract take it."""
    world = crowd.world
    spenders = [world.market, world.ledger, world.moments, world.auction, world.exchange]
    yield [
        transaction(
            world.accounts[0], world.tt.address, calldata.deposit_to(account), value=_FORTUNE
        ),
        *(
            transaction(account, world.tt.address, calldata.approve(each.address, INFINITE))
            for each in (*spenders, world.subscriptions)
        ),
    ]
    crowd.traders.append(account)


def allow_sales(crowd: Crowd) -> Story:
    """Those who can sign orders let the exchange move what they sell."""
    world = crowd.world
    data = calldata.approve_all(world.exchange.address, True)
    yield [transaction(each, world.moments.address, data) for each in world.people]


def found(crowd: Crowd, number: int) -> Story:
    """A creator launches, the launch succeeds, moments and a plan follow, allocations are claimed."""
    world, creator = crowd.world, crowd.stranger()
    yield from join(crowd, creator)
    terms = (
        f"creator_{number}", f"Creator № {number}", f"C{number}", f"ipfs://creator/{number}",
        _WINDOW, 1_000 * TT, 0, 0, crowd.random.randint(50, 300), crowd.random.randint(50, 300),
        HOUR, DAY,
    )  # fmt: skip
    yield [transaction(creator, world.market.address, world.market.data("launch", terms))]
    token: str = world.market.read("tokenOf", creator)
    crowd.born.append(token)
    contributors = [crowd.active() for _ in range(8)]
    for accounts in (contributors[:4], contributors[4:]):
        yield [
            transaction(each, world.market.address, calldata.contribute(token, _raise(crowd)))
            for each in accounts
        ]
    yield from _wait(crowd, _WINDOW)
    yield [transaction(creator, world.market.address, calldata.finalize(token))]
    market = Market(token, creator)
    crowd.markets.append(market)
    yield from _furnish(crowd, market)
    for account in contributors:
        yield from _wait(crowd, 120)
        yield [_of_allocation(crowd, token, account)]


def _raise(crowd: Crowd) -> int:
    return crowd.random.randint(1_000, 6_000) * TT


def _furnish(crowd: Crowd, market: Market) -> Story:
    """A plan, and two moments with open editions."""
    world, creator = crowd.world, market.creator
    yield [
        transaction(creator, world.subscriptions.address, calldata.set_plan(3 * TT, 30 * DAY, 0))
    ]
    market.plan = world.subscriptions.read("planOf", creator)[0]
    for _ in range(2):
        moment = crowd.new_moment()
        yield [_creation(crowd, creator, size=10_000, price=crowd.random.randint(2, 20) * TT)]
        market.moments.append(moment)


def _of_allocation(crowd: Crowd, token: str, account: str) -> Transaction:
    """What has vested is claimed; or a little of what has not is returned."""
    data = calldata.claim_allocation(token)
    if crowd.random.random() < 0.2:
        data = calldata.return_unvested(token, crowd.random.randint(1, 100) * TT)
    return transaction(account, crowd.world.market.address, data)


def auction(crowd: Crowd, creator: str) -> Story:
    """A creator auctions a one-of-one for an hour; it is bid for, ends and is settled."""
    world, house = crowd.world, crowd.world.auction.address
    token_id = crowd.new_moment() * SERIALS + 1
    crowd.auctions += 1
    number, price = crowd.auctions, 5 * TT
    yield [
        _creation(crowd, creator, size=1, price=0),
        transaction(creator, world.moments.address, calldata.approve_all(house, True)),
        transaction(creator, house, calldata.create_auction(token_id, price, 0, HOUR)),
    ]
    for _ in range(crowd.random.randint(2, 16)):
        yield from _wait(crowd, crowd.random.randint(48, 150))
        yield [transaction(crowd.active(), house, calldata.bid(number, price))]
        price += price // crowd.random.randint(4, 20) + 1
    yield from _wait(crowd, HOUR)
    yield [transaction(crowd.active(), house, calldata.settle(number))]


def _creation(crowd: Crowd, creator: str, *, size: int, price: int) -> Transaction:
    terms: tuple[object, ...] = (
        f"ipfs://moment/{crowd.moments}", crowd.random.randbytes(32), size, price,
        0, 0, 0, 500, 0, [], "",
    )  # fmt: skip
    moments = crowd.world.moments
    return transaction(creator, moments.address, moments.data("createMoment", terms))


def _wait(crowd: Crowd, seconds: int) -> Story:
    """At least so long."""
    for _ in range(seconds // crowd.block_seconds + 1):
        yield []
