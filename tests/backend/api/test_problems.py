"""Every error is a problem document that says what to do and shows nothing of the inside."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from tests.support.served import Served, bare_app
from toktok.api.schemas.problems import NotReadyProblem, Problem
from toktok.errors import ConfigError

pytestmark = pytest.mark.databases("sqlite")

NOBODYS_TOKEN = "0x00000000000000000000000000000000000000AA"
BAD = [
    ("/v1/creators/0xnothex", 404),
    (f"/v1/creators/{NOBODYS_TOKEN}", 404),
    ("/v1/creators/" + "x" * 65, 422),
    ("/v1/creators/nobody/trades", 404),
    ("/v1/creators/nobody/holders", 404),
    ("/v1/creators/nobody/candles", 404),
    ("/v1/launches/nobody", 404),
    ("/v1/launches/nobody/contributions", 404),
    ("/v1/creators?limit=1000000000", 422),
    ("/v1/creators?limit=0", 422),
    ("/v1/creators?limit=many", 422),
    ("/v1/creators?sort=beauty", 422),
    ("/v1/creators?q=%00%27", 422),
    ("/v1/creators?cursor=nonsense", 422),
    ("/v1/creators?cursor=WyJhIiwxXQ", 422),
    ("/v1/creators?cursor=" + "A" * 600, 422),
    ("/v1/creators/s7_1/candles?interval=7m", 422),
    ("/v1/creators/s7_1/candles?start=-1", 422),
    ("/v1/quote", 422),
    ("/v1/quote?token=s7_1&side=steal&amount=1", 422),
    ("/v1/quote?token=s7_1&side=buy&amount=-1", 422),
    ("/v1/quote?token=s7_1&side=buy&amount=1e18", 422),
    ("/v1/quote?token=s7_1&side=buy&amount=" + "9" * 78, 422),
    ("/v1/quote?token=nobody&side=buy&amount=1", 404),
    ("/v1/quote?token=s7_6&side=buy&amount=1", 409),
    ("/v1/portfolio/0x12", 422),
    ("/v1/portfolio/0x52908400098527886E0F7030069857D2E4169ee7", 422),
    ("/v1/payouts/somebody", 422),
    ("/v1/activity?kind=gossip", 422),
    ("/v1/activity?account=me", 422),
    ("/v1/activity?token=nobody", 404),
    ("/v1/events?after=yesterday", 422),
    ("/v1/events?token=nobody", 404),
    ("/v1/activity?moment=0", 422),
    ("/v1/creators/nobody/income", 404),
    ("/v1/creators/nobody/splits", 404),
    ("/v1/moments?state=lost", 422),
    ("/v1/moments?creator=nobody", 404),
    ("/v1/moments?sort=beauty", 422),
    ("/v1/moments?cursor=WyJhIiwxXQ", 422),
    ("/v1/moments/0", 422),
    ("/v1/moments/first", 422),
    ("/v1/moments/4000", 404),
    ("/v1/moments/9007199254740993", 422),
    ("/v1/moments/4000/tokens", 404),
    ("/v1/moments/4000/history", 404),
    ("/v1/tokens/100000", 404),
    ("/v1/accounts/me/moments", 422),
    ("/v1/auctions?state=over", 422),
    ("/v1/auctions?bidder=me", 422),
    ("/v1/auctions/4000", 404),
    ("/v1/sounds?artist=me", 422),
    ("/v1/sounds/4000", 404),
    ("/v1/orders?side=left", 422),
    ("/v1/orders?maker=me", 422),
    ("/v1/orders?state=gone", 422),
    ("/v1/orders/0x12", 422),
    ("/v1/orders/0x" + "12" * 32, 404),
    ("/v1/vouchers?creator=ada", 422),
    ("/v1/vouchers/0x" + "12" * 32, 404),
    ("/v1/subscriptions", 422),
    ("/v1/subscriptions?creator=nobody", 404),
    ("/v1/subscriptions/plans?creator=nobody", 404),
    ("/v1/fund/accounts/me", 422),
    ("/v1/media/etc", 404),
    ("/v1/media/..%2F..%2Fetc%2Fpasswd", 404),
    ("/v1/media/bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e", 404),
    ("/v1/nothing", 404),
    ("/v2/creators", 404),
]


@pytest.mark.parametrize(("address", "status"), BAD, ids=[each[0][:60] for each in BAD])
def test_bad_input_gets_a_problem_document(toktok: Served, address: str, status: int) -> None:
    response = toktok.client.get(address)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    problem = Problem.model_validate(response.json(), strict=True)
    assert (problem.status, problem.type[:6]) == (status, "/docs#")
    assert problem.remedy
    assert problem.detail.endswith(".")


def test_another_method_gets_a_problem_document(toktok: Served) -> None:
    response = toktok.client.post("/v1/creators")
    assert response.status_code == 405
    assert response.headers["allow"] == "GET"
    assert Problem.model_validate(response.json()).title == "Method not allowed"


def test_the_parameter_that_is_wrong_is_named(toktok: Served) -> None:
    problem = toktok.client.get("/v1/creators?limit=1000000000").json()
    wrong = {"parameter": "limit", "detail": "Input should be less than or equal to 200"}
    assert problem["errors"] == [wrong]


def test_a_cursor_of_another_list_is_refused(toktok: Served) -> None:
    cursor = toktok.get("/v1/creators", limit=1)["next_cursor"]
    for address in (
        "/v1/creators?sort=volume",
        "/v1/creators?status=trading",
        "/v1/launches?status=open",
        "/v1/activity?kind=trade",
        "/v1/creators/s7_1/trades?limit=1",
        "/v1/creators/s7_1/holders?limit=1",
    ):
        response = toktok.client.get(f"{address}&cursor={cursor}")
        assert response.status_code == 422
        assert response.json()["title"] == "Cursor of another list"


def test_a_browser_gets_a_page_where_there_are_pages(toktok: Served) -> None:
    response = toktok.client.get("/creators/nobody", headers={"Accept": "text/html"})
    assert response.status_code == 404
    assert response.headers["content-type"].startswith("text/html")


def client_of(app: FastAPI) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://toktok")


async def test_what_nobody_expected_shows_nothing_of_the_inside(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    app = bare_app(tmp_path)

    @app.get("/boom")
    def boom() -> None:
        raise RuntimeError("the password is 1234")

    async with client_of(app) as client:
        response = await client.get("/boom")
    assert response.status_code == 500
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert Problem.model_validate(response.json()).remedy
    assert "1234" not in response.text
    assert "1234" in caplog.text


async def test_an_error_that_is_ours_to_mend_shows_nothing_of_the_inside(tmp_path: Path) -> None:
    app = bare_app(tmp_path)

    @app.get("/boom")
    def boom() -> None:
        raise ConfigError("/home/toktok/secrets is missing.")

    async with client_of(app) as client:
        response = await client.get("/boom")
    assert response.status_code == 500
    assert "secrets" not in response.text


def test_the_documentation_explains_every_kind_of_problem(toktok: Served) -> None:
    page = toktok.client.get("/docs").text
    for address, _ in BAD:
        anchor = toktok.client.get(address).json()["type"].removeprefix("/docs#")
        assert f'<dt id="{anchor}">' in page
    for anchor in ("internal-error", "not-ready", "method-not-allowed"):
        assert f'<dt id="{anchor}">' in page


async def test_nothing_is_answered_before_the_first_block(tmp_path: Path) -> None:
    async with client_of(bare_app(tmp_path)) as client:
        for address in ("/v1/creators", f"/v1/payouts/{NOBODYS_TOKEN}", "/ready"):
            response = await client.get(address)
            assert response.status_code == 503
            assert response.headers["retry-after"] == "2"
            kind = NotReadyProblem if address == "/ready" else Problem
            assert kind.model_validate(response.json()).remedy
        assert (await client.get("/health")).status_code == 200
        assert (await client.get("/v1/status")).json()["cursor"] is None
