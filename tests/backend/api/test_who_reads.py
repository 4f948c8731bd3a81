"""Who may read what: every route that answers GET is asked by everybody there is, and either tells them apart as the table says or not at all."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

from tests.backend.api.acting import handed_in, picture, put_picture
from tests.backend.moments.stall import MOMENT_OFFER, Stall
from tests.support.films import film
from tests.support.members import Crowd, Member
from tests.support.routes import routes_of
from tests.support.served import Served

pytestmark = pytest.mark.databases("sqlite")

WHO = ("nobody", "another", "owner", "operator")
Answers = tuple[int, int, int, int]

OWN: Answers = (401, 200, 200, 200)
"""Everybody who is signed in, what is their own."""
NAMED: Answers = (401, 404, 200, 404)
"""What has a name: nobody else is told that it is there."""
OPERATORS: Answers = (401, 403, 403, 200)
PART: Answers = (403, 403, 403, 200)
"""The same on a page, which asks nobody to sign in for it."""

TABLE: dict[str, Answers] = {
    "/v1/session": OWN,
    "/v1/me/profile": OWN,
    "/v1/me/sessions": OWN,
    "/v1/me/export": OWN,
    "/v1/me/watches": OWN,
    "/v1/me/blocks": OWN,
    "/v1/me/drafts": OWN,
    "/v1/me/drafts/{key}": NAMED,
    "/v1/inbox": OWN,
    "/v1/inbox/unread": OWN,
    "/v1/activity/followed": OWN,
    "/v1/uploads": OWN,
    "/v1/uploads/{upload}": NAMED,
    "/v1/uploads/{upload}/{part}": NAMED,
    "/v1/pictures/{cid}": (410, 410, 200, 200),
    "/v1/operator/uploads": OPERATORS,
    "/v1/operator/uploads/{upload}/{part}": OPERATORS,
    "/v1/operator/pictures": OPERATORS,
    "/v1/operator/reports": OPERATORS,
    "/v1/operator/acts": OPERATORS,
    "/account": (200, 200, 200, 200),
    "/fragments/account/sessions": OWN,
    "/fragments/account/watches": OWN,
    "/fragments/account/blocks": OWN,
    "/inbox": (200, 200, 200, 200),
    "/fragments/inbox": (200, 200, 200, 200),
    "/operator": PART,
    "/fragments/operator-reports": PART,
    "/fragments/operator-acts": PART,
    "/fragments/operator-guard": PART,
    "/fragments/uploads-queue": PART,
    "/fragments/pictures-queue": PART,
    # A view of what everybody sees: whether one likes and follows it and may comment, comments without those of whom one
    # has muted and, for operators, with hidden ones; one's own shelf, and the way home.
    "/v1/likes/{subject}": (200, 200, 200, 200),
    "/v1/follows/{address}": (200, 200, 200, 200),
    "/v1/discussions/{subject}": (200, 200, 200, 200),
    "/v1/comments": (200, 200, 200, 200),
    "/fragments/likes/{subject}": (200, 200, 200, 200),
    "/fragments/comments/{subject}": (200, 200, 200, 200),
    "/creators/{name}": (200, 200, 200, 200),
    "/launches/{name}": (200, 200, 200, 200),
    "/moments/{moment}": (200, 200, 200, 200),
    "/": (200, 200, 200, 200),
    "/portfolio": (200, 303, 303, 303),
    "/studio": (200, 303, 303, 303),
}
"""Every route that does not answer everybody alike; whoever adds such a route adds its row."""

NEEDED = {
    "/v1/quote": {"token": "{token}", "side": "buy", "amount": "1000"},
    "/v1/comments": {"subject": "{subject}"},
    "/v1/subscriptions": {"creator": "{name}"},
}
"""Parameters that a route cannot do without."""

ENDLESS = {"/v1/events"}
MOVES = {"/metrics", "/v1/status", "/fragments/status", "/status"}
"""What counts or measures tells something else each time, whoever asks."""


@dataclass
class Scene:
    """Somebody with things of their own, and three others."""

    toktok: Served
    people: dict[str, Member]
    values: dict[str, Any]
    secret: str
    said: dict[str, tuple[httpx.Response, ...]] = field(default_factory=dict)

    def ask(self, path: str) -> tuple[httpx.Response, ...]:
        """What each of WHO is answered; each route is asked once."""
        if path not in self.said:
            address = re.sub(r":path\}", "}", path).format(**self.values)
            needed = {
                name: text.format(**self.values) for name, text in NEEDED.get(path, {}).items()
            }
            self.said[path] = tuple(
                self.people[who].client.get(address, params=needed, follow_redirects=False)
                for who in WHO
            )
        return self.said[path]


@pytest.fixture(scope="module")
def scene(toktok: Served) -> Iterator[Scene]:
    stall, crowd = Stall(toktok), Crowd(toktok.url)
    stall.be_patient()
    people = {
        "nobody": crowd.visitor("nobody"),
        "another": crowd.member(secrets.token_hex(4)),
        "owner": crowd.member(secrets.token_hex(4)),
        "operator": crowd.member("operator"),
    }
    yield Scene(toktok, people, *_owned(stall, people["owner"]))
    crowd.close()


def _owned(stall: Stall, owner: Member) -> tuple[dict[str, Any], str]:
    """What routes are asked about, and a word that only the owner and operators may see."""
    toktok, secret = stall.toktok, f"secret{secrets.token_hex(8)}"
    draft = secrets.token_hex(4)
    assert owner.send("PUT", f"/v1/me/drafts/{draft}", {"title": secret}).status_code == 204
    cid = put_picture(owner, picture(colour="olive"))
    fan, creator = stall.world.people[:2]
    stall.allow(fan)
    token = toktok.history.tokens[0]
    moment = max(toktok.get("/v1/moments")["items"], key=lambda row: row["minted"])["moment"]
    voucher = stall.post_voucher(stall.voucher(creator)).json()["hash"]
    values = {
        "name": toktok.get(f"/v1/creators/{token}")["handle"],
        "token": token,
        "subject": f"creator:{token}",
        "address": fan,
        "moment": moment,
        "serial": 1,
        "token_id": moment * 100_000 + 1,
        "auction": 1,
        "sound": 1,
        "key": draft,
        "part": "media",
        "upload": handed_in(owner, film(content=secret.encode()), name=secret)["id"],
        "cid": cid,
        "hash": stall.kept(stall.order(fan, MOMENT_OFFER, moment)),
        "hash_": voucher,
        "language": "en",
        "tongue": "en",
        "path": "build/none.js",
    }
    return {**values, "handle": values["name"]}, secret


def _paths(toktok: Served) -> list[str]:
    return [path for method, path, _ in routes_of(toktok.app) if method == "GET"]


@pytest.mark.parametrize("path", TABLE)
def test_who_may_read_what(scene: Scene, path: str) -> None:
    answers = scene.ask(path)
    assert tuple(each.status_code for each in answers) == TABLE[path]
    titles = {401: {"Not signed in"}, 403: {"Operators only"}}
    for each in answers:
        if each.status_code in titles and path != "/operator":
            assert each.json()["title"] in titles[each.status_code]


def test_what_is_not_in_the_table_answers_everybody_alike(scene: Scene) -> None:
    paths = _paths(scene.toktok)
    assert set(TABLE) <= set(paths)
    differ = [
        path
        for path in paths
        if path not in TABLE
        and path not in ENDLESS | MOVES
        and len({_without_reader(each) for each in scene.ask(path)}) > 1
    ]
    assert differ == []


def test_nobody_else_sees_what_is_ones_own(scene: Scene) -> None:
    asked = [path for path in _paths(scene.toktok) if path not in ENDLESS]
    seen = {
        who: {path for path in asked if scene.secret in scene.ask(path)[WHO.index(who)].text}
        for who in WHO
    }
    assert seen["nobody"] | seen["another"] == set()
    assert seen["operator"] == {
        "/operator",
        "/fragments/uploads-queue",
        "/v1/operator/uploads",
        "/v1/operator/uploads/{upload}/{part}",
    }
    assert {"/v1/me/export", "/v1/me/drafts/{key}", "/v1/uploads/{upload}"} <= seen["owner"]


@pytest.mark.parametrize("path", sorted(TABLE.keys() - {"/portfolio", "/studio"}))
def test_what_is_for_one_reader_is_kept_by_no_shared_cache(scene: Scene, path: str) -> None:
    for who, each in zip(WHO, scene.ask(path), strict=True):
        told = each.headers["cache-control"]
        assert who == "nobody" or "private" in told or "no-store" in told, f"{who}: {told}"


def _without_reader(answer: httpx.Response) -> tuple[int, str]:
    """An answer without what every page tells its scripts: the address of who asked, and the time."""
    return answer.status_code, re.sub(r'data-(reader|clock)="[^"]*"', "", answer.text)
