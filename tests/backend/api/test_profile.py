"""What one says about oneself: a name, a few words, links, a picture."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from tests.backend.api.acting import SAID, picture, put_picture
from tests.support.members import Crowd
from tests.support.served import Served
from tests.support.world import DAY, TT


def test_everybody_sees_what_one_says_about_oneself(toktok: Served, crowd: Crowd) -> None:
    fan = crowd.member("fay who says nothing yet")
    nothing = toktok.get(f"/v1/profiles/{fan.address}")
    assert (nothing["name"], nothing["links"], nothing["picture"]) == ("", [], None)
    response = fan.send("PUT", "/v1/me/profile", SAID)
    assert response.status_code == 200
    assert response.json() == toktok.get(f"/v1/profiles/{fan.address.lower()}")
    assert {key: response.json()[key] for key in SAID} == SAID
    assert fan.client.get("/v1/me/profile").headers["cache-control"] == "private, no-store"
    page = toktok.client.get(f"/portfolio/{fan.address}").text
    assert "Fay" in page
    assert 'href="https://fay.example/me" rel="nofollow ugc noopener noreferrer"' in page


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "x" * 41},
        {"name": "two\nlines"},
        {"name": "0xf17f52151EbEF6C7334FAD080c5704D77216b732"},
        {"name": "\u200b0xf17f52"},
        {"name": "0\u0445f17f52"},
        {"name": "\uff10\uff58f17f52"},
        {"name": "@lucia_bakes"},
        {"name": "Toktok Support ✔"},
        {"name": "Fay ✔"},
        {"bio": "x" * 501},
        {"links": ["http://fay.example"]},
        {"links": ["javascript:alert(1)"]},
        {"links": ["https://bank.example@evil.example"]},
        {"links": ["https://fay"]},
        {"links": ["https://fay.example:8443/"]},
        {"links": ["https://fay.example/ onclick="]},
        {"links": ["https://fäy.example"]},
        {"links": ["https://fay.example/" + "x" * 200]},
        {"links": [f"https://fay.example/{n}" for n in range(6)]},
        {"links": "https://fay.example"},
    ],
    ids=str,
)
def test_a_profile_that_misleads_is_refused_and_changes_nothing(
    toktok: Served, crowd: Crowd, changes: dict[str, object]
) -> None:
    fan = crowd.member("fay")
    fan.send("PUT", "/v1/me/profile", SAID)
    response = fan.send("PUT", "/v1/me/profile", {**SAID, **changes})
    assert response.status_code == 422
    assert response.json()["remedy"]
    assert toktok.get(f"/v1/profiles/{fan.address}")["name"] == "Fay"


def test_nobody_takes_the_handle_or_name_of_somebody_elses_token(
    toktok: Served, crowd: Crowd
) -> None:
    token = toktok.get(f"/v1/creators/{toktok.history.tokens[0]}")
    creator, fan = crowd.account(toktok.world.node, token["creator"]), crowd.member("fay")
    for name in (token["handle"], token["handle"].upper(), token["name"], f"-{token['handle']}-"):
        refused = fan.send("PUT", "/v1/me/profile", {**SAID, "name": name})
        assert (refused.status_code, refused.json()["case"]) == (422, "name_taken"), name
        assert refused.json()["values"] == {"handle": token["handle"]}
        assert creator.send("PUT", "/v1/me/profile", {**SAID, "name": name}).status_code == 200


def test_who_has_a_name_keeps_it_when_a_handle_reads_like_it(toktok: Served, crowd: Crowd) -> None:
    fan, other, handle = crowd.member("early"), crowd.member("late"), "early_bird"
    said = {**SAID, "name": "Early Bird"}
    assert fan.send("PUT", "/v1/me/profile", said).status_code == 200
    world = toktok.world
    creator = next(each for each in world.people if not int(world.market.read("tokenOf", each), 16))
    terms = handle, "Bird", "BIRD", "", 600, 1_000 * TT, 0, 0, 0, 0, 0, 180 * DAY
    world.market.do(creator, "launch", terms)
    toktok.catch_up()
    assert toktok.get(f"/v1/creators/{handle}")["creator"].lower() == creator
    assert fan.send("PUT", "/v1/me/profile", {**said, "bio": "Still me."}).status_code == 200
    assert other.send("PUT", "/v1/me/profile", said).status_code == 422
    assert other.send("PUT", "/v1/me/profile", {**said, "name": f"@{handle}"}).status_code == 422
    page = toktok.client.get(f"/portfolio/{fan.address}").text
    assert f"@{handle}" not in page


def test_what_one_writes_is_text_wherever_it_is_shown(toktok: Served, crowd: Crowd) -> None:
    fan = crowd.member("script")
    said = {"name": "<script>alert(1)</script>", "bio": "<b>\u202egnp.", "links": []}
    assert fan.send("PUT", "/v1/me/profile", said).json()["bio"] == "<b>gnp."
    page = fan.client.get(f"/portfolio/{fan.address}").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_drawn_anew(toktok: Served, crowd: Crowd, form: str) -> None:
    fan = crowd.member("fay")
    cid = put_picture(fan, picture(form))
    response = fan.client.get(f"/v1/pictures/{cid}")
    assert response.headers["content-type"] == "image/webp"
    assert b"taken at home" not in response.content
    with Image.open(BytesIO(response.content)) as drawn:
        assert drawn.size == (320, 320)
        assert not drawn.getexif()
    assert toktok.client.get(f"/v1/media/{cid}").status_code == 404, "no moment's medium"


def test_a_picture_nobody_shows_any_more_is_gone(toktok: Served, crowd: Crowd) -> None:
    fan, other = crowd.member("fay"), crowd.member("other")
    shared = put_picture(fan, picture(colour="teal"))
    assert put_picture(other, picture(colour="teal")) == shared
    own = put_picture(fan, picture(colour="navy"))
    assert other.client.get(f"/v1/pictures/{shared}").status_code == 200
    assert other.send("DELETE", "/v1/me/picture").json()["picture"] is None
    assert other.client.get(f"/v1/pictures/{shared}").status_code == 404
    assert fan.client.get(f"/v1/pictures/{own}").status_code == 200


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"GIF89a" + bytes(100),
        b"\x89PNG\r\n\x1a\n" + b"<script>" * 50,
        b"\xff\xd8\xff\xe0" + bytes(400),
        picture("PNG", (8_001, 4)),
        picture("PNG", (5_000, 5_000)),
        picture()[:-200],
        b"",
    ],
    ids=["svg", "gif", "no png", "no jpeg", "wide", "large", "cut off", "nothing"],
)
def test_what_is_no_picture_is_refused_whatever_it_begins_with(
    crowd: Crowd, content: bytes
) -> None:
    assert put_picture(crowd.member("fay"), content) == "Picture refused"
