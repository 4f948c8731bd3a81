"""Who may do what: every route that changes something, asked by everybody there is."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import pytest

from tests.support.members import Crowd, Member
from tests.support.routes import routes_of
from tests.support.served import Served
from toktok.api.schemas.profiles import PICTURE

pytestmark = pytest.mark.databases("sqlite")

Who = Literal["nobody", "stranger", "owner", "operator"]
WHO: tuple[Who, ...] = ("nobody", "stranger", "owner", "operator")

Answers = tuple[int, int, int, int]

FREE: Answers = (200, 200, 200, 200)
"""Anybody may ask; what counts is a signature in the body."""
INVALID: Answers = (422, 422, 422, 422)
"""The same, asked with a body that nobody signed."""


@dataclass
class Scene:
    """What a row of the table is asked about: a creator's token, and a comment under it."""

    toktok: Served
    crowd: Crowd

    @property
    def token(self) -> str:
        return self.toktok.history.tokens[0]

    @property
    def subject(self) -> str:
        """The creator that can be liked and commented on."""
        return f"creator:{self.token}"

    @property
    def creator(self) -> str:
        """Its account, whose key the node has."""
        account: str = self.toktok.get(f"/v1/creators/{self.token}")["creator"]
        return account

    def sign_in_creator(self) -> Member:
        """The creator's browser."""
        return self.crowd.account(self.toktok.world.node, self.creator)

    def said_by(self, author: Member) -> str:
        """A new comment of this author; its id."""
        body = {"subject": self.subject, "body": f"I was here: {secrets.token_hex(8)}."}
        response = author.send("POST", "/v1/comments", body)
        assert response.status_code == 201, response.text
        comment: str = response.json()["id"]
        return comment


Body = Callable[[Scene], Any]


@dataclass(frozen=True)
class Row:
    """A route and what each of WHO is answered; `owner` says whose the thing is that it changes."""

    method: str
    path: str
    answers: Answers
    body: Body = lambda _: None
    owner: Literal["member", "author", "creator"] = "member"


def _own(status: int = 204) -> Answers:
    """Everybody who is signed in, to what is their own."""
    return (401, status, status, status)


def _only_owner(status: int = 200) -> Answers:
    return (401, 403, status, 403)


def _said(scene: Scene) -> Any:
    return {"subject": scene.subject, "body": f"Well said, {secrets.token_hex(8)}."}


TABLE = (
    Row("POST", "/v1/orders", INVALID, lambda _: {}),
    Row("POST", "/v1/vouchers", INVALID, lambda _: {}),
    Row("POST", "/v1/session/challenge", FREE, lambda scene: {"address": scene.creator}),
    Row("POST", "/v1/session", INVALID, lambda _: {"message": "", "signature": "0x"}),
    Row("DELETE", "/v1/session", _own()),
    Row("POST", "/language", (303, 303, 303, 303)),
    Row("PUT", "/v1/me/profile", _own(200), lambda _: {"name": "", "bio": "", "links": []}),
    Row("PUT", "/v1/me/picture", (401, 422, 422, 422)),
    Row("DELETE", "/v1/me/picture", _own(200)),
    Row("DELETE", "/v1/me/sessions", _own()),
    Row("DELETE", "/v1/me", _own()),
    Row("PUT", "/v1/me/watches/{name}", _own()),
    Row("DELETE", "/v1/me/watches/{name}", _own()),
    Row("PUT", "/v1/me/blocks/{address}", _own(), lambda _: {"kind": "mute"}),
    Row("DELETE", "/v1/me/blocks/{address}", _own()),
    Row("PUT", "/v1/me/drafts/{key}", _own(), lambda _: {}),
    Row("DELETE", "/v1/me/drafts/{key}", _own()),
    Row("POST", "/v1/inbox/read", _own(200), lambda _: {"up_to": "1-0-0"}),
    # Here the operator has set no key.
    Row(
        "PUT",
        "/v1/me/push",
        _own(404),
        lambda _: {
            "endpoint": "https://fcm.googleapis.com/x",
            "key": "B",
            "secret": "B",
            "language": "en",
        },
    ),
    Row("DELETE", "/v1/me/push", _own()),
    Row("PUT", "/v1/likes/{subject}", _own(200)),
    Row("DELETE", "/v1/likes/{subject}", _own(200)),
    Row("PUT", "/v1/follows/{address}", _own(200)),
    Row("DELETE", "/v1/follows/{address}", _own(200)),
    Row("POST", "/v1/comments", _own(201), _said),
    Row(
        "PUT",
        "/v1/comments/{comment}",
        _only_owner(),
        lambda _: {"body": "Otherwise."},
        owner="author",
    ),
    Row("DELETE", "/v1/comments/{comment}", _only_owner(204), owner="author"),
    Row(
        "PUT",
        "/v1/comments/{comment}/hidden",
        _only_owner(),
        lambda _: {"reason": "spam"},
        owner="creator",
    ),
    Row("DELETE", "/v1/comments/{comment}/hidden", _only_owner(), owner="creator"),
    Row(
        "PUT",
        "/v1/discussions/{subject}/audience",
        _only_owner(),
        lambda _: {"audience": "everybody"},
        owner="creator",
    ),
    Row(
        "POST",
        "/v1/reports",
        _own(),
        lambda scene: {"subject": scene.subject, "reason": "spam", "note": ""},
    ),
    # Nothing of what these ask for is there: who may not is not told that.
    Row("POST", "/v1/uploads/files", (401, 422, 422, 422)),
    Row(
        "POST",
        "/v1/uploads",
        (401, 404, 404, 404),
        lambda _: {"kind": "moment", "name": "Clip", "media": PICTURE, "poster": PICTURE},
    ),
    Row("POST", "/v1/operator/uploads/{upload}/approval", (401, 403, 403, 404)),
    Row("POST", "/v1/operator/pictures/{cid}/approval", (401, 403, 403, 404)),
    Row(
        "POST",
        "/v1/operator/pictures/{cid}/rejection",
        (401, 403, 403, 404),
        lambda _: {"reason": "It shows an accident."},
    ),
    Row(
        "POST",
        "/v1/operator/uploads/{upload}/rejection",
        (401, 403, 403, 404),
        lambda _: {"reason": "It shows an accident."},
    ),
    Row(
        "POST",
        "/v1/operator/acts",
        (401, 403, 403, 409),
        lambda scene: {"act": "restore", "subject": scene.subject, "reason": "a mistake"},
    ),
)
"""Every route that changes something; whoever adds a route adds its row."""

