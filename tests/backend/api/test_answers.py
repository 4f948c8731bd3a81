"""Answers have the shape the documentation promises, and are sent once."""

from __future__ import annotations

import importlib
import json
import pkgutil
from typing import Any

import pytest
from pydantic import BaseModel

from tests.support.served import Served
from tests.support.world import LAUNCH_BOND
from toktok.api import schemas
from toktok.api.answers import matches
from toktok.api.schemas import (
    activity,
    auctions,
    creators,
    income,
    market,
    memberships,
    moments,
    payouts,
    portfolio,
    quote,
    sounds,
    status,
    tokens,
)

pytestmark = pytest.mark.databases("sqlite")

ANSWERS: list[tuple[str, type[BaseModel]]] = [
    ("/v1/status", status.Status),
    ("/v1/creators", creators.CreatorPage),
    ("/v1/creators/s7_1", creators.Creator),
    ("/v1/creators/s7_1/trades", market.TradePage),
    ("/v1/creators/s7_1/holders", market.HolderPage),
    ("/v1/creators/s7_1/candles", market.CandlePage),
    ("/v1/launches?status=failed", creators.CreatorPage),
    ("/v1/launches/s7_2", creators.Creator),
    ("/v1/launches/s7_2/contributions", market.ContributionPage),
    ("/v1/creators/s7_1/income", income.Income),
    ("/v1/creators/s7_1/splits", income.CreatorSplits),
    ("/v1/moments", moments.MomentPage),
    ("/v1/moments?sort=dearest&perk=true", moments.MomentPage),
    ("/v1/moments/1", moments.MomentDetail),
    ("/v1/moments/1/tokens", tokens.TokenPage),
    ("/v1/moments/1/history", moments.History),
    ("/v1/tokens/100001", tokens.TokenDetail),
    ("/v1/auctions", auctions.AuctionPage),
    ("/v1/auctions/1", auctions.AuctionDetail),
    ("/v1/sounds", sounds.SoundPage),
    ("/v1/sounds/1", sounds.SoundDetail),
    ("/v1/subscriptions/plans", memberships.PlanPage),
    ("/v1/fund", memberships.Fund),
    ("/v1/fund/roots", memberships.FundRootPage),
    ("/v1/fund/deposits", memberships.FundDepositPage),
    ("/v1/fund/claims", memberships.FundClaimPage),
    ("/v1/quote?token=s7_1&side=buy&amount=1000000000000000000", quote.Quote),
    ("/v1/activity?limit=200", activity.ActivityPage),
    ("/health", status.Health),
    ("/ready", status.Readiness),
]


@pytest.mark.parametrize(("address", "schema"), ANSWERS, ids=[each[0] for each in ANSWERS])
def test_an_answer_has_the_documented_shape(
    toktok: Served, address: str, schema: type[BaseModel]
) -> None:
    response = toktok.client.get(address)
    assert response.status_code == 200
    answer = schema.model_validate(response.json(), strict=True)
    assert getattr(answer, "items", True), f"{address} has nothing to check"


