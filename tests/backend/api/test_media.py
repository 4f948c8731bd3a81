"""Files by CID: the right kind, parts of them, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.served import Served
from toktok.api.ranges import Unsatisfiable, part_of
from toktok.media.folder import MediaFolder
from toktok.media.kinds import kind_of

pytestmark = pytest.mark.databases("sqlite")

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
MP4 = b"\x00\x00\x00\x20ftypisom" + bytes(range(256)) * 2_000
JSON = b'{"name": "First light"}' + b" " * 2_000


@pytest.fixture(scope="module")
def folder(toktok: Served) -> MediaFolder:
    return MediaFolder(toktok.settings.media_dir)


@pytest.mark.parametrize(
    ("content", "kind"),
    [(PNG, "image/png"), (MP4, "video/mp4"), (JSON, "application/json")],
    ids=["png", "mp4", "json"],
)
def test_a_file_is_served_whole_and_asked_for_again_by_its_name(
    toktok: Served, folder: MediaFolder, content: bytes, kind: str
) -> None:
    cid = folder.put(content)
    response = toktok.client.get(f"/v1/media/{cid}")
    assert (response.status_code, response.content) == (200, content)
    headers = response.headers
    assert headers["content-type"] == kind
    # Whether it may be seen can change: caches ask again.
    assert headers["cache-control"] == "public, max-age=600"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["accept-ranges"] == "bytes"
    again = toktok.client.get(f"/v1/media/{cid}", headers={"If-None-Match": headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert toktok.client.head(f"/v1/media/{cid}").headers["content-type"] == kind


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-1023", 0, 1_023), ("bytes=500000-", 500_000, None), ("bytes=-12", -12, None)],
)
def test_a_part_of_a_clip_is_served(
    toktok: Served, folder: MediaFolder, asked: str, first: int, last: int | None
) -> None:
    cid = folder.put(MP4)
    response = toktok.client.get(f"/v1/media/{cid}", headers={"Range": asked})
    wanted = MP4[first : None if last is None else last + 1]
    assert (response.status_code, response.content) == (206, wanted)
    begin = first if first >= 0 else len(MP4) + first
    end = begin + len(wanted) - 1
    assert response.headers["content-range"] == f"bytes {begin}-{end}/{len(MP4)}"
    assert "content-encoding" not in response.headers


def test_a_part_behind_the_end_is_refused(toktok: Served, folder: MediaFolder) -> None:
    cid = folder.put(PNG)
    response = toktok.client.get(f"/v1/media/{cid}", headers={"Range": "bytes=48-"})
    assert response.status_code == 416
    assert response.json()["title"] == "Part behind the end"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, None), ("", None), ("bytes=-", None), ("bytes=a-b", None), ("items=0-1", None),
        ("bytes=0-1,4-5", None), ("bytes=5-2", None), ("bytes=0-0", (0, 1)),
        ("bytes=3-", (3, 10)), ("bytes=3-99", (3, 10)), ("bytes=-3", (7, 10)),
        ("bytes=-99", (0, 10)), ("bytes= 1 - 2", (1, 3)),
    ],
)  # fmt: skip
def test_what_part_is_meant(header: str | None, expected: tuple[int, int] | None) -> None:
    assert part_of(header, 10) == expected


@pytest.mark.parametrize("header", ["bytes=10-", "bytes=10-12", "bytes=-0"])
def test_a_part_that_is_not_there(header: str) -> None:
    with pytest.raises(Unsatisfiable):
        part_of(header, 10)


def test_nothing_outside_of_the_folder_is_served(toktok: Served, folder: MediaFolder) -> None:
    secret = folder.root.parent / "secret"
    secret.write_bytes(b"whispered")
    cid = folder.put(PNG)
    (folder.root / ".draft").write_bytes(b"half")
    for name in (
        "../secret",
        "..%2Fsecret",
        ".draft",
        "%2Fetc%2Fpasswd",
        f"{cid}/..",
        "",
        cid.upper(),
    ):
        response = toktok.client.get(f"/v1/media/{name}")
        assert response.status_code in (404, 422), name
        assert b"whispered" not in response.content


def test_a_file_that_was_changed_is_not_served(toktok: Served, folder: MediaFolder) -> None:
    cid = folder.put(b"what was promised")
    path: Path = folder.root / cid
    path.chmod(0o644)
    path.write_bytes(b"something else")
    response = toktok.client.get(f"/v1/media/{cid}")
    assert response.status_code == 500
    assert b"something else" not in response.content


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\xff\xd8\xff\xe0", "image/jpeg"), (b"GIF89a", "image/gif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"), (b"RIFF\x00\x00\x00\x00WAVE", "audio/wav"),
        (b"\x00\x00\x00\x1cftypM4A ", "audio/mp4"), (b"\x00\x00\x00\x1cftypavif", "image/avif"),
        (b"ID3\x04", "audio/mpeg"), (b"\xff\xfb\x90", "audio/mpeg"), (b"OggS", "audio/ogg"),
        (b"fLaC", "audio/flac"), (b'\n {"a": 1}', "application/json"),
        (b"<svg onload=alert(1)>", "application/octet-stream"),
        (b"<html>", "application/octet-stream"), (b"", "application/octet-stream"),
    ],
)  # fmt: skip
def test_the_kind_is_told_from_the_first_bytes(content: bytes, kind: str) -> None:
    assert kind_of(content) == kind
