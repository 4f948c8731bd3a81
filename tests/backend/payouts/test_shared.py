"""What a creator with collaborators is told it got is what the ledger booked for it, and not for them."""

from __future__ import annotations

from collections import defaultdict

import pytest
from eth_abi.abi import encode

from tests.support.mirror import index_once
from tests.support.world import FOREVER, NOBODY, TT, World
from toktok.config import Settings
from toktok.payouts.income import income
from toktok.payouts.income_rows import IncomeRow
from toktok.payouts.payouts import payouts
from toktok.payouts.revenue import revenue
from toktok.payouts.revenue_rows import RevenueRow
from toktok.store.engine import Store
from toktok.store.tables import Source

DAY = 86_400
#: How `/v1/payouts` calls what a creator's revenue comes from.
CALLED = {
    "tip": "tips",
    "sale": "sales",
    "resale": "resales",
    "royalty": "royalties",
    "subscription": "subscriptions",
    "fund": "fund",
    "trade": "trade_fees",
}
SHARES = (7_000, 2_000, 1_000)


class Studio:
    """A creator with a token that trades, and with two it shares its income with."""

    def __init__(self, world: World, settings: Settings, store: Store) -> None:
        self.world, self._settings, self._store = world, settings, store
        self.creator, self.editor, self.singer, self.fan, self.vault = world.people[:5]
        self.token = self._launch()
        shares = list(zip((self.creator, self.editor, self.singer), SHARES, strict=True))
        world.ledger.do(self.creator, "setSplits", shares)

    def _launch(self) -> str:
        world, fan = self.world, self.fan
        terms = (
            "handle", "Name", "SYM", "ipfs://x", 60, 1_000 * TT, 1_000 * TT, 0, 200, 100,
            10 * DAY, 20 * DAY,
        )  # fmt: skip
        world.market.do(self.creator, "launch", terms)
        address: str = world.market.read("tokenOf", self.creator)
        world.market.do(fan, "contribute", address, 1_000 * TT)
        world.market.do(fan, "finalize", address)
        return address

    def sell(self, *, shares: list[tuple[str, int]], sound: int = 0, royalty: int = 700) -> int:
        """A moment, sold at a price that no share divides evenly; its number."""
        world = self.world
        terms = ("ipfs://clip", b"\x02" * 32, 40, 7 * TT + 13, 0, 0, 0, royalty, sound, shares, "")
        world.moments.do(self.creator, "createMoment", terms)
        moment: int = world.ledger.read("momentCount")
        world.moments.do(self.fan, "mint", moment, 3, self.fan, 100 * TT, NOBODY)
        return moment

    def pay(self, source: Source, subject: int, amount: int) -> None:
        """Somebody pays an income into the ledger."""
        told = encode(["uint8", "uint256", "address"], [int(source), subject, NOBODY])
        world = self.world
        world.tt.do(self.fan, "transferAndCall", world.ledger.address, amount, told)

    def earn(self) -> list[int]:
        """Something of every source; the moments that were sold."""
        world, creator = self.world, self.creator
        world.market.do(
            self.fan, "buy", self.token, 900 * TT + 7, 0, self.fan, FOREVER, self.editor
        )
        world.ledger.do(self.fan, "tip", creator, 10 * TT + 1)
        world.subscriptions.do(creator, "setPlan", 3 * TT + 1, 30 * DAY, 0)
        plan = world.subscriptions.read("planOf", creator)[0]
        world.subscriptions.do(self.fan, "subscribe", creator, plan, 2, self.fan, 100 * TT)
        world.sounds.do(self.vault, "registerSound", "ipfs://sound", b"\x08" * 32, 900, [])
        moments = [
            self.sell(shares=[], sound=1),
            self.sell(shares=[(self.singer, 5_000), (creator, 5_000)]),
        ]
        self.pay(Source.RESALE, moments[0], 5 * TT + 3)
        self.pay(Source.ROYALTY, int(creator, 16), 4 * TT + 9)
        self.pay(Source.FUND, int(creator, 16), 2 * TT)
        world.ledger.do(self.fan, "distribute", moments)
        return moments

    async def told(self) -> tuple[RevenueRow, IncomeRow]:
        """What came in, by source and by moment."""
        await index_once(self._settings, self._store, self.world.node)
        with self._store.read() as session:
            return revenue(session, self.token), income(session, self.token)

    async def booked(self, *accounts: str) -> dict[str, int]:
        """What accounts earned together by source, as payouts have it."""
        await index_once(self._settings, self._store, self.world.node)
        sums: dict[str, int] = defaultdict(int)
        with self._store.read() as session:
            for account in accounts:
                for part in payouts(session, bytes.fromhex(account[2:])).breakdown:
                    sums[part.source] += part.earned
        return sums


@pytest.fixture
def studio(world: World, settings: Settings, store: Store) -> Studio:
    return Studio(world, settings, store)


async def test_each_source_is_told_as_the_ledger_booked_it(studio: Studio) -> None:
    studio.earn()
    told, _ = await studio.told()
    booked = await studio.booked(studio.creator)
    ours = {part.source: part.own for part in told.sources}
    assert ours == {source: booked[name] for source, name in CALLED.items()}
    others = await studio.booked(studio.editor, studio.singer)
    shared = {part.source: part.shared for part in told.sources if part.shared}
    assert shared == {source: others[CALLED[source]] for source in shared}
    assert shared.keys() == {"tip", "sale", "resale", "royalty", "subscription"}
    assert told.own + told.shared == told.to_creator
    assert all(part.own + part.shared == part.to_creator for part in told.sources)


async def test_each_moment_says_what_it_brought_the_creator_itself(studio: Studio) -> None:
    listed, halved = studio.earn()
    _, told = await studio.told()
    parts = {each.moment: each for each in told.moments}
    half = parts[halved]
    assert half.own == half.to_creator - half.to_creator // 2
    assert half.shared == half.to_creator // 2
    third = parts[listed]
    assert third.own + third.shared == third.to_creator
    # Its sale and its resale were divided apart, each rounded down.
    assert third.own in (third.to_creator * 7 // 10 - 1, third.to_creator * 7 // 10)
    assert third.to_sound > 0
    by_source = {each.source: each for each in told.sources}
    of_moments = by_source["sale"].own + by_source["resale"].own
    assert half.own + third.own == of_moments


async def test_what_goes_to_the_payout_address_is_the_creators_own(studio: Studio) -> None:
    studio.world.ledger.do(studio.creator, "setSplits", [])
    studio.world.market.do(studio.creator, "setPayoutAddress", studio.vault)
    studio.world.ledger.do(studio.fan, "tip", studio.creator, 10 * TT)
    told, _ = await studio.told()
    (tips,) = (part for part in told.sources if part.source == "tip")
    assert (tips.own, tips.shared) == (9 * TT, 0)
    assert (await studio.booked(studio.vault))["tips"] == tips.own
