"""No route reads a table that grows from end to end, or sorts more of one than a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from itertools import combinations
from typing import Any

import httpx
import pytest

from tests.backend.api.acting import handed_in
from tests.backend.moments.stall import MOMENT_OFFER, Stall
from tests.support.films import film
from tests.support.members import Member, key_of
from tests.support.plans import conditions, findings, pretend_to_be_large, statements
from tests.support.served import Served, serving
from toktok.app import create_app
from toktok.store.engine import Store

SMALL = {
    "cursor": "one row",
    "protocol": "one row",
    "fund": "one row",
    "pause": "a row for each contract that can be paused",
    "fund_root": "a row for each period of the fund, a week or longer",
}
"""Tables that may be read from end to end, and why."""

FOLLOWS = "read in the order of the list until the page is full: no index knows "
EXCUSED = (
    (r"FROM app_order .*WHERE (.* AND )?CASE", FOLLOWS + "what became of an order on the chain"),
    (r"FROM app_voucher .*WHERE (.* AND )?CASE", FOLLOWS + "what became of a voucher on the chain"),
    (r"FROM moment WHERE (.* AND )?CASE", FOLLOWS + "what the clock makes of a sale"),
    (r"FROM moment WHERE (.* AND )?\(?EXISTS", FOLLOWS + "how it is offered"),
    (r"FROM moment WHERE (.* AND )?moment.perk", "most moments have a perk, or most have none"),
    (r"FROM creator WHERE  AND .* ORDER BY creator", FOLLOWS + "where in a name a text is"),
    (
        r'FROM "?plan"? WHERE "?plan"?.ended_at IS NULL',
        "through an index of those that are offered",
    ),
    (r"FROM app_report WHERE app_report.closed_at IS NULL", "through an index of those that wait"),
    (
        r"FROM app_profile WHERE app_profile.picture IS NOT NULL AND app_profile.picture_state = 'w",
        "through an index of those that wait",
    ),
    (
        r"WHERE anon_1.(place|reason) =",
        "the orders for what a page shows, of which the best is taken",
    ),
    (r"FROM candle WHERE candle.token IN", "the hours of a week, of the creators of a page"),
    (r"FROM moment WHERE (.* AND )?moment.moment IN", "the moments of one creator"),
)
"""Statements, by what they read and on which conditions, that may scan or sort, and why."""

NOT_READ = {
    "/v1/media/{cid}": "comes from a folder",
    "/v1/pictures/{cid}": "comes from a folder",
}
"""Routes that ask no database."""

Params = dict[str, Any]


class Walk:
    """Every route with its parameters: each value alone, and each two parameters together."""

    def __init__(self, toktok: Served, client: httpx.Client, **known: Any) -> None:
        self._toktok, self._client = toktok, client
        self._known = _values(toktok) | known

    def everything(self, document: dict[str, Any]) -> Iterator[str]:
        """Ask every route that answers GET; returns the addresses."""
        for path, methods in document["paths"].items():
            if "get" in methods and path not in NOT_READ:
                for params in self._choices(path, methods["get"].get("parameters", [])):
                    yield self._ask(path, params)

    def _ask(self, path: str, params: Params) -> str:
        """Ask, and go on to the second page."""
        names = [part.strip("{}") for part in path.split("/") if part.startswith("{")]
        address = path.format(**{name: self._value(path, name) for name in names})
        if path == "/v1/events":
            with self._client.stream("GET", address, params={**params, "after": "0-0"}) as stream:
                assert next(stream.iter_bytes())
            return address
        response = self._client.get(address, params=params)
        assert response.status_code == 200, response.text
        if response.headers["content-type"] == "application/json":
            cursor = response.json().get("next_cursor")
            if cursor is not None:
                again = self._client.get(address, params={**params, "cursor": cursor})
                assert again.status_code == 200, again.text
        return address

    def _choices(self, path: str, parameters: list[dict[str, Any]]) -> Iterator[Params]:
        asked = [each for each in parameters if each["in"] == "query"]
        fixed: Params = {}
        free: dict[str, list[Any]] = {}
        for each in asked:
            name = each["name"]
            if name == "limit":
                fixed[name] = 2
            elif each["required"]:
                fixed[name] = self._options(path, each)[0]
            elif name not in ("cursor", "after"):
                free[name] = self._options(path, each)
        if path == "/v1/subscriptions":
            fixed["creator"] = self._known["creator"]
        yield fixed
        for name, options in free.items():
            for option in options:
                yield {**fixed, name: option}
        for one, other in combinations(free, 2):
            for option in free[one]:
                yield {**fixed, one: option, other: free[other][-1]}

    def _options(self, path: str, parameter: dict[str, Any]) -> list[Any]:
        schema = parameter["schema"]
        for each in (schema, *schema.get("anyOf", ())):
            if "enum" in each:
                return list(each["enum"])
            if each.get("type") == "boolean":
                return [True, False]
        value = self._value(path, parameter["name"])
        return value if isinstance(value, list) else [value]

    def _value(self, path: str, name: str) -> Any:
        found = self._known.get(f"{path} {name}", self._known.get(name))
        assert found is not None, f"{path} has a parameter this test knows nothing of: {name}"
        return found


def _values(toktok: Served) -> dict[str, Any]:
    """A value for every parameter, by name or by route and name."""
    token = toktok.history.tokens[0]
    creator = toktok.get(f"/v1/creators/{token}")
    moment = _collected(toktok)
    fan = toktok.world.people[0]
    order = toktok.get("/v1/orders")["items"][0]["hash"]
    voucher = toktok.get("/v1/vouchers")["items"][0]["hash"]
    return {
        "name": creator["handle"],
        "handle": creator["handle"],
        "creator": creator["handle"],
        "token": token,
        "q": "creator",
        "moment": moment,
        "token_id": moment * 100_000 + 1,
        "sound": 1,
        "auction": 1,
        "address": fan,
        "account": fan,
        "key": "begun",
        "maker": fan,
        "seller": fan,
        "bidder": fan,
        "artist": fan,
        "subject": f"creator:{token}",
        "part": "media",
        "start": 1,
        "end": 2**40,
        "amount": 10**18,
        "/v1/moments creator": [creator["handle"], creator["creator"]],
        "/v1/orders token": moment * 100_000 + 1,
        "/v1/vouchers creator": creator["creator"],
        "/v1/orders/{hash} hash": order,
        "/v1/vouchers/{hash} hash": voucher,
    }


def _collected(toktok: Served) -> int:
    """The moment of which most was minted."""
    rows = toktok.get("/v1/moments", limit=200)["items"]
    most: dict[str, int] = max(rows, key=lambda row: row["minted"])
    return most["moment"]


@pytest.fixture
def toktok_with_orders(toktok: Served) -> Served:
    """The application with some orders and a voucher."""
    stall = Stall(toktok)
    stall.be_patient()
    fan, creator = stall.world.people[:2]
    stall.allow(fan)
    stall.world.exchange.do(fan, "incrementCounter")
    moment = _collected(toktok)
    for _ in range(3):
        stall.kept(stall.order(fan, MOMENT_OFFER, moment))
        assert stall.post_voucher(stall.voucher(creator)).status_code == 201
    return toktok


def test_every_list_is_served_by_an_index(toktok_with_orders: Served) -> None:
    toktok = toktok_with_orders
    app = create_app(toktok.settings, index=False)
    store: Store = app.state.context.store
    with (
        statements(store.engine) as seen,
        serving(app) as url,
        httpx.Client(base_url=url, timeout=30, trust_env=False) as client,
    ):
        operator = Member(client, key_of("operator")).sign_in()
        assert operator.send("PUT", "/v1/me/drafts/begun", {}).status_code == 204
        upload = handed_in(operator, film(content=b"the walker's own"))["id"]
        asked = list(Walk(toktok, client, upload=upload).everything(app.openapi()))
    assert len(asked) > 200
    assert len(seen) > 100
    bad: list[str] = []
    with (
        closing(Store(toktok.settings.database_url)) as again,
        again.engine.connect() as connection,
    ):
        pretend_to_be_large(connection)
        for statement, parameters in seen.items():
            found = findings(connection, statement, parameters)
            growing = (found.scanned | found.is_sorted) - SMALL.keys()
            if growing and not _is_excused(statement):
                bad.append(f"scans {found.scanned}, sorts {found.is_sorted}: {statement}")
        connection.rollback()
    assert not bad, "\n\n".join(sorted(bad))


def _is_excused(statement: str) -> bool:
    return any(re.search(pattern, conditions(statement)) for pattern, _ in EXCUSED)