CELLS = [
    pytest.param(row, who, status, id=f"{row.method} {row.path} {who}")
    for row in TABLE
    for who, status in zip(WHO, row.answers, strict=True)
]
GUARDED = [
    pytest.param(row, id=f"{row.method} {row.path}") for row in TABLE if row.answers[0] == 401
]


@pytest.fixture
def scene(toktok: Served, crowd: Crowd) -> Scene:
    return Scene(toktok, crowd)


def test_no_route_is_missing_from_the_table(toktok: Served) -> None:
    there = {(method, path) for method, path, _ in routes_of(toktok.app) if method != "GET"}
    assert {(row.method, row.path) for row in TABLE} == there
    assert len(TABLE) == len(there)


@pytest.mark.parametrize(("row", "who", "status"), CELLS)
def test_who_may_do_what(scene: Scene, row: Row, who: Who, status: int) -> None:
    asker = _asker(scene, row, who)
    response = _ask(scene, row, asker, about=_about(scene, row, asker, who))
    assert response.status_code == status, response.text
    if status in (401, 403):
        titles = {401: {"Not signed in"}, 403: {"Not yours", "Operators only"}}
        assert response.json()["title"] in titles[status]


@pytest.mark.parametrize("row", GUARDED)
def test_what_changes_something_needs_a_page_of_ours(scene: Scene, row: Row) -> None:
    """Somebody who is signed in, whose browser another site sends here."""
    victim = _asker(scene, row, "owner")
    about = _about(scene, row, victim, "owner")
    csrf, victim.csrf = victim.csrf, ""
    forged = _ask(scene, row, victim, about=about)
    assert forged.json()["title"] == "CSRF token missing or wrong"
    victim.csrf = csrf
    elsewhere = _ask(scene, row, victim, about=about, Origin="https://evil.example")
    assert elsewhere.json()["title"] == "Sent from another site"
    assert victim.client.get("/v1/session").status_code == 200


def _asker(scene: Scene, row: Row, who: Who) -> Member:
    name = secrets.token_hex(4)
    if who == "nobody":
        return scene.crowd.visitor(name)
    if who == "operator":
        return scene.crowd.member("operator")
    if who == "owner" and row.owner == "creator":
        return scene.sign_in_creator()
    return scene.crowd.member(name)


def _ask(scene: Scene, row: Row, asker: Member, *, about: str, **headers: str) -> Any:
    values = {
        "name": scene.token,
        "subject": scene.subject,
        "address": scene.creator,
        "key": "begun",
        "comment": about,
        "upload": 4_000,
        "cid": PICTURE,
    }
    return asker.send(row.method, row.path.format(**values), row.body(scene), **headers)


def _about(scene: Scene, row: Row, asker: Member, who: Who) -> str:
    """The comment that a row is about: the asker's own, or somebody else's; hidden if it is to be shown again."""
    if "{comment}" not in row.path:
        return ""
    is_own = row.owner == "author" and who == "owner"
    comment = scene.said_by(asker if is_own else scene.crowd.member(secrets.token_hex(4)))
    if row.method == "DELETE" and row.owner == "creator":
        path = f"/v1/comments/{comment}/hidden"
        hidden = scene.sign_in_creator().send("PUT", path, {"reason": "spam"})
        assert hidden.status_code == 200, hidden.text
    return comment
