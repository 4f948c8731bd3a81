"""The past that the seed gives a chain, killed and resumed on the way."""

from __future__ import annotations

from collections import Counter

import pytest
from brownie import accounts

from scripts.deploying.protocol import CREATIONS
from scripts.seeding.cast import DAY, FANS
from scripts.seeding.fund import FORMULA
from scripts.seeding.plan import make_plan
from scripts.seeding.stage import SeedError, acts_played
from scripts.seeding.works import PIECES


def test_every_act_happened_once(seeded):
    # Beside them: the transactions of the deployment and the block that shows today.
    mined = sum(
        len(seeded.web3.eth.get_block(number)["transactions"])
        for number in range(seeded.web3.eth.block_number + 1)
    )
    assert mined == len(make_plan().acts) + len(CREATIONS) + 1


def test_seeding_again_changes_nothing_and_says_so(seeded):
    block, signed = seeded.web3.eth.block_number, seeded.signed_path.read_bytes()
    said = seeded.run("scripts.seed", "--signed", str(seeded.signed_path))
    assert "nothing changed" in said
    assert "period 2" in said
    assert "11 creators" in said
    assert f"{len(seeded.events('MomentCreated'))} moments" in said
    assert seeded.web3.eth.block_number == block
    assert seeded.signed_path.read_bytes() == signed


def test_there_are_creators_with_backers_of_every_fate(seeded):
    launches = seeded.events("Launched")
    assert len(launches) >= 8
    for launched in launches:
        contributed = seeded.events("Contributed")
        backers = {e["account"] for e in contributed if e["token"] == launched["token"]}
        assert len(backers) >= 5
    assert len(seeded.events("LaunchFailed")) == 1
    assert seeded.events("Refunded")
    ended = {each["token"] for each in seeded.events("Finalized") + seeded.events("LaunchFailed")}
    still_open = [each for each in launches if each["token"] not in ended]
    assert len(still_open) == 1
    assert still_open[0]["closesAt"] > seeded.finished + DAY


def test_a_month_of_trades_ends_about_now(seeded):
    trades = seeded.logs["Traded"]
    assert len(trades) >= 600
    first, last = (
        seeded.web3.eth.get_block(trades[at]["blockNumber"])["timestamp"] for at in (0, -1)
    )
    assert last - first >= 30 * DAY
    assert -60 < seeded.finished - last < DAY
    assert abs(seeded.now - seeded.finished) < 120
    trades = seeded.events("Traded")
    assert len({each["trader"] for each in trades}) >= 40
    assert len({each["token"] for each in trades}) >= 8
    assert {each["isBuy"] for each in trades} == {True, False}
    assert any(each["referrerFee"] for each in trades)


def test_everything_else_about_tokens_happens_too(seeded):
    for event in ("AllocationClaimed", "UnvestedReturned", "SplitsSet", "Claimed"):
        assert seeded.events(event), event
    founders = {each["creator"] for each in seeded.events("Launched")}
    claimed = {each["account"] for each in seeded.events("Claimed")}
    fans = {seeded.web3.eth.accounts[number] for number in FANS}
    assert claimed & founders
    assert claimed & fans
    assert len(fans) >= 40


def test_subscriptions_are_given_renewed_on_changed_terms_and_ended(seeded):
    paid = seeded.events("Subscribed")
    assert len({each["creator"] for each in paid}) >= 5
    assert sum(each["payer"] != each["account"] for each in paid) == 1
    plans = {}
    for each in paid:
        plans.setdefault((each["creator"], each["account"]), set()).add(each["planId"])
    assert any(len(each) > 1 for each in plans.values()), "renewed after a change"
    assert any(each["minimumHolding"] for each in paid)
    assert seeded.events("PlanEnded")
    stands = Counter(seeded.call("Subscriptions", "isSubscribed", *each) for each in plans)
    assert min(stands[True], stands[False]) >= 3


def test_foreign_royalties_are_swept_or_wait(seeded):
    assert len(seeded.events("Swept")) == 1
    tokens = {each["token"] for each in seeded.events("Launched")}
    assert sum(seeded.web3.eth.get_balance(each) > 0 for each in tokens) == 1


def test_the_fund_has_paid_one_period_and_another_waits(seeded):
    fund = seeded.contracts["CreatorFund"]
    period, root, total, effective, uri = seeded.call("CreatorFund", "currentRoot")
    assert (period, effective <= seeded.now) == (1, True)
    data = seeded.document(uri)
    assert data["formula"] == FORMULA
    assert (data["root"], int(data["total"])) == (f"0x{root.hex()}", total)
    assert total == sum(int(each["cumulative"]) for each in data["creators"])
    assert int(data["budget"]) - len(data["creators"]) < total <= int(data["budget"])
    claimed = {each["account"] for each in seeded.events("FundClaimed")}
    assert 3 <= len(claimed) < len(data["creators"])
    for each in data["creators"]:
        claim = fund.functions.claim(each["account"], int(each["cumulative"]), each["proof"])
        if each["account"] not in claimed:
            assert claim.call() == int(each["amount"])
    waiting = seeded.call("CreatorFund", "pendingRoot")
    assert waiting[0] == 2
    later = seeded.document(waiting[4])
    before = {each["account"]: int(each["cumulative"]) for each in data["creators"]}
    for each in later["creators"]:
        had = before.get(each["account"], 0)
        assert int(each["cumulative"]) == had + int(each["amount"])
    assert seeded.call("CreatorFund", "deposits") > waiting[2], "money for the next period"


def test_the_scores_of_a_period_are_what_the_chain_says(seeded):
    data = seeded.document(seeded.call("CreatorFund", "currentRoot")[4])

    def counts(event):
        timestamp = seeded.web3.eth.get_block(event["blockNumber"])["timestamp"]
        return data["from"] <= timestamp < data["to"]

    tips, subscribers = Counter(), {}
    for each in filter(counts, seeded.logs["IncomeDivided"]):
        if each["args"]["source"] == 0:
            tips[each["args"]["creator"]] += each["args"]["amount"]
    for each in filter(counts, seeded.logs["Subscribed"]):
        subscribers.setdefault(each["args"]["creator"], set()).add(each["args"]["account"])
    for each in data["creators"]:
        people = len(subscribers.get(each["account"], ()))
        assert int(each["tips"]) == tips[each["account"]]
        assert each["subscribers"] == people
        assert each["score"] == tips[each["account"]] // 10**18 + 25 * people
    scores = sum(each["score"] for each in data["creators"])
    for each in data["creators"]:
        assert int(each["amount"]) == int(data["budget"]) * each["score"] // scores


def test_a_plan_is_the_same_every_time():
    assert make_plan() == make_plan()


def test_every_moment_of_a_plan_has_a_key_of_its_own():
    assert len({each.key for each in PIECES}) == len(PIECES)


def test_a_chain_used_for_something_else_is_refused(world):
    wallet = [each.address for each in accounts]
    with pytest.raises(SeedError, match="make reset"):
        acts_played(make_plan().acts, wallet)
