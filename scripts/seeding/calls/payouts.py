"""Calls about subscriptions and the creator fund, by the kinds of acts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from brownie import Contract, web3

from scripts.seeding.acts import TT, Act
from scripts.seeding.calls.scene import Call, Scene
from scripts.seeding.fund import Period, data_of, receptions
from toktok.media.cid import SCHEME

_TIP = 0
_NO_LIMIT = 2**256 - 1


def set_plan(scene: Scene, act: Act) -> Call:
    arguments = (act.amount, act.lasts, act.count * TT)
    return scene.call(scene.contracts.subscriptions, "setPlan", *arguments)


def end_plan(scene: Scene, act: Act) -> Call:  # noqa: ARG001
    return scene.call(scene.contracts.subscriptions, "endPlan")


def subscribe(scene: Scene, act: Act) -> Call:
    subscriptions, creator = scene.contracts.subscriptions, scene.creator(act.token)
    account = scene.by(act) if act.other is None else scene.other(act)
    plan = subscriptions.planOf(creator)[0]
    arguments = (creator, plan, act.count, account, _NO_LIMIT)
    return scene.call(subscriptions, "subscribe", *arguments)


def fund_deposit(scene: Scene, act: Act) -> Call:
    return scene.call(scene.contracts.fund, "deposit", act.amount)


def post_root(scene: Scene, act: Act) -> Call:
    """The next period's root; its data is published first."""
    begins = scene.began + act.begins
    in_force = scene.contracts.fund.currentRoot()
    period = Period(in_force[0] + 1, begins, begins + act.lasts, act.amount)
    before = _data(scene, in_force) if in_force[0] else {"creators": []}
    data = data_of(
        period,
        receptions(
            period,
            tips=_events(scene.contracts.ledger, "IncomeDivided", source=_TIP),
            subscriptions=_events(scene.contracts.subscriptions, "Subscribed"),
            time_of=_time_of,
        ),
        before={each["account"]: int(each["cumulative"]) for each in before["creators"]},
        chain_id=web3.eth.chain_id,
        fund=scene.contracts.fund.address,
    )
    cid = scene.folder.put(json.dumps(data, indent=1).encode())
    arguments = (data["root"], int(data["total"]), f"{SCHEME}{cid}")
    return scene.call(scene.contracts.fund, "postRoot", *arguments)


def fund_claim(scene: Scene, act: Act) -> Call:
    """What the root in force gives the creator."""
    fund, creator = scene.contracts.fund, scene.creator(act.token)
    data = _data(scene, fund.currentRoot())
    entry = next(each for each in data["creators"] if each["account"] == creator)
    return scene.call(fund, "claim", creator, int(entry["cumulative"]), entry["proof"])


def _data(scene: Scene, root: Any) -> Mapping[str, Any]:
    data: Mapping[str, Any] = json.loads(scene.folder.read(root[4].removeprefix(SCHEME)))
    return data


def _events(contract: Contract, event: str, **filters: object) -> Any:
    """Everything of one kind that has happened so far."""
    handle = web3.eth.contract(contract.address, abi=contract.abi)
    return handle.events[event].get_logs(from_block=0, argument_filters=filters)


def _time_of(event: Any) -> int:
    timestamp: int = web3.eth.get_block(event["blockNumber"])["timestamp"]
    return timestamp
