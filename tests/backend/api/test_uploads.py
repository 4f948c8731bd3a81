"""Clips and sounds that people hand in: nobody sees them before an operator has approved them."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.backend.api.acting import bring, brought, handed_in, rated
from tests.support.films import PNG, film
from tests.support.members import Crowd, Member
from tests.support.served import Served
from toktok.api.limits import Rate
from toktok.media.cid import cid_of
from toktok.media.taken import MIB


@pytest.fixture(autouse=True)
def patience(toktok: Served) -> Iterator[None]:
    """All these people come from one address."""
    with rated(toktok, Rate(100_000, 1)):
        yield


@pytest.fixture
def creator(crowd: Crowd, request: pytest.FixtureRequest) -> Member:
    """Somebody new in each test, so that nobody's allowance is used up."""
    return crowd.member(f"uploader of {request.node.name}")


@pytest.fixture
def operator(crowd: Crowd) -> Member:
    return crowd.member("operator")


def told(someone: Member) -> list[tuple[str, str]]:
    """What their inbox says of what they handed in."""
    rows = someone.send("GET", "/v1/inbox").json()["items"]
    return [(row["kind"], row["text"]) for row in rows]


def test_a_file_is_what_its_bytes_say(creator: Member) -> None:
    clip = film(content=b"what it is")
    response = bring(creator, clip)
    assert response.status_code == 201
    assert response.json() == {
        "cid": cid_of(clip),
        "kind": "video/mp4",
        "size": len(clip),
        "sha256": f"0x{sha256(clip).hexdigest()}",
        "milliseconds": 12_000,
    }
    assert response.headers["cache-control"] == "private, no-store"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"<html>" + bytes(100), "none of the kinds"),
        (b"", "empty"),
        (film(seconds=181), "180 s at most"),
        (film(track=b"soun"), "no pictures"),
        (film()[:-2], "longer than the file"),
        (b"\x89PNG\r\n\x1a\n" + bytes(4 * MIB), "4 MiB"),
    ],
    ids=["html", "nothing", "long", "silent film's opposite", "cut", "large"],
)
def test_what_is_not_taken_leaves_nothing_behind(
    toktok: Served, creator: Member, content: bytes, says: str
) -> None:
    response = bring(creator, content)
    assert response.status_code == 422
    assert says in response.json()["detail"]
    assert waiting_files(toktok, creator) == set()


def test_nothing_is_published_before_an_operator_approves(
    toktok: Served, crowd: Crowd, creator: Member, operator: Member
) -> None:
    clip = film(content=b"approve me")
    upload = handed_in(creator, clip)
    assert (upload["state"], upload["uri"]) == ("waiting", None)
    assert upload["content_hash"] == f"0x{sha256(clip).hexdigest()}"
    assert toktok.client.get(f"/v1/media/{upload['media']}").status_code == 404
    stranger = crowd.member("stranger")
    assert stranger.send("GET", f"/v1/uploads/{upload['id']}").status_code == 404
    assert stranger.send("GET", f"/v1/uploads/{upload['id']}/media").status_code == 404
    assert creator.send("GET", f"/v1/uploads/{upload['id']}/media").content == clip
    assert operator.send("GET", f"/v1/operator/uploads/{upload['id']}/poster").content == PNG

    waiting = operator.send("GET", "/v1/operator/uploads?limit=200").json()["items"]
    assert upload["id"] in [each["id"] for each in waiting]
    approved = operator.send("POST", f"/v1/operator/uploads/{upload['id']}/approval").json()
    assert approved["state"] == "approved"
    assert toktok.client.get(f"/v1/media/{upload['media']}").content == clip
    metadata = toktok.client.get(f"/v1/media/{approved['uri'].removeprefix('ipfs://')}").json()
    assert metadata == {
        "name": "Sunrise",
        "description": "In one take.",
        "image": f"ipfs://{cid_of(PNG)}",
        "animation_url": f"ipfs://{cid_of(clip)}",
        "properties": {
            "content_hash": upload["content_hash"],
            "media_type": "video/mp4",
            "seconds": 12.0,
        },
    }
    assert creator.send("GET", f"/v1/uploads/{upload['id']}").json() == approved
    assert told(creator) == [("clip_approved", "Sunrise")]
    assert waiting_files(toktok, creator) == set()
    again = operator.send("POST", f"/v1/operator/uploads/{upload['id']}/approval")
    assert (again.status_code, again.json()["title"]) == (409, "Already decided")


