"""Pictures of profiles: seen by others once an operator has approved them, and taken down again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.backend.api.acting import acted, picture, put_picture, rated, reported
from tests.support.members import Crowd, Member
from tests.support.served import Served
from toktok.api.limits import Rate


@pytest.fixture(autouse=True)
def patience(toktok: Served) -> Iterator[None]:
    with rated(toktok, Rate(100_000, 1)):
        yield


@pytest.fixture
def fan(crowd: Crowd, request: pytest.FixtureRequest) -> Member:
    return crowd.member(f"face of {request.node.name}")


@pytest.fixture
def operator(crowd: Crowd) -> Member:
    return crowd.member("operator")


def decided(
    operator: Member, cid: str, what: str, reason: str | None = None, *, status: int = 201
) -> Any:
    body = None if reason is None else {"reason": reason}
    response = operator.send("POST", f"/v1/operator/pictures/{cid}/{what}", body)
    assert response.status_code == status, response.text
    return response.json()


def waiting(operator: Member) -> list[str]:
    """The accounts whose pictures wait, page by page."""
    found, cursor = [], ""
    while True:
        answer = operator.send("GET", f"/v1/operator/pictures?limit=1{cursor}").json()
        found += [each["account"] for each in answer["items"]]
        if answer["next_cursor"] is None:
            return found
        cursor = f"&cursor={answer['next_cursor']}"


def seen(toktok: Served, cid: str, by: Member | None = None) -> int:
    client = toktok.client if by is None else by.client
    return client.get(f"/v1/pictures/{cid}").status_code


def shown(toktok: Served, whose: Member) -> tuple[str | None, bool]:
    """The picture that the API tells of, and whether a page has one."""
    profile = toktok.get(f"/v1/profiles/{whose.address}")
    page = toktok.client.get(f"/portfolio/{whose.address}").text
    return profile["picture"], "/v1/pictures/" in page


def told(someone: Member) -> list[tuple[str, str | None]]:
    """What their inbox says of pictures: the kind, and why."""
    rows = someone.send("GET", "/v1/inbox?limit=200").json()["items"]
    return [(row["kind"], row["text"]) for row in rows if row["kind"].startswith("picture")]


def test_nobody_else_sees_a_picture_before_an_operator_has_approved_it(
    toktok: Served, crowd: Crowd, fan: Member, operator: Member
) -> None:
    cid = str(put_picture(fan, picture(colour="orchid")))
    own = fan.send("GET", "/v1/me/profile").json()
    assert (own["picture"], own["picture_state"]) == (cid, "waiting")
    assert shown(toktok, fan) == (None, False)
    stranger = crowd.member("stranger")
    assert [seen(toktok, cid, by) for by in (None, stranger, fan, operator)] == [410, 410, 200, 200]
    for_reader = fan.client.get(f"/v1/pictures/{cid}").headers["cache-control"]
    assert for_reader == "private, no-store"
    assert fan.address in waiting(operator)
    assert told(fan) == []

    act = decided(operator, cid, "approval")
    assert (act["act"], act["subject"]) == ("approve", f"picture:{cid}")
    assert fan.address not in waiting(operator)
    assert shown(toktok, fan) == (cid, True)
    assert told(fan) == [("picture_approved", None)]
    public = toktok.client.get(f"/v1/pictures/{cid}")
    assert (public.status_code, public.headers["cache-control"]) == (200, "public, max-age=600")
    assert decided(operator, cid, "approval", status=409)["title"] == "Nothing to do"


def test_another_picture_waits_anew_and_what_was_decided_of_the_first_is_not_said_of_it(
    toktok: Served, fan: Member, operator: Member
) -> None:
    first = str(put_picture(fan, picture(colour="plum")))
    decided(operator, first, "approval")
    second = str(put_picture(fan, picture(colour="peru")))
    assert shown(toktok, fan) == (None, False)
    assert seen(toktok, second) == 410
    # Somebody who looked at the first one decides about that, not about what has taken its place.
    assert decided(operator, first, "approval", status=404)["title"] == "Subject not found"
    assert shown(toktok, fan) == (None, False)
    decided(operator, second, "approval")
    assert shown(toktok, fan) == (second, True)


def test_a_rejected_picture_says_why_to_its_owner_alone(
    toktok: Served, fan: Member, operator: Member
) -> None:
    cid = str(put_picture(fan, picture(colour="tan")))
    assert (
        operator.send("POST", f"/v1/operator/pictures/{cid}/rejection", {"reason": " "}).status_code
        == 422
    )
    decided(operator, cid, "rejection", "It is somebody else.")
    own = fan.send("GET", "/v1/me/profile").json()
    assert (own["picture_state"], own["picture_reason"]) == ("rejected", "It is somebody else.")
    for page in ("/account", "/inbox"):
        assert "It is somebody else." in fan.client.get(page).text
    assert told(fan) == [("picture_rejected", "It is somebody else.")]
    public = toktok.get(f"/v1/profiles/{fan.address}")
    assert (public["picture"], public["picture_reason"]) == (None, "")
    assert [seen(toktok, cid), seen(toktok, cid, fan)] == [410, 200]
    assert put_picture(fan, picture(colour="tan")) == cid
    assert fan.address not in waiting(operator), "the same picture again is decided already"


def test_a_picture_that_was_reported_is_taken_down_and_shown_again(
    toktok: Served, crowd: Crowd, fan: Member, operator: Member
) -> None:
    cid = str(put_picture(fan, picture(colour="sienna")))
    twin = crowd.member("twin")
    assert put_picture(twin, picture(colour="sienna")) == cid
    decided(operator, cid, "approval")
    assert (shown(toktok, fan), shown(toktok, twin)) == ((cid, True), (cid, True))
    about = f"picture:{cid}"
    report = {"subject": about, "reason": "impersonation", "note": "That is me."}
    assert crowd.member("reporter").send("POST", "/v1/reports", report).status_code == 204
    [row] = reported(operator, about)
    assert (row["about"]["kind"], row["about"]["hidden"]) == ("picture", False)

    acted(operator, "hide", about, "Somebody else's face.")
    assert reported(operator, about) == []
    assert (shown(toktok, fan), shown(toktok, twin)) == ((None, False), (None, False))
    assert seen(toktok, cid) == 410
    acted(operator, "hide", about, "Again.", status=409)
    acted(operator, "restore", about, "They are twins.")
    assert shown(toktok, twin) == (cid, True)
    done = operator.send("GET", f"/v1/operator/acts?subject={about}").json()["items"]
    assert [each["act"] for each in done] == ["restore", "hide", "approve"]


def test_a_hidden_profile_takes_its_picture_along(
    toktok: Served, fan: Member, operator: Member
) -> None:
    cid = str(put_picture(fan, picture(colour="wheat")))
    decided(operator, cid, "approval")
    acted(operator, "hide", f"profile:{fan.address}", "Insults.")
    assert [seen(toktok, cid), seen(toktok, cid, fan)] == [410, 200]
    acted(operator, "restore", f"profile:{fan.address}", "Mended.")
    assert seen(toktok, cid) == 200
