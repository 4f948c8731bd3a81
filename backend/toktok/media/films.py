"""What an MP4 file says of itself: how long it is, and whether it has pictures and sound.

Boxes as in ISO/IEC 14496-12: 4 bytes of length, 4 of type, then content; `moov` holds the film's header
(`mvhd`) and its tracks, each with a handler (`hdlr`) that says what the track is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from mmap import mmap

from toktok.errors import InvalidInputError

Bytes = bytes | mmap

_MOST_BOXES = 400
_TRACKS = {b"vide": "pictures", b"soun": "sound"}


class NotAFilm(InvalidInputError):
    """What was handed in as an MP4 file cannot be played as one."""

    title = "Not a film"
    remedy = "Export it again as MP4, and hand in that file."


@dataclass(frozen=True, slots=True)
class Film:
    """How long an MP4 file is, in milliseconds, and what it has tracks of."""

    milliseconds: int
    pictures: bool
    sound: bool


@dataclass(frozen=True, slots=True)
class _Box:
    kind: bytes
    start: int
    end: int


def film_in(content: Bytes) -> Film:
    """What an MP4 file says of itself. Raises NotAFilm, also where a part of it is missing."""
    top = list(_boxes(content, 0, len(content)))
    if not top or top[0].kind != b"ftyp":
        raise NotAFilm("The file does not begin as MP4 files do.")
    if not any(box.kind == b"mdat" for box in top):
        raise NotAFilm("The file has no pictures or sound in it.")
    moov = next((box for box in top if box.kind == b"moov"), None)
    if moov is None:
        raise NotAFilm("The file's table of contents is missing: it was not saved to its end.")
    inside = list(_boxes(content, moov.start, moov.end))
    header = next((box for box in inside if box.kind == b"mvhd"), None)
    if header is None:
        raise NotAFilm("The file does not say how long it is.")
    kinds = {_kind_of(content, box) for box in inside if box.kind == b"trak"}
    return Film(_milliseconds(content, header), "pictures" in kinds, "sound" in kinds)


def _boxes(content: Bytes, start: int, end: int) -> Iterator[_Box]:
    for _ in range(_MOST_BOXES):
        if start == end:
            return
        if start + 8 > end:
            raise NotAFilm("The file ends in the middle of a part.")
        length, kind, begins = _number(content, start, 4), content[start + 4 : start + 8], start + 8
        if length == 1:
            length, begins = _number(content, start + 8, 8), start + 16
        elif length == 0:
            length = end - start
        if start + length > end or begins > start + length:
            raise NotAFilm("A part of the file is longer than the file.")
        yield _Box(kind, begins, start + length)
        start += length
    raise NotAFilm("The file has more parts than a clip needs.")


def _milliseconds(content: Bytes, header: _Box) -> int:
    wide = _number(content, header.start, 1) == 1
    at = header.start + (20 if wide else 12)
    scale, duration = _number(content, at, 4), _number(content, at + 4, 8 if wide else 4)
    if header.end < at + (12 if wide else 8) or scale == 0:
        raise NotAFilm("The file does not say how long it is.")
    return duration * 1000 // scale


def _kind_of(content: Bytes, track: _Box) -> str:
    """What a track is, as its handler says."""
    for media in _boxes(content, track.start, track.end):
        if media.kind == b"mdia":
            for box in _boxes(content, media.start, media.end):
                if box.kind == b"hdlr":
                    return _TRACKS.get(content[box.start + 8 : box.start + 12], "")
            # There is one, so that looking for it takes no longer however many boxes are in boxes.
            break
    return ""


def _number(content: Bytes, at: int, length: int) -> int:
    return int.from_bytes(content[at : at + length])