def test_a_rejected_upload_says_why_and_its_files_go(
    toktok: Served, creator: Member, operator: Member
) -> None:
    upload = handed_in(creator, film(content=b"reject me"))
    path = f"/v1/operator/uploads/{upload['id']}/rejection"
    assert operator.send("POST", path, {"reason": " "}).status_code == 422
    assert operator.send("POST", path, {"reason": "An accident."}).status_code == 200
    [row] = creator.send("GET", "/v1/uploads?state=rejected").json()["items"]
    assert (row["state"], row["reason"], row["uri"]) == ("rejected", "An accident.", None)
    assert told(creator) == [("clip_rejected", "Sunrise: An accident.")]
    assert waiting_files(toktok, creator) == set()
    assert toktok.client.get(f"/v1/media/{upload['media']}").status_code == 404
    # The same files can be handed in once more, and wait again.
    assert handed_in(creator, film(content=b"reject me"))["id"] == upload["id"]


def test_a_file_that_another_upload_needs_stays(
    toktok: Served, creator: Member, operator: Member
) -> None:
    first = handed_in(creator, film(content=b"twice"))
    second = handed_in(creator, film(content=b"twice"), name="The same, otherwise called")
    path = f"/v1/operator/uploads/{first['id']}/rejection"
    assert operator.send("POST", path, {"reason": "Call it otherwise."}).status_code == 200
    assert operator.send("POST", f"/v1/operator/uploads/{second['id']}/approval").status_code == 200
    assert toktok.client.get(f"/v1/media/{second['media']}").status_code == 200


def test_the_same_upload_is_told_again(creator: Member) -> None:
    first = handed_in(creator, film(content=b"again"))
    assert handed_in(creator, film(content=b"again"))["id"] == first["id"]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"kind": "sound", "poster": None}, "not a sound"),
        ({"poster": None}, "needs a picture"),
        ({"name": " "}, "nothing to read"),
        ({"name": "x" * 81}, "at most 80"),
        ({"media": "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e"}, "does not wait"),
    ],
)
def test_what_cannot_be_published_is_refused(
    creator: Member, wrong: dict[str, Any], says: str
) -> None:
    body = {
        "kind": "moment",
        "name": "Sunrise",
        "media": brought(creator, film(content=b"refused")),
        "poster": brought(creator, PNG),
        **wrong,
    }
    response = creator.send("POST", "/v1/uploads", body)
    assert response.status_code in (404, 422)
    assert says in response.json()["detail"]


def test_nobody_names_a_file_of_somebody_else(crowd: Crowd, creator: Member) -> None:
    cid = brought(creator, film(content=b"mine"))
    thief = crowd.member("thief")
    body = {"kind": "moment", "name": "Mine", "media": cid, "poster": brought(thief, PNG)}
    refused = thief.send("POST", "/v1/uploads", body)
    assert (refused.status_code, refused.json()["title"]) == (404, "File not found")
    assert "again" in refused.json()["remedy"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/v1/operator/uploads"),
        ("GET", "/v1/operator/uploads/1/media"),
        ("POST", "/v1/operator/uploads/1/approval"),
        ("POST", "/v1/operator/uploads/1/rejection"),
    ],
)
def test_only_operators_decide(crowd: Crowd, creator: Member, method: str, path: str) -> None:
    body = {"reason": "no"} if path.endswith("rejection") else None
    assert creator.send(method, path, body).status_code == 403
    assert crowd.visitor("passer-by").send(method, path, body).status_code == 401


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/v1/uploads/files"),
        ("POST", "/v1/uploads"),
        ("GET", "/v1/uploads"),
        ("GET", "/v1/uploads/1"),
        ("GET", "/v1/uploads/1/media"),
    ],
)
def test_only_who_signed_in_hands_in(crowd: Crowd, method: str, path: str) -> None:
    body = {"kind": "moment", "name": "x", "media": "y"} if path == "/v1/uploads" else None
    given = body if method == "POST" else None
    assert crowd.visitor("passer-by").send(method, path, given).status_code == 401


def test_what_operators_decide_is_written_down(creator: Member, operator: Member) -> None:
    upload = handed_in(creator, film(content=b"written down"), name="Written down")
    operator.send("POST", f"/v1/operator/uploads/{upload['id']}/approval")
    acts = operator.send("GET", "/v1/operator/acts").json()["items"]
    assert (acts[0]["act"], acts[0]["reason"]) == ("approve", "Written down")


def waiting_files(toktok: Served, member: Member) -> set[str]:
    """What lies in the waiting room of an account."""
    folder: Path = toktok.settings.media_dir / "waiting" / member.account.hex()
    return {each.name for each in folder.iterdir()} if folder.is_dir() else set()
