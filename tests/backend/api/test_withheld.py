"""Files that only hidden moments use are withheld; what anything else uses is not."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from PIL import Image
from sqlmodel import Session

from tests.backend.api.acting import acted, brought, handed_in, rated
from tests.support.films import film
from tests.support.members import Crowd, Member
from tests.support.plans import findings, pretend_to_be_large, statements
from tests.support.served import Served
from tests.support.world import TT
from toktok.api.limits import Rate
from toktok.media.cid import SCHEME


@dataclass(frozen=True)
class Made:
    """A moment, and the CIDs of what it uses."""

    moment: int
    clip: str
    poster: str
    metadata: str

    @property
    def files(self) -> tuple[str, str, str]:
        return self.clip, self.poster, self.metadata


@dataclass(frozen=True)
class Stall:
    """Who publishes clips and who decides about them."""

    toktok: Served
    crowd: Crowd
    operator: Member
    uploader: Member

    @property
    def creator(self) -> str:
        return str(self.toktok.world.people[-1])

    def poster(self, colour: str) -> bytes:
        file = io.BytesIO()
        Image.new("RGB", (90, 160), colour).save(file, "PNG")
        return file.getvalue()

    def approved(self, clip: bytes, **more: Any) -> dict[str, Any]:
        """What was handed in and published."""
        upload = handed_in(self.uploader, clip, **more)
        path = f"/v1/operator/uploads/{upload['id']}/approval"
        answer = self.operator.send("POST", path)
        assert answer.status_code == 200, answer.text
        published: dict[str, Any] = answer.json()
        return published

    def minted(self, upload: dict[str, Any], *, content_hash: bytes | None = None) -> Made:
        """A moment of an upload that was approved."""
        world = self.toktok.world
        real = bytes.fromhex(upload["content_hash"][2:])
        terms: tuple[Any, ...] = (
            upload["uri"],
            content_hash or real,
            5,
            3 * TT,
            0,
            0,
            0,
            500,
            0,
            [],
            "",
        )
        world.moments.do(self.creator, "createMoment", terms)
        self.toktok.catch_up()
        metadata = upload["uri"].removeprefix(SCHEME)
        number = world.ledger.read("momentCount")
        return Made(number, upload["media"], upload["poster"], metadata)

    def moment(self, name: str, colour: str) -> Made:
        """A moment whose clip and picture nothing else has."""
        poster = brought(self.uploader, self.poster(colour))
        return self.minted(self.approved(film(content=name.encode()), poster=poster))

    def hide(self, made: Made) -> None:
        acted(self.operator, "hide", f"moment:{made.moment}", "Stolen.")

    def restore(self, made: Made) -> None:
        acted(self.operator, "restore", f"moment:{made.moment}", "Theirs.")

    def seen(self, made: Made, by: Member | None = None) -> list[int]:
        """What somebody is answered who asks for clip, picture and metadata."""
        return [self.get(f"/v1/media/{cid}", by=by).status_code for cid in made.files]

    def get(self, path: str, *, by: Member | None = None, **headers: str) -> httpx.Response:
        client = self.toktok.client if by is None else by.client
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return client.get(path, headers=sent, follow_redirects=True)


@pytest.fixture
def stall(toktok: Served, crowd: Crowd, request: pytest.FixtureRequest) -> Iterator[Stall]:
    with rated(toktok, Rate(100_000, 1)):
        uploader = crowd.member(f"uploader of {request.node.name}")
        yield Stall(toktok, crowd, crowd.member("operator"), uploader)


def told(creator: Member, made: Made) -> list[str]:
    """Why a moment was hidden, as the inbox of who made it says."""
    rows = creator.send("GET", "/v1/inbox?limit=200").json()["items"]
    wanted = ("moment_hidden", made.moment)
    return [row["text"] for row in rows if (row["kind"], row["moment"]) == wanted]


def test_what_only_a_hidden_moment_uses_is_withheld_until_it_is_shown_again(stall: Stall) -> None:
    made = stall.moment("withheld", "#102030")
    small = f"/posters/{made.poster}.webp"
    first = stall.get(small)
    assert stall.seen(made) == [200, 200, 200]
    assert first.headers["content-type"] == "image/webp"
    assert stall.get(small, if_none_match=first.headers["etag"]).status_code == 304

    stall.hide(made)
    assert stall.seen(made) == [410, 410, 410]
    refused = stall.get(f"/v1/media/{made.clip}", range="bytes=0-9")
    assert refused.json()["detail"].startswith(f"Operators have hidden moment {made.moment}")
    assert refused.headers["cache-control"] == "no-store"
    for path, etag in ((f"/v1/media/{made.clip}", made.clip), (small, f"{made.poster}-256")):
        known = stall.get(path, if_none_match=f'"{etag}"')
        assert known.status_code == 410, "a cache that asks again is told"
    shown = stall.toktok.get(f"/v1/moments/{made.moment}")["metadata"]
    assert (shown["name"], shown["image"], shown["animation"]) == ("Sunrise", None, None)

    stall.restore(made)
    assert stall.seen(made) == [200, 200, 200]
    assert stall.get(small).status_code == 200
    assert stall.toktok.get(f"/v1/moments/{made.moment}")["metadata"]["image"] == made.poster


def test_operators_and_who_made_it_still_see_it_and_nobody_keeps_it_for_others(
    stall: Stall,
) -> None:
    made = stall.moment("reviewed", "#203040")
    stall.hide(made)
    creator = stall.crowd.account(stall.toktok.world.node, stall.creator)
    stranger = stall.crowd.member("stranger")
    assert stall.seen(made, by=stranger) == [410, 410, 410]
    for reviewer in (stall.operator, creator):
        assert stall.seen(made, by=reviewer) == [200, 200, 200]
        assert stall.get(f"/posters/{made.poster}.webp", by=reviewer).status_code == 200
        kept = stall.get(f"/v1/media/{made.clip}", by=reviewer).headers["cache-control"]
        assert kept == "private, no-store"
    assert told(creator, made) == ["Stolen."]
    page = f"/moments/{made.moment}"
    assert made.clip in stall.get(page, by=creator, accept="text/html").text
    assert made.clip not in stall.get(page, by=stranger, accept="text/html").text
    stall.restore(made)
    assert told(creator, made) == []


def test_what_another_moment_shows_stays(stall: Stall) -> None:
    upload = stall.approved(
        film(content=b"twice"), poster=brought(stall.uploader, stall.poster("#304050"))
    )
    hidden, other = stall.minted(upload), stall.minted(upload)
    stall.hide(hidden)
    assert stall.seen(hidden) == [200, 200, 200]
    stall.hide(other)
    assert stall.seen(hidden) == [410, 410, 410]
    stall.restore(hidden)
    assert stall.seen(other) == [200, 200, 200]
    stall.restore(other)


def test_a_moment_that_borrows_from_others_takes_nothing_from_them(stall: Stall) -> None:
    upload = stall.approved(
        film(content=b"honest"), poster=brought(stall.uploader, stall.poster("#405060"))
    )
    honest, sham = stall.minted(upload), stall.minted(upload, content_hash=b"\x07" * 32)
    stall.hide(sham)
    assert stall.seen(honest) == [200, 200, 200]
    stall.restore(sham)


def test_a_picture_that_stands_for_a_moment_and_a_sound_stays_when_the_moment_goes(
    stall: Stall,
) -> None:
    cover = stall.poster("#506070")
    first = stall.approved(film(content=b"one"), poster=brought(stall.uploader, cover))
    second = stall.approved(film(content=b"two"), poster=brought(stall.uploader, cover))
    one, two = stall.minted(first), stall.minted(second)
    assert one.poster == two.poster
    stall.hide(one)
    assert stall.seen(one) == [410, 200, 410]
    stall.hide(two)
    assert stall.seen(one) == [410, 410, 410]
    sound = film(brand=b"M4A ", track=b"soun", content=b"a tune")
    stall.approved(sound, kind="sound", poster=brought(stall.uploader, cover))
    assert stall.seen(one) == [410, 200, 410]
    for made in (one, two):
        stall.restore(made)


def test_a_moment_that_borrows_from_a_sound_takes_nothing_from_it(stall: Stall) -> None:
    tune = film(brand=b"M4A ", track=b"soun", content=b"a tune of one's own")
    upload = stall.approved(tune, kind="sound", poster=None)
    metadata = upload["uri"].removeprefix(SCHEME)
    sham = stall.minted({**upload, "poster": metadata}, content_hash=b"\x08" * 32)
    stall.hide(sham)
    assert stall.seen(sham) == [200, 200, 200]
    stall.restore(sham)


def test_while_nothing_is_written_asking_costs_no_question(stall: Stall) -> None:
    made = stall.moment("asked often", "#607080")
    stall.hide(made)
    engine = stall.toktok.app.state.context.store.engine
    with statements(engine) as first:
        assert stall.get(f"/v1/media/{made.clip}").status_code == 410
    with Session(engine) as session:
        pretend_to_be_large(session.connection())
        asked = {each for each in first if re.search("FROM (app_hidden|app_upload|moment) ", each)}
        assert len(asked) >= 4
        for statement in asked:
            found = findings(session.connection(), statement, first[statement])
            assert not found.scanned, statement
        session.rollback()
    stall.restore(made)
    stall.get(f"/v1/media/{made.clip}")
    with statements(engine) as again:
        for start in range(5):
            part = stall.get(f"/v1/media/{made.clip}", range=f"bytes={start}-{start + 9}")
            assert part.status_code == 206
    # Others ask meanwhile, but not for this.
    assert not [each for each in again if "app_act" in each]
    # What is written without anything to do with it costs one question.
    assert stall.uploader.send("PUT", "/v1/me/drafts/begun", {}).status_code == 204
    with statements(engine) as after:
        assert stall.get(f"/v1/media/{made.clip}").status_code == 200
    assert not [each for each in after if "app_hidden" in each]
