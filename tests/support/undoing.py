"""What happens on a branch that is left, and what happens in its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.support.collecting import DAY, HOUR, INFINITE, LISTING, SERIALS
from tests.support.complete import complete
from tests.support.history import History
from tests.support.signing import sign_order
from tests.support.world import FOREVER, NOBODY, TT, World


@dataclass
class Stage:
    """What all branches start from: a token that trades, a launch that is open, things to sell."""

    history: History
    open_launch: str
    edition: int
    auction: int
    listed: int

    @property
    def world(self) -> World:
        """The world it stands in."""
        return self.history.world

    @property
    def fans(self) -> list[str]:
        """Three who have no token of their own."""
        return self.world.people[-3:]

    @property
    def creator(self) -> str:
        """Who is behind the token that trades."""
        creator: str = self.world.market.read("creatorOf", self.history.tokens[0])
        return creator


def set_stage(history: History) -> Stage:
    """Let everything begin that a branch may end."""
    world = history.world
    creator = world.market.read("creatorOf", history.tokens[0])
    newcomer = next(each for each in world.people if world.market.read("tokenOf", each) == NOBODY)
    launched = history.launch(newcomer)
    world.market.do(world.people[-1], "contribute", launched, 10 * TT)
    edition = new_moment(world, creator)
    for operator in (world.auction, world.exchange):
        world.moments.do(creator, "setApprovalForAll", operator.address, True)
    token_id = new_moment(world, creator, size=1, price=0) * SERIALS + 1
    world.auction.do(creator, "createAuction", token_id, 5 * TT, 0, DAY)
    auction: int = world.auction.read("auctionCount")
    world.auction.do(world.people[-1], "bid", auction, 5 * TT)
    listed = new_moment(world, creator, size=1, price=0) * SERIALS + 1
    return Stage(history, launched, edition, auction, listed)


def new_moment(world: World, creator: str, *, size: int = 20, price: int = TT) -> int:
    """A moment by `creator`; its number."""
    world.moments.do(creator, "createMoment", terms_of(creator, size=size, price=price))
    number: int = world.ledger.read("momentCount")
    return number


def terms_of(creator: str, *, size: int = 20, price: int = TT) -> tuple[object, ...]:
    """Terms of a moment without a sound."""
    return (f"ipfs://{creator}", b"\x05" * 32, size, price, 0, 0, 0, 500, 0, [], "a call")


def _launch(stage: Stage, creator: str, *, size: int) -> None:
    """A launch that succeeds, and a trade."""
    world, token = stage.world, stage.history.launch(creator)
    for fan in stage.fans:
        world.market.do(fan, "contribute", token, size * TT)
    world.node.wait_until(HOUR)
    world.market.do(stage.fans[0], "finalize", token)
    world.market.do(stage.fans[0], "buy", token, 7 * TT, 0, stage.fans[0], FOREVER, NOBODY)
    world.node.wait_until(DAY)
    world.market.send(stage.fans[1], "claimAllocation", token)


def _newcomers(world: World) -> list[str]:
    return [each for each in world.people if world.market.read("tokenOf", each) == NOBODY]


def _token_of_one(stage: Stage) -> None:
    _launch(stage, _newcomers(stage.world)[0], size=600)


def _token_of_another(stage: Stage) -> None:
    _launch(stage, _newcomers(stage.world)[1], size=900)


def _launch_fails(stage: Stage) -> None:
    stage.world.node.wait_until(HOUR)
    stage.world.market.do(stage.fans[0], "finalize", stage.open_launch)
    stage.world.market.do(stage.fans[-1], "refund", stage.open_launch)


def _launch_succeeds(stage: Stage) -> None:
    market = stage.world.market
    market.do(stage.fans[0], "contribute", stage.open_launch, 2_000 * TT)
    stage.world.node.wait_until(HOUR)
    market.do(stage.fans[0], "finalize", stage.open_launch)
    market.do(stage.fans[1], "buy", stage.open_launch, TT, 0, stage.fans[1], FOREVER, NOBODY)


def _mint(stage: Stage, buyer: str, *, quantity: int) -> None:
    arguments = (stage.edition, quantity, buyer, INFINITE, stage.fans[2])
    stage.world.moments.do(buyer, "mint", *arguments)


def _moment_sold(stage: Stage) -> None:
    _mint(stage, stage.fans[0], quantity=4)
    stage.world.moments.do(stage.fans[0], "redeem", stage.edition * SERIALS + 1)


def _moment_sold_to_another(stage: Stage) -> None:
    _mint(stage, stage.fans[1], quantity=1)


def _moment_of_one(stage: Stage) -> None:
    moment = new_moment(stage.world, stage.fans[0], price=3 * TT)
    stage.world.moments.do(stage.fans[1], "mint", moment, 2, stage.fans[1], INFINITE, NOBODY)


def _moment_of_another(stage: Stage) -> None:
    moment = new_moment(stage.world, stage.creator, price=2 * TT)
    stage.world.moments.do(stage.fans[2], "mint", moment, 1, stage.fans[2], INFINITE, NOBODY)


def _auction_settled(stage: Stage) -> None:
    stage.world.node.wait_until(2 * DAY)
    stage.world.auction.do(stage.fans[0], "settle", stage.auction)


def _auction_outbid(stage: Stage) -> None:
    stage.world.auction.do(stage.fans[1], "bid", stage.auction, 9 * TT)
    _auction_settled(stage)


def _order(stage: Stage, price: int) -> tuple[object, ...]:
    now, counter = (
        stage.world.node.timestamp(),
        stage.world.exchange.read("counterOf", stage.creator),
    )
    version = stage.world.moments.read("versionOf", stage.listed)
    return (stage.creator, LISTING, stage.listed, price, now, now + DAY, 9, counter, version)


def _fill(stage: Stage, buyer: str, price: int) -> None:
    world, order = stage.world, _order(stage, price)
    world.tt.do(buyer, "approve", world.exchange.address, price)
    world.exchange.do(buyer, "fillListing", order, sign_order(world.exchange, order), buyer)


def _order_filled(stage: Stage) -> None:
    _fill(stage, stage.fans[0], 8 * TT)
    stage.world.moments.do(
        stage.fans[0], "transferFrom", stage.fans[0], stage.fans[1], stage.listed
    )


def _order_filled_by_another(stage: Stage) -> None:
    stage.world.exchange.do(stage.creator, "incrementCounter")
    _fill(stage, stage.fans[2], 6 * TT)


def _everything(stage: Stage) -> None:
    complete(stage.world, stage.history.tokens[0])


def _nothing(stage: Stage) -> None:
    """Nobody does anything."""


Branch = Callable[[Stage], None]

#: What is undone, and what is done instead.
UNDONE: dict[str, tuple[Branch, Branch]] = {
    "a token that was born": (_token_of_one, _token_of_another),
    "a token that was born, for nothing": (_token_of_one, _nothing),
    "a launch that failed": (_launch_fails, _launch_succeeds),
    "a launch that succeeded": (_launch_succeeds, _launch_fails),
    "a moment that was sold": (_moment_sold, _moment_sold_to_another),
    "a moment that was created": (_moment_of_one, _moment_of_another),
    "an auction that was settled": (_auction_settled, _auction_outbid),
    "an order that was filled": (_order_filled, _order_filled_by_another),
    "one of everything": (_everything, _everything),
}
