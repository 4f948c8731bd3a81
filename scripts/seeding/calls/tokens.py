"""Calls about money and creator tokens, by the kinds of acts."""

from __future__ import annotations

from dataclasses import replace

from scripts.seeding.acts import ALL, TT, Act
from scripts.seeding.calls.scene import ZERO, Call, Scene
from scripts.seeding.cast import COLLABORATORS, CREATORS, DAY

FOREVER = 2**40 - 1
UNLIMITED = 2**256 - 1
_CREATORS = {each.handle: each for each in CREATORS}


def deposit(scene: Scene, act: Act) -> Call:
    return scene.call(scene.contracts.tt, "deposit", value=act.amount)


def approve(scene: Scene, act: Act) -> Call:
    return scene.call(scene.contracts.tt, "approve", scene.spender(act), UNLIMITED)


def launch(scene: Scene, act: Act) -> Call:
    creator = _CREATORS[act.token]
    terms = (
        creator.handle,
        creator.name,
        creator.symbol,
        creator.uri,
        int(creator.window * DAY),
        creator.minimum * TT,
        creator.maximum * TT,
        creator.maximum_each * TT,
        creator.creator_fee,
        creator.fan_fee,
        creator.vesting * DAY,
        creator.creator_vesting * DAY,
    )
    return scene.call(scene.contracts.market, "launch", terms)


def contribute(scene: Scene, act: Act) -> Call:
    return scene.call(scene.contracts.market, "contribute", scene.token(act.token), act.amount)


def finalize(scene: Scene, act: Act) -> Call:
    return scene.call(scene.contracts.market, "finalize", scene.token(act.token))


def refund(scene: Scene, act: Act) -> Call:
    return scene.call(scene.contracts.market, "refund", scene.token(act.token))


def claim_allocation(scene: Scene, act: Act) -> Call:
    return scene.call(scene.contracts.market, "claimAllocation", scene.token(act.token))


def return_unvested(scene: Scene, act: Act) -> Call:
    _, total, vested, _, returned, _ = scene.contracts.market.allocationOf(
        scene.token(act.token), scene.by(act)
    )
    amount = (total - returned - vested) * act.amount // ALL
    # Only whole tokens can be given back.
    return scene.call(
        scene.contracts.market, "returnUnvested", scene.token(act.token), amount - amount % TT
    )


def buy(scene: Scene, act: Act) -> Call:
    return scene.call(
        scene.contracts.market,
        "buy",
        scene.token(act.token),
        act.amount,
        1,
        scene.by(act),
        FOREVER,
        scene.other(act),
    )


def buy_with_eth(scene: Scene, act: Act) -> Call:
    buy = scene.call(
        scene.contracts.market,
        "buyWithEth",
        scene.token(act.token),
        1,
        scene.by(act),
        FOREVER,
        ZERO,
    )
    return replace(buy, value=act.amount)


def sell(scene: Scene, act: Act) -> Call:
    token, seller = scene.token(act.token), scene.by(act)
    amount = token.balanceOf(seller) * act.amount // ALL
    return scene.call(scene.contracts.market, "sell", token, amount, 1, seller, FOREVER, ZERO)


def tip(scene: Scene, act: Act) -> Call:
    creator = scene.creator(act.token)
    return scene.call(scene.contracts.ledger, "tip", creator, act.amount)


def split(scene: Scene, act: Act) -> Call:
    first, _, last = (scene.wallet[each] for each in COLLABORATORS)
    return scene.call(
        scene.contracts.ledger, "setSplits", [(scene.by(act), 7_000), (first, 2_000), (last, 1_000)]
    )


def set_payout(scene: Scene, act: Act) -> Call:
    return scene.call(scene.contracts.market, "setPayoutAddress", scene.other(act))


def lower_fee(scene: Scene, act: Act) -> Call:
    return scene.call(scene.contracts.market, "lowerCreatorFee", scene.token(act.token), act.amount)


def claim(scene: Scene, act: Act) -> Call:
    """Everything that is owed; a creator has what its moments earned divided first."""
    token, account = scene.token(act.token), scene.by(act)
    moments = scene.moments_of(act.token, act.at) if account == scene.creator(act.token) else []
    return scene.call(scene.contracts.ledger, "claimAll", [token], moments, account)


def give(scene: Scene, act: Act) -> Call:
    token = scene.token(act.token)
    amount = token.balanceOf(scene.by(act)) * act.amount // ALL
    return scene.call(token, "transfer", scene.other(act), amount)


def withdraw(scene: Scene, act: Act) -> Call:
    tt = scene.contracts.tt
    return scene.call(tt, "withdraw", tt.balanceOf(scene.by(act)) * act.amount // ALL)


def send_eth(scene: Scene, act: Act) -> Call:
    """What a foreign exchange does with a royalty."""
    return Call(scene.token(act.token), "0x", act.amount)


def sweep(scene: Scene, act: Act) -> Call:
    return scene.call(scene.token(act.token), "sweep")
