"""Subscriptions, incomes and the creator fund are what the contracts say."""

from __future__ import annotations

import orjson

from tests.backend.api.gallery import post_root, settle_roots
from tests.backend.api.reading import everything, head
from tests.support.served import Served
from tests.support.world import NOBODY, TT
from toktok.media.folder import MediaFolder

DAY = 86_400


def test_a_plan_is_the_contracts(toktok: Served) -> None:
    offered = everything(toktok, "/v1/subscriptions/plans")
    assert offered
    for plan in offered:
        theirs = toktok.world.subscriptions.read("planOf", plan["creator"], block=head(toktok))
        number, fee, period, holding = theirs
        assert (plan["plan_id"], int(plan["fee"])) == (number, fee)
        assert (plan["period"], int(plan["minimum_holding"])) == (period, holding)
        assert plan["ended_at"] is None
        ever = everything(toktok, "/v1/subscriptions/plans", creator=plan["creator"])
        assert [each["plan_id"] for each in ever] == list(range(number, 0, -1))


def test_who_is_subscribed_is_what_the_contract_says(toktok: Served) -> None:
    world, seen, answers = toktok.world, 0, set()
    toktok.history.play(60)
    for wait in (0, 5 * DAY, 40 * DAY):
        if wait:
            world.node.wait_until(wait)
        pairs: set[tuple[str, str]] = set()
        for person in world.people:
            for row in everything(toktok, "/v1/subscriptions", account=person):
                assert row["account"].lower() == person.lower()
                pairs.add((row["creator"], row["account"]))
                _compare(toktok, row)
                answers.add(row["is_subscribed"])
        for creator in world.people:
            for row in everything(toktok, "/v1/subscriptions", creator=creator):
                assert row["creator"].lower() == creator.lower()
                assert (row["creator"], row["account"]) in pairs
                both = {"creator": creator, "account": row["account"]}
                assert everything(toktok, "/v1/subscriptions", **both) == [row]
                seen += 1
        never = everything(
            toktok, "/v1/subscriptions", creator=world.people[0], account=world.accounts[2]
        )
        assert never == []
    assert seen > 10
    assert answers == {True, False}


def _compare(toktok: Served, row: dict[str, object]) -> None:
    block, contract = head(toktok), toktok.world.subscriptions
    pair = row["creator"], row["account"]
    ends_at, holding = contract.read("subscriptionOf", *pair, block=block)
    assert (row["ends_at"], int(str(row["minimum_holding"]))) == (ends_at, holding)
    assert row["is_subscribed"] == contract.read("isSubscribed", *pair, block=block), row


def test_what_was_paid_to_a_creator_without_a_token_counts_once_it_trades(toktok: Served) -> None:
    world = toktok.world
    creator = next(each for each in world.people if world.market.read("tokenOf", each) == NOBODY)
    fans = [each for each in world.people if each != creator][:2]
    for fan in (*fans, creator):
        world.tt.do(fan, "deposit", value=TT)
    world.subscriptions.do(creator, "setPlan", TT, 30 * DAY, 0)
    plan = world.subscriptions.read("planOf", creator)[0]
    world.subscriptions.do(fans[0], "subscribe", creator, plan, 1, fans[0], 9 * TT)
    token = toktok.history.launch(creator)
    world.market.do(fans[0], "contribute", token, 2_000 * TT)
    world.node.wait_until(3_600)
    world.market.do(fans[0], "finalize", token)
    world.subscriptions.do(creator, "setPlan", TT, 30 * DAY, 7 * 10**28)
    plan = world.subscriptions.read("planOf", creator)[0]
    for fan in fans:
        world.subscriptions.do(fan, "subscribe", creator, plan, 1, fan, 9 * TT)
    rows = everything(toktok, "/v1/subscriptions", creator=creator)
    answers = {row["account"].lower(): row["is_subscribed"] for row in rows}
    assert answers == {fans[0].lower(): True, fans[1].lower(): False}
    for row in rows:
        _compare(toktok, row)
    world.node.wait_until(31 * DAY)
    for row in everything(toktok, "/v1/subscriptions", creator=creator):
        _compare(toktok, row)


