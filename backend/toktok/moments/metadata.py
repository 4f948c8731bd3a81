"""What metadata says of a moment or a sound, where it is kept here: texts, and names of files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson

from toktok.errors import ToktokError
from toktok.media.cid import SCHEME, is_cid
from toktok.media.folder import MediaFolder

LONGEST = 2_000
_LARGEST = 256 * 1024
_FILES = ("image", "animation_url", "audio_url")


@dataclass(frozen=True, slots=True)
class Metadata:
    """Name and description as its author wrote them; CIDs of the files that are kept here."""

    name: str
    description: str
    image: str | None
    animation: str | None
    audio: str | None


def files_of(media: MediaFolder, uri: str) -> set[str]:
    """The CIDs of the metadata at `uri`, and of all that it names and is kept here."""
    cid, said = _cid_in(uri), metadata_at(media, uri)
    named = () if said is None else (said.image, said.animation, said.audio)
    return {each for each in (cid, *named) if each is not None}


def metadata_at(media: MediaFolder, uri: str) -> Metadata | None:
    """What the metadata at `uri` says; None where it is not kept here, or is none."""
    cid = _cid_in(uri)
    if cid is None:
        return None
    try:
        said = _said(media.root, cid)
    except (ToktokError, OSError, ValueError):
        return None
    return Metadata(
        name=_text(said, "name"),
        description=_text(said, "description"),
        image=_file(media, said, "image"),
        animation=_file(media, said, "animation_url"),
        audio=_file(media, said, "audio_url"),
    )


def names_in(media: MediaFolder, cid: str) -> set[str]:
    """The CIDs that a file names if it is metadata, whether they are kept here or not; read without being checked."""
    try:
        with (media.root / cid).open("rb") as file:
            # A folder has many pictures: these are not read on.
            head = file.read(64)
            if head.lstrip()[:1] not in (b"{", b""):
                return set()
            content = head + file.read(_LARGEST)
        said = orjson.loads(content) if len(content) <= _LARGEST else None
    except (OSError, ValueError):
        return set()
    values = [said.get(key) for key in _FILES] if isinstance(said, dict) else []
    named = (_cid_in(each) for each in values if isinstance(each, str))
    return {each for each in named if each is not None}


def without_files(metadata: Metadata | None) -> Metadata | None:
    """What is left of it where operators have hidden what it shows."""
    if metadata is None:
        return None
    return replace(metadata, image=None, animation=None, audio=None)


@lru_cache(maxsize=4_096)
def _said(root: Path, cid: str) -> Mapping[str, Any]:
    """The object in a file, which never changes. Raises where there is none."""
    content = MediaFolder(root).read(cid)
    if len(content) > _LARGEST:
        raise ValueError(f"{cid} is no metadata")
    said = orjson.loads(content)
    if not isinstance(said, dict):
        raise ValueError(f"{cid} is no object")
    return said


def _text(said: Mapping[str, Any], key: str) -> str:
    value = said.get(key)
    return value[:LONGEST] if isinstance(value, str) else ""


def _file(media: MediaFolder, said: Mapping[str, Any], key: str) -> str | None:
    value = said.get(key)
    cid = _cid_in(value) if isinstance(value, str) else None
    return cid if cid is not None and (media.root / cid).is_file() else None


def _cid_in(uri: str) -> str | None:
    cid = uri.removeprefix(SCHEME)
    return cid if uri.startswith(SCHEME) and is_cid(cid) else None
