"""What the operator of the fund computes from tips and subscriptions."""

from __future__ import annotations

from typing import Any

from scripts.seeding.acts import TT
from scripts.seeding.fund import Period, Reception, data_of, receptions

ANNA, BEN, CARL = (f"0x{letter * 40}" for letter in "abc")
PERIOD = Period(2, 1_000, 2_000, 900 * TT)


def tip(creator: str, amount: int, at: int) -> dict[str, Any]:
    return {"args": {"creator": creator, "amount": amount}, "at": at}


def subscribed(creator: str, account: str, at: int) -> dict[str, Any]:
    return {"args": {"creator": creator, "account": account}, "at": at}


def published(found: dict[str, Reception], before: dict[str, int]) -> dict[str, Any]:
    return data_of(PERIOD, found, before=before, chain_id=1, fund=CARL)


def test_what_happened_in_the_period_counts_and_a_subscriber_counts_once() -> None:
    found = receptions(
        PERIOD,
        tips=[
            tip(ANNA, 5 * TT, 999), tip(ANNA, 7 * TT, 1_000), tip(ANNA, TT // 2, 1_999),
            tip(BEN, 3 * TT, 2_000),
        ],
        subscriptions=[
            subscribed(ANNA, BEN, 1_500), subscribed(ANNA, BEN, 1_600), subscribed(ANNA, CARL, 1_700),
            subscribed(BEN, ANNA, 2_000),
        ],
        time_of=lambda event: int(event["at"]),
    )  # fmt: skip
    assert set(found) == {ANNA}
    assert (found[ANNA].tips, found[ANNA].score) == (7 * TT + TT // 2, 7 + 2 * 25)


def test_the_budget_is_divided_in_proportion_and_rounded_down() -> None:
    data = published({ANNA: Reception(TT), BEN: Reception(6 * TT)}, {})
    amounts = {each["account"]: int(each["amount"]) for each in data["creators"]}
    assert amounts == {ANNA: 900 * TT // 7, BEN: 900 * TT * 6 // 7}
    assert int(data["total"]) == sum(amounts.values()) == 900 * TT - 1


def test_who_earned_before_stays_in_the_tree() -> None:
    data = published({ANNA: Reception(TT)}, {BEN: 50, ANNA: 7})
    assert {each["account"]: int(each["cumulative"]) for each in data["creators"]} == {
        ANNA: 900 * TT + 7,
        BEN: 50,
    }
    assert int(data["total"]) == 900 * TT + 57


def test_a_period_in_which_nobody_scored_adds_nothing() -> None:
    data = published({ANNA: Reception(TT - 1)}, {BEN: 50})
    assert [each["account"] for each in data["creators"]] == [BEN]
    assert data["total"] == "50"