def test_incomes_add_up_to_what_was_divided(toktok: Served) -> None:
    world, sources = toktok.world, set()
    for creator in toktok.get("/v1/creators", status="trading")["items"]:
        income = toktok.get(f"/v1/creators/{creator['handle']}/income")
        for row in income["sources"]:
            sources.add(row["source"])
            parts = ("to_sound", "to_creator", "to_fans", "to_protocol")
            assert int(row["amount"]) == sum(int(row[name]) for name in parts)
        for row in income["moments"]:
            bookings = toktok.get(f"/v1/moments/{row['moment']}")["bookings"]
            assert {name: row[name] for name in bookings} == bookings
        own = toktok.get(f"/v1/creators/{creator['handle']}/splits")
        theirs = world.ledger.read("splitsOf", creator["creator"], block=head(toktok))
        assert [(each["recipient"].lower(), each["bps"]) for each in own["splits"]] == list(theirs)
        assert own["payout"] == creator["payout"]
    assert {"tip", "sale"} <= sources


def test_the_fund_is_the_contracts_and_proves_what_it_gives(toktok: Served) -> None:
    world, folder = toktok.world, MediaFolder(toktok.settings.media_dir)
    donor, first, second, third = world.people[:4]
    claimed = {each: world.fund.read("claimedOf", each) for each in (first, second, third)}
    entries = [(each, claimed[each] + TT * (n + 1)) for n, each in enumerate(claimed)]
    post_root(world, entries, folder)
    toktok.catch_up()
    fund = toktok.get("/v1/fund")
    assert int(fund["deposits"]) == world.fund.read("deposits")
    assert int(fund["claimed"]) == world.fund.read("claimed")
    period, root, total, effective_at, uri = world.fund.read("pendingRoot")
    pending = fund["pending"]
    assert (pending["period"], pending["root"]) == (period, "0x" + root.hex())
    assert (int(pending["total"]), pending["uri"]) == (total, uri)
    assert fund["veto_ends_in"] == effective_at - fund["timestamp"] > 0
    assert int(fund["available"]) == int(fund["deposits"]) - total
    waiting = toktok.get(f"/v1/fund/accounts/{second}")
    assert (waiting["claimable"], waiting["pending"]["cumulative"]) == ("0", str(entries[1][1]))
    world.node.wait_until(2 * DAY)
    toktok.catch_up()
    fund = toktok.get("/v1/fund")
    assert (fund["pending"], fund["current"]["period"]) == (None, period)
    assert everything(toktok, "/v1/fund/roots")[0]["state"] == "in_force"
    for account, cumulative in entries:
        shown = toktok.get(f"/v1/fund/accounts/{account}")
        assert (shown["data_kept"], shown["leaf"]["cumulative"]) == (True, str(cumulative))
        assert int(shown["claimable"]) == cumulative - claimed[account]
        proof = [bytes.fromhex(node[2:]) for node in shown["leaf"]["proof"]]
        world.fund.do(donor, "claim", account, cumulative, proof)
    toktok.catch_up()
    after = toktok.get(f"/v1/fund/accounts/{first}")
    assert (after["claimable"], int(after["claimed"])) == ("0", entries[0][1])
    assert toktok.get(f"/v1/portfolio/{first}")["fund"] == after
    nobody = toktok.get(f"/v1/fund/accounts/{donor[:-2]}00".lower())
    assert (nobody["data_kept"], nobody["leaf"]) == (True, None)


def test_data_that_does_not_lead_to_the_root_is_not_shown(toktok: Served) -> None:
    world, folder = toktok.world, MediaFolder(toktok.settings.media_dir)
    person, operator = world.people[4], world.accounts[1]
    settle_roots(world)
    total = world.fund.read("deposits")
    forged = {"creators": [{"account": person, "cumulative": str(total), "proof": []}]}
    cid = folder.put(orjson.dumps(forged))
    world.fund.do(operator, "postRoot", b"\x05" * 32, total, f"ipfs://{cid}")
    world.node.wait_until(2 * DAY)
    toktok.catch_up()
    shown = toktok.get(f"/v1/fund/accounts/{person}")
    assert (shown["claimable"], shown["leaf"]) == ("0", None)


def test_a_vetoed_root_is_told(toktok: Served) -> None:
    world, folder = toktok.world, MediaFolder(toktok.settings.media_dir)
    guardian = world.accounts[1]
    post_root(world, [(world.people[0], 10**30)], folder)
    world.fund.do(guardian, "veto")
    root = everything(toktok, "/v1/fund/roots")[0]
    assert (root["state"], root["vetoed_by"].lower()) == ("vetoed", guardian.lower())
    assert toktok.get("/v1/fund")["pending"] is None
