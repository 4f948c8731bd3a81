"""The API against its own description, asked by chance: nothing crashes, no answer is outside of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from scripts.openapi import document
from tests.support.members import Crowd, Member
from tests.support.rounds import rounds
from tests.support.served import Served

pytestmark = pytest.mark.databases("sqlite")

_DOCUMENT = document()
_API = (
    schemathesis.openapi.from_dict(_DOCUMENT)
    .include(path_regex="^/(v1/|health|ready)")
    # A stream that stays open is heard in test_events.py.
    .exclude(path="/v1/events")
)
# Who is deleted or signed out cannot be asked anything more.
_STAYING = _API.exclude(path="/v1/me", method="DELETE").exclude(path_regex="^/v1/session")

_CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]

by_chance = settings(
    max_examples=rounds(8, long=400),
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def real(toktok: Served) -> dict[str, Any]:
    """Names of things that exist."""
    token = toktok.history.tokens[0]
    moment = max(toktok.get("/v1/moments")["items"], key=lambda row: row["minted"])["moment"]
    return {
        "name": toktok.get(f"/v1/creators/{token}")["handle"],
        "address": toktok.world.people[0],
        "account": toktok.world.people[0],
        "subject": f"creator:{token}",
        "moment": moment,
        "token_id": moment * 100_000 + 1,
        "auction": 1,
        "sound": 1,
    }


def ask(case: Case[Any], url: str, **more: Any) -> None:
    response = case.call(base_url=url, **more)
    case.validate_response(response, checks=_CHECKS)


@_API.parametrize()
@by_chance
def test_a_stranger_is_answered_as_described(case: Case[Any], toktok: Served) -> None:
    ask(case, toktok.url)


@pytest.fixture(scope="module", autouse=True)
def member(toktok: Served) -> Iterator[Member]:
    """Somebody who signs in before the others use up what this machine may try."""
    crowd = Crowd(toktok.url)
    yield crowd.member("chance").sign_in()
    crowd.close()


@_STAYING.parametrize()
@by_chance
def test_a_member_who_names_what_exists_is_answered_as_described(
    case: Case[Any], toktok: Served, member: Member, real: dict[str, Any]
) -> None:
    case.path_parameters = {
        name: real.get(name, value) for name, value in case.path_parameters.items()
    }
    headers = {"X-CSRF-Token": member.csrf, "Origin": toktok.url}
    ask(case, toktok.url, headers=headers, cookies={"toktok": member.token})
