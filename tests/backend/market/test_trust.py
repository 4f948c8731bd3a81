"""What a buyer is told of a launch, its creator and its fees: a small history, computed by hand."""

from __future__ import annotations

import pytest

from tests.support.mirror import index_once
from tests.support.world import DAY, FOREVER, NOBODY, TT, World
from toktok.config import Settings
from toktok.market.trust import trust
from toktok.market.trust_rows import TrustRow
from toktok.store.engine import Store

FEES = (200, 100)


class Panel:
    """What is told at the head of the chain."""

    def __init__(self, world: World, settings: Settings, store: Store) -> None:
        self._world, self._settings, self._store = world, settings, store

    async def read(self, name: str) -> TrustRow:
        await index_once(self._settings, self._store, self._world.node)
        with self._store.read() as session:
            return trust(session, name)


@pytest.fixture
def panel(world: World, settings: Settings, store: Store) -> Panel:
    return Panel(world, settings, store)


@pytest.fixture
def token(world: World) -> str:
    """A launch into which the creator puts 500 TT, one fan 250, eleven others 25 each: 1,025 TT."""
    creator, fan, *others = world.people[:13]
    world.market.do(creator, "launch", (
        "handle", "Name", "SYM", "ipfs://x", 60, 1_000 * TT, 0, 0, *FEES, 10 * DAY, 20 * DAY,
    ))  # fmt: skip
    address: str = world.market.read("tokenOf", creator)
    world.market.do(creator, "contribute", address, 500 * TT)
    world.market.do(fan, "contribute", address, 250 * TT)
    for each in others:
        world.market.do(each, "contribute", address, 25 * TT)
    return address


def finalize(world: World, token: str) -> None:
    world.node.wait_until(61)
    world.market.do(world.people[0], "finalize", token)


async def test_launch_is_told_by_its_largest_contributors(
    world: World, token: str, panel: Panel
) -> None:
    launch = (await panel.read(token)).launch
    assert (launch.raised, launch.contributors) == (1_025 * TT, 13)
    assert launch.largest_bps == launch.creator_bps == 500 * 10_000 // 1_025
    assert launch.top_ten_bps == (500 + 250 + 8 * 25) * 10_000 // 1_025
    finalize(world, token)
    assert (await panel.read(token)).launch == launch


async def test_failed_launch_was_shared_by_nobody(world: World, panel: Panel) -> None:
    creator, fan = world.people[:2]
    world.market.do(creator, "launch", (
        "handle", "Name", "SYM", "ipfs://x", 60, 1_000 * TT, 0, 0, *FEES, 0, 0,
    ))  # fmt: skip
    address = world.market.read("tokenOf", creator)
    world.market.do(fan, "contribute", address, 10 * TT)
    world.node.wait_until(61)
    world.market.do(fan, "refund", address)
    launch = (await panel.read(address)).launch
    assert (launch.largest_bps, launch.top_ten_bps, launch.creator_bps) == (0, 0, 0)


async def test_creators_part_vests_is_claimed_and_sold(
    world: World, token: str, panel: Panel
) -> None:
    creator = world.people[0]
    finalize(world, token)
    world.node.wait_until(5 * DAY)
    world.market.do(creator, "claimAllocation", token)
    claimed = world.token(token).read("balanceOf", creator)
    world.market.do(creator, "sell", token, claimed // 2, 0, creator, FOREVER, NOBODY)
    row = await panel.read(token)
    total = 500 * 10**24 // 1_025
    part = row.creator
    assert part.balance == claimed - claimed // 2
    assert part.unclaimed == total - claimed
    assert total * 74 // 100 < part.vesting < total * 76 // 100
    assert part.vesting_ends is not None
    assert abs(part.vesting_ends - row.timestamp - 15 * DAY) < 60
    supply = world.token(token).read("totalSupply")
    assert part.share_bps == (part.balance + part.unclaimed) * 10_000 // supply
    # At the launch price, less the fees of 4 %.
    assert abs(part.sold - claimed // 2 * 1_025 // 10**6 * 96 // 100) < 10
    assert part.bought == 0
    world.node.wait_until(16 * DAY)
    later = (await panel.read(token)).creator
    assert (later.vesting, later.vesting_ends) == (0, None)
    assert later.unclaimed == part.unclaimed


async def test_what_the_creator_moves_to_another_wallet_is_told_beside_what_it_sold(
    world: World, token: str, panel: Panel
) -> None:
    creator, other = world.people[0], world.people[14]
    finalize(world, token)
    world.node.wait_until(5 * DAY)
    world.market.do(creator, "claimAllocation", token)
    assert (await panel.read(token)).creator.moved_away == 0
    contract = world.token(token)
    contract.do(creator, "transfer", other, 3_000 * TT)
    world.market.do(other, "sell", token, 2_000 * TT, 0, other, FOREVER, NOBODY)
    part = (await panel.read(token)).creator
    assert (part.sold, part.moved_away) == (0, 3_000 * TT)
    contract.do(other, "transfer", creator, 400 * TT)
    assert (await panel.read(token)).creator.moved_away == 2_600 * TT
    # What others give beyond that makes no debt.
    world.market.do(other, "buy", token, 100 * TT, 0, other, FOREVER, NOBODY)
    contract.do(other, "transfer", creator, 3_000 * TT)
    assert (await panel.read(token)).creator.moved_away == 0


async def test_creators_part_is_that_of_both_keys_after_a_move(
    world: World, token: str, panel: Panel
) -> None:
    creator, heir = world.people[0], world.people[14]
    finalize(world, token)
    world.market.do(heir, "buy", token, 10 * TT, 0, heir, FOREVER, NOBODY)
    before = await panel.read(token)
    world.market.do(creator, "transferCreator", token, heir)
    world.node.wait_until(3 * DAY + 1)
    world.market.do(heir, "acceptCreator", token)
    after = await panel.read(token)
    assert after.creator.bought == 10 * TT
    assert after.creator.unclaimed == before.creator.unclaimed > 0
    assert after.launch.creator_bps == before.launch.creator_bps


async def test_fees_that_were_lowered_are_told_with_when(
    world: World, token: str, panel: Panel
) -> None:
    creator = world.people[0]
    assert (await panel.read(token)).fee_changes == ()
    finalize(world, token)
    world.market.do(creator, "lowerCreatorFee", token, 150)
    world.node.wait_until(DAY)
    world.market.do(creator, "lowerCreatorFee", token, 50)
    row = await panel.read(token)
    assert [each.creator_fee_bps for each in row.fee_changes] == [50, 150]
    assert row.fee_changes[0].timestamp - row.fee_changes[1].timestamp >= DAY
    assert row.fees.creator_bps == 50


async def test_referrers_have_half_of_the_protocols_fee(
    world: World, token: str, panel: Panel
) -> None:
    fan, friend = world.people[1], world.people[14]
    finalize(world, token)
    world.market.do(fan, "buy", token, 100 * TT, 0, fan, FOREVER, NOBODY)
    assert (await panel.read(token)).referrers == 0
    world.market.do(fan, "buy", token, 100 * TT, 0, fan, FOREVER, friend)
    assert (await panel.read(token)).referrers == TT // 2
    # What the protocol claims takes nothing from what referrers earned.
    treasury = world.accounts[2]
    world.ledger.do(treasury, "claimAll", [token], [], treasury)
    assert (await panel.read(token)).referrers == TT // 2