def test_an_open_launch_has_the_documented_shape(toktok: Served) -> None:
    world, creator = toktok.world, toktok.history.newcomer()
    world.market.send(world.accounts[1], "unpause")
    world.tt.do(creator, "deposit", value=LAUNCH_BOND // 10_000)
    token = toktok.history.launch(creator)
    toktok.catch_up()
    answer = toktok.get("/v1/creators", status="open")
    page = creators.CreatorPage.model_validate(answer, strict=True)
    assert token.lower() in {row.token.lower() for row in page.items}


def test_everybodys_portfolio_and_payouts_have_the_documented_shape(toktok: Served) -> None:
    positions = owed = launches = 0
    for account in toktok.world.accounts:
        held = toktok.get(f"/v1/portfolio/{account}")
        paid = toktok.get(f"/v1/payouts/{account}")
        portfolio.Portfolio.model_validate(held, strict=True)
        payouts.Payouts.model_validate(paid, strict=True)
        positions += len(held["positions"])
        launches += len(held["launches"])
        owed += len(paid["breakdown"])
    assert positions > 5
    assert launches > 0
    assert owed > 5


def test_an_account_never_seen_holds_nothing(toktok: Served) -> None:
    stranger = "0x00000000000000000000000000000000000000AA"
    assert toktok.get(f"/v1/portfolio/{stranger}")["positions"] == []
    assert toktok.get(f"/v1/payouts/{stranger}")["owed"] == "0"


def examples(toktok: Served) -> Any:
    """Address, answer and example of every documented answer."""
    document = toktok.get("/openapi.json")
    shapes = document["components"]["schemas"]
    for path, methods in document["paths"].items():
        for operation in methods.values():
            for code, response in operation["responses"].items():
                for content in response.get("content", {}).values():
                    reference = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
                    example = content.get("example", shapes.get(reference, {}).get("example"))
                    yield path, code, example


def test_every_documented_answer_has_an_example(toktok: Served) -> None:
    described = {path: example for path, code, example in examples(toktok) if code == "200"}
    assert len(described) >= 40
    missing = [(path, code) for path, code, example in examples(toktok) if not example]
    assert missing == [("/metrics", "200")]


def with_examples() -> list[tuple[type[BaseModel], Any]]:
    """Every schema of the API that shows an example, and the example."""
    modules = pkgutil.iter_modules(schemas.__path__, f"{schemas.__name__}.")
    return [
        (schema, extra["example"])
        for module in map(importlib.import_module, sorted(each.name for each in modules))
        for schema in vars(module).values()
        if isinstance(schema, type) and issubclass(schema, BaseModel)
        if schema.__module__ == module.__name__
        if isinstance(extra := schema.model_config.get("json_schema_extra"), dict)
    ]


@pytest.mark.parametrize(
    ("schema", "example"), [pytest.param(*each, id=each[0].__name__) for each in with_examples()]
)
def test_an_example_is_valid(schema: type[BaseModel], example: Any) -> None:
    schema.model_validate_json(json.dumps(example), strict=True)


def test_an_answer_the_reader_has_is_not_sent_again(toktok: Served) -> None:
    first = toktok.client.get("/v1/creators")
    headers = {"If-None-Match": first.headers["etag"]}
    again = toktok.client.get("/v1/creators", headers=headers)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers["vary"] == first.headers["vary"] == "Accept-Encoding"
    other = toktok.client.get("/v1/creators?sort=newest", headers=headers)
    assert other.status_code == 200


def test_an_answer_that_changed_is_sent_although_the_reader_has_the_old_one(
    toktok: Served,
) -> None:
    address = "/v1/activity?limit=1"
    old = toktok.client.get(address)
    toktok.world.tt.do(toktok.world.people[0], "deposit", value=1)
    toktok.catch_up()
    new = toktok.client.get(address, headers={"If-None-Match": old.headers["etag"]})
    assert new.status_code == 200
    assert new.json()["items"][0]["kind"] == "deposit"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, False),
        ("", False),
        ("*", True),
        ('W/"a"', True),
        ('"a"', True),
        ('"b", W/"a"', True),
        ('"b"', False),
        ("a", False),
    ],
)
def test_if_none_match_is_compared_weakly(header: str | None, expected: bool) -> None:
    assert matches(header, 'W/"a"') is expected


def test_long_answers_travel_compressed_and_events_do_not(toktok: Served) -> None:
    address = "/v1/creators?limit=31"
    answers = [toktok.client.get(address) for _ in range(2)]
    plain = toktok.client.get(address, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.content.startswith(b'{"items":[{"token":"0x')
    # What stands between may keep either, and has to know which is which: the new one, and those that were kept.
    for each in (*answers, plain):
        assert each.content == plain.content
        assert (each.headers["vary"], each.headers["etag"]) == (
            "Accept-Encoding",
            plain.headers["etag"],
        )
    for each in answers:
        assert each.headers["content-encoding"] == "gzip"
        assert int(each.headers["content-length"]) < len(plain.content) / 2
    with toktok.client.stream("GET", "/v1/events") as stream:
        assert "content-encoding" not in stream.headers
        assert stream.headers["content-type"].startswith("text/event-stream")
