"""What is answered is what the contracts say at the same block, to the wei."""

from __future__ import annotations

import random
from typing import Any

import pytest
from eth_abi.abi import encode

from tests.support.served import Served
from tests.support.world import NOBODY, TT
from toktok.store.tables import Source

DAY = 86_400


def trading(toktok: Served) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = toktok.get("/v1/creators", status="trading")["items"]
    assert rows
    return rows


def head(toktok: Served) -> str:
    """The indexed block, for calls at it."""
    return hex(toktok.get("/v1/status")["cursor"]["number"])


@pytest.mark.parametrize(
    ("side", "function"),
    [("buy", "quoteBuy"), ("buy_exact", "quoteBuyExact"), ("sell", "quoteSell")],
)
def test_a_quote_is_the_contracts(toktok: Served, side: str, function: str) -> None:
    chance = random.Random(side)
    for creator in trading(toktok):
        for digits in (4, 12, 19, 21, 23):
            amount = chance.randrange(1, 10**digits)
            quote = toktok.get("/v1/quote", token=creator["handle"], side=side, amount=str(amount))
            asked = toktok.world.market.read(
                function, creator["token"], amount, block=hex(quote["block"])
            )
            fees = quote["fees"]
            ours = (
                quote["tt_amount"], quote["token_amount"], fees["creator"], fees["fans"],
                fees["protocol"], quote["price_before"], quote["price_after"],
            )  # fmt: skip
            theirs = asked[0] if len(asked) == 1 else asked
            assert ours == tuple(map(str, theirs))
            assert int(fees["total"]) == sum(
                int(fees[each]) for each in ("creator", "fans", "protocol")
            )


def test_a_quote_the_contract_refuses_is_refused(toktok: Served) -> None:
    creator = trading(toktok)[0]
    for side, amount in (("sell", 2**200), ("buy_exact", 2**200), ("buy", 0), ("sell", 0)):
        response = toktok.client.get(
            "/v1/quote", params={"token": creator["token"], "side": side, "amount": str(amount)}
        )
        assert response.status_code == 422, side
        assert "The market would refuse this trade" in response.json()["detail"]


def test_what_an_account_is_owed_is_what_the_ledger_says(toktok: Served) -> None:
    tokens = [row["token"] for row in trading(toktok)]
    moments = list(range(1, toktok.world.ledger.read("momentCount") + 1))
    for moment in moments[:3]:
        _pay_for(toktok, moment)
    for wait in (1, DAY, 9 * DAY):
        toktok.world.node.wait_until(wait)
        toktok.catch_up()
        owing = booked = 0
        for account in toktok.world.accounts:
            paid = toktok.get(f"/v1/payouts/{account}")
            block = hex(paid["block"])
            everything = toktok.world.ledger.read("owed", account, tokens, moments, block=block)
            named = [each["moment"] for each in paid["moments"]]
            listed = toktok.world.ledger.read("owed", account, paid["tokens"], named, block=block)
            assert (int(paid["owed"]), paid["later"]) == (everything, "0")
            assert int(paid["owed"]) == listed
            booked += len(named)
            for each in paid["moments"]:
                alone = toktok.world.ledger.read("owed", account, [], [each["moment"]], block=block)
                assert alone - int(paid["ledger_balance"]) - referrals(paid) == int(each["owed"])
            assert int(paid["owed"]) == sum(int(part["owed"]) for part in paid["breakdown"])
            assert all(int(part["earned"]) >= int(part["owed"]) for part in paid["breakdown"])
            owing += everything > 0
        assert owing > 10
        assert booked > 3


def _pay_for(toktok: Served, moment: int) -> None:
    """A sale of a moment that waits to be divided: anybody may pay one in."""
    told = encode(["uint8", "uint256", "address"], [int(Source.SALE), moment, NOBODY])
    world = toktok.world
    world.tt.do(world.people[0], "transferAndCall", world.ledger.address, TT, told)


def referrals(paid: dict[str, Any]) -> int:
    """TT wei the market owes as a referrer's: part of every answer of `owed`."""
    parts = (part for part in paid["breakdown"] if part["source"] == "referrals")
    return sum(int(part["owed"]) for part in parts)


def test_earned_is_what_was_claimed_and_what_is_owed(toktok: Served) -> None:
    for account in toktok.world.accounts:
        paid = toktok.get(f"/v1/payouts/{account}")
        earned = sum(int(part["earned"]) for part in paid["breakdown"])
        assert earned == int(paid["owed"]) + int(paid["claimed"])


def test_a_claim_moves_what_was_owed_and_is_listed(toktok: Served) -> None:
    account = max(
        toktok.world.people, key=lambda each: int(toktok.get(f"/v1/payouts/{each}")["owed"])
    )
    before = toktok.get(f"/v1/payouts/{account}")
    moments = [each["moment"] for each in before["moments"]]
    toktok.world.ledger.do(account, "claimAll", before["tokens"], moments, account)
    toktok.catch_up()
    after = toktok.get(f"/v1/payouts/{account}")
    claim = after["claims"][0]
    assert int(claim["amount"]) >= int(before["owed"]) > 0
    assert int(after["claimed"]) == int(before["claimed"]) + int(claim["amount"])
    owed = toktok.world.ledger.read(
        "owed", account, before["tokens"], [], block=hex(after["block"])
    )
    assert int(after["owed"]) == owed


