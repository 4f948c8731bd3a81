"""Files that only hidden moments use are withheld; what anything else uses is not."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import Session

from tests.backend.api.acting import brought, rated
from tests.backend.api.publishing import Made, Publishing
from tests.backend.moments.stall import INFINITE, Stall
from tests.support.films import film
from tests.support.members import Crowd, Member
from tests.support.plans import findings, pretend_to_be_large, statements
from tests.support.served import Served
from tests.support.world import NOBODY, TT
from toktok.api.limits import Rate
from toktok.media.cid import SCHEME
from toktok.media.folder import MediaFolder
from toktok.moments.metadata import metadata_at
from toktok.moments.withheld_files import WithheldFiles
from toktok.store.engine import Store


@pytest.fixture
def publishing(
    toktok: Served, crowd: Crowd, request: pytest.FixtureRequest
) -> Iterator[Publishing]:
    with rated(toktok, Rate(100_000, 1)):
        uploader = crowd.member(f"uploader of {request.node.name}")
        yield Publishing(toktok, crowd, crowd.member("operator"), uploader)


def told(creator: Member, made: Made) -> list[str]:
    """Why a moment was hidden, as the inbox of who made it says."""
    rows = creator.send("GET", "/v1/inbox?limit=200").json()["items"]
    wanted = ("moment_hidden", made.moment)
    return [row["text"] for row in rows if (row["kind"], row["moment"]) == wanted]


def registered(publishing: Publishing, sound: dict[str, Any]) -> None:
    """A sound that was approved is on the chain."""
    content = bytes.fromhex(sound["content_hash"][2:])
    world = publishing.toktok.world
    world.sounds.do(publishing.creator, "registerSound", sound["uri"], content, 500, [])
    publishing.toktok.catch_up()


def test_what_only_a_hidden_moment_uses_is_withheld_until_it_is_shown_again(
    publishing: Publishing,
) -> None:
    made = publishing.moment("withheld", "#102030")
    small = f"/posters/{made.poster}.webp"
    first = publishing.get(small)
    assert publishing.seen(made) == [200, 200, 200]
    assert first.headers["content-type"] == "image/webp"
    assert publishing.get(small, if_none_match=first.headers["etag"]).status_code == 304

    publishing.hide(made)
    assert publishing.seen(made) == [410, 410, 410]
    refused = publishing.get(f"/v1/media/{made.clip}", range="bytes=0-9")
    assert refused.json()["detail"].startswith(f"Operators have hidden moment {made.moment}")
    assert refused.headers["cache-control"] == "no-store"
    for path, etag in ((f"/v1/media/{made.clip}", made.clip), (small, f"{made.poster}-256")):
        known = publishing.get(path, if_none_match=f'"{etag}"')
        assert known.status_code == 410, "a cache that asks again is told"
    shown = publishing.toktok.get(f"/v1/moments/{made.moment}")["metadata"]
    assert (shown["name"], shown["image"], shown["animation"]) == ("Sunrise", None, None)

    publishing.restore(made)
    assert publishing.seen(made) == [200, 200, 200]
    assert publishing.get(small).status_code == 200
    assert publishing.toktok.get(f"/v1/moments/{made.moment}")["metadata"]["image"] == made.poster


def test_operators_and_who_made_it_still_see_it_and_nobody_keeps_it_for_others(
    publishing: Publishing,
) -> None:
    made = publishing.moment("reviewed", "#203040")
    publishing.hide(made)
    creator = publishing.crowd.account(publishing.toktok.world.node, publishing.creator)
    stranger = publishing.crowd.member("stranger")
    assert publishing.seen(made, by=stranger) == [410, 410, 410]
    for reviewer in (publishing.operator, creator):
        assert publishing.seen(made, by=reviewer) == [200, 200, 200]
        assert publishing.get(f"/posters/{made.poster}.webp", by=reviewer).status_code == 200
        kept = publishing.get(f"/v1/media/{made.clip}", by=reviewer).headers["cache-control"]
        assert kept == "private, no-store"
    assert told(creator, made) == ["Stolen."]
    page = f"/moments/{made.moment}"
    assert made.clip in publishing.get(page, by=creator, accept="text/html").text
    assert made.clip not in publishing.get(page, by=stranger, accept="text/html").text
    publishing.restore(made)
    assert told(creator, made) == []


def test_what_another_moment_shows_stays(publishing: Publishing) -> None:
    upload = publishing.approved(
        film(content=b"twice"), poster=brought(publishing.uploader, publishing.poster("#304050"))
    )
    hidden, other = publishing.minted(upload), publishing.minted(upload)
    publishing.hide(hidden)
    assert publishing.seen(hidden) == [200, 200, 200]
    publishing.hide(other)
    assert publishing.seen(hidden) == [410, 410, 410]
    publishing.restore(hidden)
    assert publishing.seen(other) == [200, 200, 200]
    publishing.restore(other)


def test_a_moment_that_borrows_from_others_takes_nothing_from_them(publishing: Publishing) -> None:
    upload = publishing.approved(
        film(content=b"honest"), poster=brought(publishing.uploader, publishing.poster("#405060"))
    )
    honest, sham = publishing.minted(upload), publishing.minted(upload, content_hash=b"\x07" * 32)
    publishing.hide(sham)
    assert publishing.seen(honest) == [200, 200, 200]
    publishing.restore(sham)


def test_the_original_stays_when_a_copy_is_hidden_and_its_author_has_left(
    publishing: Publishing,
) -> None:
    upload = publishing.approved(
        film(content=b"left"), poster=brought(publishing.uploader, publishing.poster("#455565"))
    )
    original, copy = publishing.minted(upload), publishing.minted(upload, content_hash=b"\x09" * 32)
    publishing.hide(copy)
    assert publishing.seen(original) == [200, 200, 200]
    assert publishing.uploader.send("DELETE", "/v1/me").status_code == 204
    publishing.toktok.catch_up()
    assert publishing.seen(original) == [200, 200, 200]
    publishing.hide(original)
    assert publishing.seen(original) == [410, 410, 410]
    for made in (original, copy):
        publishing.restore(made)


@pytest.mark.parametrize("borrowed", ["clip", "poster"])
def test_what_a_moment_uses_that_nobody_handed_in_stays_when_who_borrows_it_goes(
    publishing: Publishing, borrowed: str
) -> None:
    put = publishing.toktok.app.state.context.media.put
    files = {name: put(f"{name} of {borrowed}".encode()) for name in ("clip", "poster", "other")}

    def described(clip: str, poster: str) -> dict[str, Any]:
        said = {"name": borrowed, "image": SCHEME + poster, "animation_url": SCHEME + clip}
        uri = SCHEME + put(json.dumps(said).encode())
        return {"uri": uri, "media": clip, "poster": poster, "content_hash": "0x" + "0a" * 32}

    original = publishing.minted(described(files["clip"], files["poster"]))
    shown = {"clip": files["other"], "poster": files["other"]} | {borrowed: files[borrowed]}
    borrower = publishing.minted(described(**shown), content_hash=b"\x0b" * 32)
    publishing.hide(borrower)
    assert publishing.seen(original) == [200, 200, 200]
    assert [publishing.seen(borrower)[0], publishing.seen(borrower)[2]] != [200, 200]
    publishing.restore(borrower)


def test_a_voucher_of_a_hidden_clip_says_so_and_shows_no_broken_picture(
    publishing: Publishing,
) -> None:
    made = publishing.moment("signed for, too", "#657585")
    stall = Stall(publishing.toktok)
    uri = f"{SCHEME}{made.metadata}"
    handed = stall.post_voucher(stall.voucher(publishing.creator, uri=uri, price=3 * TT))
    assert handed.status_code == 201, handed.text
    page = f"/vouchers/{handed.json()['hash']}"

    def shows_clip(by: Member | None = None) -> bool:
        """Whether the page has the clip; if not, it says why."""
        answer = publishing.get(page, by=by, accept="text/html")
        assert answer.status_code == 200
        assert (made.clip in answer.text) == (made.poster in answer.text)
        assert (made.clip in answer.text) != ("Reason: Stolen." in answer.text)
        return made.clip in answer.text

    assert shows_clip()
    publishing.hide(made)
    assert not shows_clip()
    assert shows_clip(publishing.operator)
    publishing.restore(made)
    assert shows_clip()


def test_who_still_reads_what_was_before_keeps_nothing_for_who_comes_after(
    publishing: Publishing, shared_store: Store
) -> None:
    made = publishing.moment("hidden meanwhile", "#6c7c8c")
    folder = MediaFolder(publishing.toktok.settings.media_dir)
    withheld, shown = (
        WithheldFiles(shared_store, folder),
        metadata_at(folder, SCHEME + made.metadata),
    )
    with shared_store.read() as before:
        assert withheld.moments_behind(before, shown) == ()
        publishing.hide(made)
        assert withheld.moments_with(made.clip) == (made.moment,)
        # It goes on seeing the state it began with.
        assert withheld.moments_behind(before, shown) == ()
        assert withheld.moments_with(made.clip) == (made.moment,)
    with shared_store.read() as after:
        assert withheld.moments_behind(after, shown) == (made.moment,)
    publishing.restore(made)


def test_whoever_lists_vouchers_is_not_sent_for_a_picture_that_is_withheld(
    publishing: Publishing,
) -> None:
    made = publishing.moment("signed for, and shown", "#6a7a8a")
    stall, toktok = Stall(publishing.toktok), publishing.toktok
    uri = f"{SCHEME}{made.metadata}"
    handed = stall.post_voucher(stall.voucher(publishing.creator, uri=uri, price=3 * TT))
    assert handed.status_code == 201, handed.text
    one, pages = f"/v1/vouchers/{handed.json()['hash']}", cards_of_vouchers(publishing)

    def files() -> list[set[str | None]]:
        """What one voucher and the list of all name."""
        rows = (toktok.get(one), toktok.get("/v1/vouchers", limit=1)["items"][0])
        shown = [each["metadata"] for each in rows]
        assert {each["name"] for each in shown} == {"Sunrise"}
        return [{each["image"], each["animation"]} for each in shown]

    def on_cards() -> list[bool]:
        """Whether pages with a card for it have its clip or its picture."""
        texts = [publishing.get(page, accept="text/html").text for page in pages]
        assert all(one.removeprefix("/v1") in text for text in texts)
        return [made.poster in text or made.clip in text for text in texts]

    assert files() == [{made.poster, made.clip}] * 2
    assert on_cards() == [True] * len(pages)
    publishing.hide(made)
    assert files() == [{None}] * 2
    assert on_cards() == [False] * len(pages)
    publishing.restore(made)
    assert files() == [{made.poster, made.clip}] * 2
    assert on_cards() == [True] * len(pages)


def cards_of_vouchers(publishing: Publishing) -> list[str]:
    """Pages and parts of pages that show the newest vouchers."""
    studio = f"/fragments/studio/vouchers/{publishing.creator}"
    return ["/moments?shelf=voucher", "/fragments/drops", studio]


def test_a_voucher_of_a_hidden_moment_names_no_files_although_others_use_them(
    publishing: Publishing,
) -> None:
    upload = publishing.approved(
        film(content=b"signed"), poster=brought(publishing.uploader, publishing.poster("#6b7b8b"))
    )
    other, stall = publishing.minted(upload), Stall(publishing.toktok)
    world, creator = stall.world, publishing.creator
    world.tt.do(creator, "deposit", value=TT)
    world.tt.do(creator, "approve", world.moments.address, INFINITE)
    voucher = stall.voucher(creator, uri=upload["uri"], price=3 * TT)
    signature = stall.sign_voucher(voucher)
    path = f"/v1/vouchers/{stall.post_voucher(voucher, signature).json()['hash']}"
    world.moments.do(creator, "mintVoucher", voucher, signature, 1, creator, INFINITE, NOBODY)
    publishing.toktok.catch_up()
    before = publishing.toktok.get(path)
    assert (before["state"], before["metadata"]["image"]) == ("minted", other.poster)
    minted = replace(other, moment=before["moment"])
    publishing.hide(minted)
    shown = publishing.toktok.get(path)["metadata"]
    assert (shown["name"], shown["image"], shown["animation"]) == ("Sunrise", None, None)
    assert publishing.seen(other) == [200, 200, 200]
    publishing.restore(minted)
    assert publishing.toktok.get(path) == before


def test_a_picture_that_stands_for_a_moment_and_a_sound_stays_when_the_moment_goes(
    publishing: Publishing,
) -> None:
    cover = publishing.poster("#506070")
    first = publishing.approved(film(content=b"one"), poster=brought(publishing.uploader, cover))
    second = publishing.approved(film(content=b"two"), poster=brought(publishing.uploader, cover))
    one, two = publishing.minted(first), publishing.minted(second)
    assert one.poster == two.poster
    publishing.hide(one)
    assert publishing.seen(one) == [410, 200, 410]
    publishing.hide(two)
    assert publishing.seen(one) == [410, 410, 410]
    sound = film(brand=b"M4A ", track=b"soun", content=b"a tune")
    tune = publishing.approved(sound, kind="sound", poster=brought(publishing.uploader, cover))
    registered(publishing, tune)
    assert publishing.seen(one) == [410, 200, 410]
    for made in (one, two):
        publishing.restore(made)


def test_a_moment_that_borrows_from_a_sound_takes_nothing_from_it(publishing: Publishing) -> None:
    tune = film(brand=b"M4A ", track=b"soun", content=b"a tune of one's own")
    upload = publishing.approved(tune, kind="sound", poster=None)
    registered(publishing, upload)
    metadata = upload["uri"].removeprefix(SCHEME)
    sham = publishing.minted({**upload, "poster": metadata}, content_hash=b"\x08" * 32)
    publishing.hide(sham)
    assert publishing.seen(sham) == [200, 200, 200]
    publishing.restore(sham)


def test_while_nothing_is_written_asking_costs_no_question(publishing: Publishing) -> None:
    made = publishing.moment("asked often", "#607080")
    publishing.hide(made)
    engine = publishing.toktok.app.state.context.store.engine
    with statements(engine) as first:
        assert publishing.get(f"/v1/media/{made.clip}").status_code == 410
    with Session(engine) as session:
        pretend_to_be_large(session.connection())
        asked = {each for each in first if re.search("FROM (app_hidden|moment|sound) ", each)}
        assert len(asked) >= 4
        for statement in asked:
            found = findings(session.connection(), statement, first[statement])
            assert not found.scanned, statement
        session.rollback()
    publishing.restore(made)
    publishing.get(f"/v1/media/{made.clip}")
    asked_each_time = True
    for start in range(5):
        with statements(engine) as again:
            part = publishing.get(f"/v1/media/{made.clip}", range=f"bytes={start}-{start + 9}")
        assert part.status_code == 206
        asked_each_time &= any("app_act" in each for each in again)
    assert not asked_each_time, "others ask meanwhile what operators did, but not five times"
    # What is written without anything to do with it costs one question.
    assert publishing.uploader.send("PUT", "/v1/me/drafts/begun", {}).status_code == 204
    with statements(engine) as after:
        assert publishing.get(f"/v1/media/{made.clip}").status_code == 200
    assert not [each for each in after if "app_hidden" in each]
