"""The past that the seed gives a chain, killed and resumed on the way."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest
from brownie import accounts
from ganache import ROOT, Ganache

from scripts.cast import CREATORS, DAY, FANS
from scripts.plan import Plan
from scripts.record import read_record
from scripts.stage import SeedError, acts_played

KILLED_AFTER_BLOCKS = 300


@pytest.fixture(scope="module")
def seeded(tmp_path_factory):
    """A chain that was seeded by the command, killed once on the way."""
    folder = tmp_path_factory.mktemp("seed")
    node = Ganache(folder / "ganache.log", days_ago=34)
    settings = {"TOKTOK_RPC_URL": node.url, "TOKTOK_DEPLOYMENTS_DIR": str(folder)}
    node.env = {**os.environ, **settings}
    node.record = folder / "1337.json"
    run(node, "scripts.deploy")
    process = subprocess.Popen([sys.executable, "-m", "scripts.seed"], cwd=ROOT, env=node.env)
    while node.web3.eth.block_number < KILLED_AFTER_BLOCKS and process.poll() is None:
        time.sleep(0.05)
    process.kill()
    process.wait()
    run(node, "scripts.seed")
    yield node
    node.stop()


@pytest.fixture(scope="module")
def logs(seeded, artifacts):
    """Every event of the market and the ledger, by name."""
    record = read_record(seeded.record)
    found = {}
    for name in ("CreatorMarket", "PayoutLedger"):
        contract = seeded.web3.eth.contract(record.contracts[name].address, abi=artifacts.abi(name))
        for event in contract.events:
            found[event.event_name] = event.get_logs(from_block=0)
    return found


def run(node, module):
    done = subprocess.run(
        [sys.executable, "-m", module], cwd=ROOT, env=node.env, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_act_happened_once(seeded):
    # Beside them: four transactions of the deployment and the block that shows today.
    acts = Plan(CREATORS).build()
    mined = sum(
        len(seeded.web3.eth.get_block(number)["transactions"])
        for number in range(seeded.web3.eth.block_number + 1)
    )
    assert mined == len(acts) + 4


def test_seeding_again_changes_nothing_and_says_so(seeded):
    before = seeded.web3.eth.block_number
    assert "nothing changed" in run(seeded, "scripts.seed")
    assert seeded.web3.eth.block_number == before


def test_there_are_creators_with_backers_of_every_fate(logs):
    assert len(logs["Launched"]) >= 8
    for launched in logs["Launched"]:
        token = launched["args"]["token"]
        backers = {e["args"]["account"] for e in logs["Contributed"] if e["args"]["token"] == token}
        assert len(backers) >= 5
    assert len(logs["LaunchFailed"]) == 1
    assert logs["Refunded"]
    ended = {each["args"]["token"] for each in logs["Finalized"] + logs["LaunchFailed"]}
    still_open = [each for each in logs["Launched"] if each["args"]["token"] not in ended]
    assert len(still_open) == 1
    assert still_open[0]["args"]["closesAt"] > time.time() + DAY


def test_a_month_of_trades_ends_about_now(logs, seeded):
    trades = logs["Traded"]
    assert len(trades) >= 600
    first, last = (
        seeded.web3.eth.get_block(trades[at]["blockNumber"])["timestamp"] for at in (0, -1)
    )
    assert last - first >= 30 * DAY
    assert -60 < time.time() - last < DAY
    assert abs(seeded.now() - time.time()) < 300
    assert len({each["args"]["trader"] for each in trades}) >= 40
    assert len({each["args"]["token"] for each in trades}) >= 8
    assert {each["args"]["isBuy"] for each in trades} == {True, False}
    assert any(each["args"]["referrerFee"] for each in trades)


def test_everything_else_happens_too(logs, seeded):
    for event in ("AllocationClaimed", "UnvestedReturned", "Tipped", "SplitsSet", "Claimed"):
        assert logs[event], event
    founders = {each["args"]["creator"] for each in logs["Launched"]}
    claimed = {each["args"]["account"] for each in logs["Claimed"]}
    fans = {seeded.web3.eth.accounts[number] for number in FANS}
    assert claimed & founders
    assert claimed & fans
    assert len(fans) >= 40


def test_a_plan_is_the_same_every_time():
    assert Plan(CREATORS).build() == Plan(CREATORS).build()


def test_a_chain_used_for_something_else_is_refused(world):
    wallet = [each.address for each in accounts]
    with pytest.raises(SeedError, match="make reset"):
        acts_played(Plan(CREATORS).build(), wallet)