def test_a_position_is_worth_what_selling_it_would_bring(toktok: Served) -> None:
    market, seen = toktok.world.market, 0
    for account in toktok.world.people:
        held = toktok.get(f"/v1/portfolio/{account}")
        block = hex(held["block"])
        for position in held["positions"]:
            token = position["token"]
            contract = toktok.world.token(token)
            assert int(position["balance"]) == contract.read("balanceOf", account, block=block)
            owed = contract.read("dividendsOf", account, block=block)
            assert int(position["dividends_owed"]) == owed
            assert int(position["price"]) == market.read("priceOf", token, block=block)
            if int(position["balance"]):
                sale = market.read("quoteSell", token, int(position["balance"]), block=block)
                net = sale[0][0] if len(sale) == 1 else sale[0]
                assert int(position["value"]) == net
                seen += 1
            unrealised = int(position["value"]) - int(position["cost"])
            assert int(position["unrealised"]) == unrealised
    assert seen > 10


def test_an_allocation_is_the_contracts(toktok: Served) -> None:
    seen = 0
    for account in toktok.world.people:
        held = toktok.get(f"/v1/portfolio/{account}")
        for position in held["positions"]:
            ours = position["allocation"]
            if ours is None:
                continue
            seen += 1
            asked = toktok.world.market.read(
                "allocationOf", position["token"], account, block=hex(held["block"])
            )
            contributed, total, vested, claimed, returned, dividends = (
                asked[0] if len(asked) == 1 else asked
            )
            assert int(ours["contributed"]) == contributed
            assert int(ours["total"]) == total
            assert int(ours["vested"]) == vested
            assert int(ours["claimed"]) == claimed
            assert int(ours["returned"]) == returned
            assert int(ours["dividends_owed"]) == dividends
            assert int(ours["claimable"]) == vested - claimed
            assert int(ours["returnable"]) == total - returned - vested
    assert seen > 5


def test_totals_are_the_sums_of_what_is_shown(toktok: Served) -> None:
    for account in toktok.world.people:
        held = toktok.get(f"/v1/portfolio/{account}")
        parts = held["positions"] + [
            each["allocation"] for each in held["positions"] if each["allocation"]
        ]
        for name in ("cost", "value", "dividends_owed"):
            assert int(held["totals"][name]) == sum(int(part[name]) for part in parts)


def test_a_creator_is_what_the_contracts_say(toktok: Served) -> None:
    market = toktok.world.market
    block = head(toktok)
    for row in toktok.get("/v1/creators", limit=200)["items"]:
        state = market.read("launchOf", row["token"], block=block)
        status, creator, raised, closes_at, finalized_at, *_ = (
            state[0] if len(state) == 1 else state
        )
        assert row["status"] == ("none", "open", "closed", "trading", "failed")[status]
        assert row["creator"].lower() == creator
        assert (int(row["raised"]), row["closes_at"]) == (raised, closes_at)
        if row["status"] != "trading":
            assert (row["finalized_at"], row["price"], row["spark"]) == (None, "0", [])
            continue
        assert row["finalized_at"] == finalized_at
        reserve, _ = market.read("reserveOf", row["token"], block=block)
        _, pending, creator_owed = toktok.world.token(row["token"]).read("revenue", block=block)
        assert int(row["reserve"]) == reserve
        assert int(row["pending_dividends"]) == pending
        assert int(row["creator_owed"]) == creator_owed
        assert int(row["price"]) == market.read("priceOf", row["token"], block=block)
        assert row["spark"][-1] == row["price"]
        assert int(row["market_value"]) == int(row["price"]) * int(row["supply"]) // TT
        payout = market.read("payoutOf", creator, block=block)
        assert row["payout"].lower() == payout


def test_the_last_day_is_counted_by_the_chains_clock(toktok: Served) -> None:
    token = trading(toktok)[0]["token"]
    fan = toktok.world.people[1]
    before = toktok.get(f"/v1/creators/{token}")
    # A week without a trade, whatever was traded until now.
    toktok.world.node.wait_until(8 * DAY)
    toktok.world.market.do(fan, "buy", token, 300 * TT, 0, fan, 2**63, NOBODY)
    toktok.catch_up()
    row = toktok.get(f"/v1/creators/{token}")
    trade = toktok.get(f"/v1/creators/{token}/trades", limit=1)["items"][0]
    fees = sum(int(trade[each]) for each in ("creator_fee", "fan_fee", "protocol_fee"))
    assert row["volume_24h"] == str(300 * TT)
    assert int(row["inflow_24h"]) == 300 * TT - fees
    assert int(row["price_24h"]) < int(row["price"])
    assert row["price_7d"] == row["spark"][0] == row["price_24h"] == before["price"]
    toktok.world.node.wait_until(DAY + 3_600)
    toktok.catch_up()
    later = toktok.get(f"/v1/creators/{token}")
    assert (later["volume_24h"], later["inflow_24h"]) == ("0", "0")
    assert later["price_24h"] == later["price"]
    assert later["price_7d"] != later["price"]
    toktok.world.node.wait_until(7 * DAY)
    toktok.catch_up()
    assert toktok.get(f"/v1/creators/{token}")["price_7d"] == row["price"]
