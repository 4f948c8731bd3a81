"""Pages, their parts and pictures, asked by chance: what is shown is shown, what is not meant is refused in words."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from typing import Any

import pytest
import schemathesis
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from hypothesis import HealthCheck, settings
from schemathesis import Case

from tests.support.films import PNG
from tests.support.rounds import rounds
from tests.support.served import Served
from toktok.pages import files, views

pytestmark = pytest.mark.databases("sqlite")

PROBLEM = "application/problem+json"
KINDS = {
    "pictures": "image/png",
    "icons": "image/png",
    "posters": "image/webp",
    "robots.txt": "text/plain",
    "sitemap.xml": "application/xml",
    "manifest.webmanifest": "application/manifest+json",
    "sw.js": "text/javascript",
    "texts": "application/json",
}
"""What is no page, by how its address begins."""
WITHOUT_A_PAGE = {"static", "texts", "fragments"}
"""What scripts ask for: refused in a document for them."""


def shown_routes() -> Iterator[APIRoute]:
    """Everything that browsers ask for, as if it stood in a description."""
    for router in (files.router, *views.ROUTERS):
        for each in router.routes:
            assert isinstance(each, APIRoute)
            described = copy(each)
            described.include_in_schema = True
            yield described


DOCUMENT = get_openapi(title="pages", version="0", routes=list(shown_routes()))
PAGES = schemathesis.openapi.from_dict(DOCUMENT)

by_chance = settings(
    max_examples=rounds(4, long=200),
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def real(toktok: Served) -> dict[str, Any]:
    """Names of things that exist; the rest is made up."""
    token = toktok.history.tokens[0]
    moment = max(toktok.get("/v1/moments")["items"], key=lambda row: row["minted"])["moment"]
    return {
        "name": toktok.get(f"/v1/creators/{token}")["handle"],
        "address": toktok.world.people[0],
        "subject": f"creator:{token}",
        "moment": moment,
        "serial": 1,
        "token_id": moment * 100_000 + 1,
        "auction": 1,
        "cid": toktok.app.state.context.media.put(PNG),
    }


@pytest.mark.parametrize("number", [2**53, 2**53 + 1, 2**63, 10**30, 10**4_000])
@pytest.mark.parametrize(
    "path",
    ["/pictures/en/moments/{}.png", "/moments/{}", "/moments/{}/99999", "/fragments/hands/{}"],
)
def test_numbers_larger_than_any_moment_name_none(toktok: Served, path: str, number: int) -> None:
    response = toktok.client.get(path.format(number), headers={"Accept": "text/html"})
    assert response.status_code in (404, 422), response.text


def test_every_number_in_an_address_has_an_end() -> None:
    """None is larger than databases hold."""
    endless = {
        f"{path} {each['name']}"
        for path, asked in DOCUMENT["paths"].items()
        for each in asked.get("get", {}).get("parameters", ())
        if each["schema"].get("type") == "integer"
        and not {"maximum", "exclusiveMaximum"} & set(each["schema"])
    }
    assert endless == set()


@pytest.mark.parametrize(
    "name", ["%00", "x" * 5_000, "a/" * 3_000, "../../../etc/passwd", "%2e%2e/base.html"], ids=repr
)
def test_files_have_names_of_files(toktok: Served, name: str) -> None:
    response = toktok.client.get(f"/static/{name}", headers={"Accept-Encoding": "br"})
    assert response.status_code == 404, response.text


def ask(case: Case[Any], toktok: Served) -> None:
    response = case.call(
        base_url=toktok.url, headers={"Accept": "text/html"}, allow_redirects=False
    )
    status, kind = response.status_code, response.headers.get("content-type", [""])[0]
    asked = f"{case.method} {case.formatted_path}: {status} {kind}"
    assert status < 500, asked
    begins = case.path.split("/")[1]
    if status >= 400:
        assert kind.startswith(PROBLEM if begins in WITHOUT_A_PAGE else "text/html"), asked
    elif status == 200 and begins != "static":
        assert kind.startswith(KINDS.get(begins, "text/html")), asked


@PAGES.parametrize()
@by_chance
def test_what_is_made_up_is_shown_or_refused(case: Case[Any], toktok: Served) -> None:
    ask(case, toktok)


@PAGES.parametrize()
@by_chance
def test_what_is_asked_of_real_things_is_shown_or_refused(
    case: Case[Any], toktok: Served, real: dict[str, Any]
) -> None:
    case.path_parameters = {
        name: real.get(name, value) for name, value in case.path_parameters.items()
    }
    ask(case, toktok)
