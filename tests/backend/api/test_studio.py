"""What an account is as a creator, beside what the chain says of it."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from tests.backend.api.gallery import subscribe
from tests.support.served import Served
from tests.support.world import TT

DAY = 86_400
NOBODY = "0x" + "00" * 20


@pytest.fixture
def creator(toktok: Served) -> str:
    """Who is behind the first token, and has subscribers, whatever others ended before."""
    found: str = toktok.world.market.read("creatorOf", toktok.history.tokens[0])
    subscribe(toktok.world, found)
    toktok.catch_up()
    return found


def test_a_creator_is_told_with_token_plan_and_subscribers(toktok: Served, creator: str) -> None:
    told = toktok.get(f"/v1/studio/{creator}")
    token = toktok.history.tokens[0]
    assert told["token"].lower() == token.lower()
    assert told["status"] == "trading"
    plan_id, fee, period, holding = toktok.world.subscriptions.read("planOf", creator)
    plan = told["plan"]
    assert (plan["plan_id"], plan["fee"], plan["period"]) == (plan_id, str(fee), period)
    assert plan["minimum_holding"] == str(holding)
    rows = toktok.get("/v1/subscriptions", creator=creator, limit=200)["items"]
    assert told["subscribers"] == sum(row["ends_at"] > told["timestamp"] for row in rows) > 0
    assert told["moves"] == toktok.world.market.read("movesOf", creator)
    assert told["payout"].lower() == toktok.world.market.read("payoutOf", creator).lower()


def test_an_account_that_was_never_seen_is_no_creator(toktok: Served) -> None:
    told = toktok.get(f"/v1/studio/{NOBODY}")
    assert (told["token"], told["plan"], told["move"], told["offered"]) == (None, None, None, [])
    assert (told["moves"], told["subscribers"]) == (0, 0)


def test_an_announced_move_is_told_on_both_sides_until_it_is_called_off(
    toktok: Served, creator: str
) -> None:
    market, token = toktok.world.market, toktok.history.tokens[0]
    to = "0x" + "ab" * 20
    market.do(creator, "transferCreator", token, to)
    toktok.catch_up()
    move = toktok.get(f"/v1/studio/{creator}")["move"]
    pending, eta = market.read("pendingTransferOf", token)
    assert (move["to"].lower(), move["eta"]) == (pending.lower(), eta) == (to, eta)
    assert toktok.get(f"/v1/studio/{to}")["offered"] == [move]
    market.do(creator, "transferCreator", token, NOBODY)
    toktok.catch_up()
    assert toktok.get(f"/v1/studio/{creator}")["move"] is None
    assert toktok.get(f"/v1/studio/{to}")["offered"] == []


def test_a_plan_that_ended_is_not_told(toktok: Served) -> None:
    person = toktok.world.people[-1]
    subscriptions = toktok.world.subscriptions
    subscriptions.do(person, "setPlan", 5 * TT, 7 * DAY, 0)
    toktok.catch_up()
    assert toktok.get(f"/v1/studio/{person}")["plan"]["fee"] == str(5 * TT)
    subscriptions.do(person, "endPlan")
    toktok.catch_up()
    assert toktok.get(f"/v1/studio/{person}")["plan"] is None


def _to_you(toktok: Served, creator: str) -> int:
    """What the studio says went to the creator ever, in TT wei: the first of its figures, to the last digit."""
    html = toktok.client.get(f"/fragments/studio/earned/{creator}").text
    found = re.search(r'title="([\d,.]+) TT"', html)
    assert found is not None
    return int(Decimal(found[1].replace(",", "")) * TT)


def test_the_studio_shows_a_creator_with_splits_its_own_part(toktok: Served, creator: str) -> None:
    ledger = toktok.world.ledger
    fan, friend = [person for person in toktok.world.people if person != creator][:2]
    ledger.do(creator, "setSplits", [(creator, 7_000), (friend, 3_000)])
    toktok.catch_up()
    shown, credited = _to_you(toktok, creator), _tips(toktok, creator)
    ledger.do(fan, "tip", creator, 10 * TT + 1)
    ledger.do(creator, "setSplits", [])
    toktok.catch_up()
    more = _tips(toktok, creator) - credited
    assert 6 * TT < more < 7 * TT
    assert _to_you(toktok, creator) - shown == more
    token = toktok.history.tokens[0]
    told = toktok.get(f"/v1/creators/{token}/revenue/total")
    assert int(told["own"]) == _to_you(toktok, creator)
    assert int(told["own"]) + int(told["shared"]) == int(told["to_creator"])


def _tips(toktok: Served, account: str) -> int:
    """What the ledger says of tips of an account, in TT wei."""
    parts = toktok.get(f"/v1/payouts/{account}")["breakdown"]
    return sum(int(part["earned"]) for part in parts if part["source"] == "tips")


def test_handles_are_free_unless_a_launch_that_did_not_fail_has_them(toktok: Served) -> None:
    for row in toktok.get("/v1/creators", limit=200)["items"]:
        told = toktok.get(f"/v1/handles/{row['handle']}")
        holder = toktok.world.market.read("tokenOfHandle", row["handle"])
        assert told["is_valid"]
        assert told["is_free"] == (holder == NOBODY)
        assert (told["token"] or NOBODY).lower() == holder.lower()
    assert toktok.get("/v1/handles/nobody_yet")["is_free"]


@pytest.mark.parametrize("wrong", ["ab", "Ada", "a-b", "a" * 21, "ünter"])
def test_a_handle_of_another_shape_is_never_free(toktok: Served, wrong: str) -> None:
    told = toktok.get(f"/v1/handles/{wrong}")
    assert (told["is_valid"], told["is_free"]) == (False, False)
