"""Which files are taken: their kinds, sizes and lengths, by their bytes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Annotated, ClassVar

from toktok.errors import Cases, InvalidInputError
from toktok.media.cid import cid_of
from toktok.media.films import Film, film_in
from toktok.media.kinds import kind_of

MIB = 1024 * 1024
LARGEST = {"video/mp4": 48 * MIB, "audio": 24 * MIB, "image": 4 * MIB}
"""Bytes a file of each kind may have."""

LONGEST_MILLISECONDS = 180_000
PICTURES = ("image/png", "image/jpeg", "image/webp")
SOUNDS = ("audio/mpeg", "audio/mp4", "audio/wav", "audio/ogg", "audio/flac")
HEAD = 64
"""Bytes at the beginning that say what a file is."""


class FileRefused(InvalidInputError):
    """A file of a kind, size or length that is not taken."""

    title = "File refused"
    cases: ClassVar[Cases] = {
        "kind": (), "empty": (), "size": ("most",), "no_pictures": (), "length": ("seconds", "most"),
    }  # fmt: skip
    remedy = "Hand in a clip as MP4, a picture as PNG, JPEG or WebP, or a sound as MP3, M4A, WAV, OGG or FLAC."


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A file as it was found to be; `sha256` is what contracts know its content by."""

    cid: str
    kind: str
    size: int
    sha256: Annotated[bytes, "hash"]
    milliseconds: int | None


def looked_at(path: Path) -> WaitingFile:
    """What a file is, by its bytes. Raises FileRefused, NotAFilm."""
    with _mapped(path) as content:
        kind = kind_of(content[:HEAD])
        _require_size(kind, len(content))
        film = film_in(content) if kind in ("video/mp4", "audio/mp4") else None
        if film is not None:
            _require_film(kind, film)
        return WaitingFile(
            cid=cid_of(content),
            kind=kind,
            size=len(content),
            sha256=sha256(content).digest(),
            milliseconds=film.milliseconds if film is not None else None,
        )


def largest_of(kind: str) -> int:
    """How many bytes a file of this kind may have. Raises FileRefused where none is taken."""
    if kind in PICTURES:
        return LARGEST["image"]
    if kind in SOUNDS:
        return LARGEST["audio"]
    if kind == "video/mp4":
        return LARGEST[kind]
    raise FileRefused("By its first bytes it is none of the kinds that are taken.", case="kind")


def _require_size(kind: str, size: int) -> None:
    if size == 0:
        raise FileRefused("The file is empty.", case="empty")
    most = largest_of(kind)
    if size > most:
        raise too_large(most)


def _require_film(kind: str, film: Film) -> None:
    if kind == "video/mp4" and not film.pictures:
        raise FileRefused("The clip has no pictures.", case="no_pictures")
    if not 0 < film.milliseconds <= LONGEST_MILLISECONDS:
        seconds, most = f"{film.milliseconds / 1000:g}", LONGEST_MILLISECONDS // 1000
        raise FileRefused(
            f"It lasts {seconds} s; what is taken lasts {most} s at most.",
            case="length", seconds=seconds, most=most,
        )  # fmt: skip


def too_large(most: int) -> FileRefused:
    """What is said of a file of more than `most` bytes."""
    allowed = most // MIB
    return FileRefused(f"A file of this kind may have {allowed} MiB.", case="size", most=allowed)


@contextmanager
def _mapped(path: Path) -> Iterator[mmap | bytes]:
    """The bytes of a file without reading them all into memory; an empty one cannot be mapped."""
    with path.open("rb") as file:
        if path.stat().st_size == 0:
            yield b""
            return
        with mmap(file.fileno(), 0, access=ACCESS_READ) as content:
            yield content
