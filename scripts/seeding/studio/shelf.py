"""Everything a moment or a sound refers to, made once and kept by CID."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import av

from scripts.root import ROOT
from scripts.seeding.studio.drawings import HEIGHT, WIDTH, drawing
from scripts.seeding.studio.films import SECONDS, film, poster, recording
from scripts.seeding.studio.tunes import tune
from scripts.seeding.works import PIECES, SOUNDS, Piece, Sound
from toktok.media.cid import SCHEME
from toktok.media.folder import MediaFolder

# Outlives `make reset`: what is drawn there need not be drawn again.
CACHE = ROOT / "build/clips"


@dataclass(frozen=True, slots=True)
class Made:
    """What the chain is told of a piece or a sound: metadata's address, SHA-256 of the media."""

    uri: str
    content_hash: str


class Studio:
    """Makes media and puts it into a folder; drawings are remembered beside."""

    def __init__(self, folder: MediaFolder) -> None:
        self._folder = folder

    def make_all(self) -> Mapping[str, Made]:
        """All sounds and pieces, by their keys."""
        CACHE.mkdir(parents=True, exist_ok=True)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return dict([*pool.map(self._sound, SOUNDS), *pool.map(self._piece, PIECES)])

    def _sound(self, sound: Sound) -> tuple[str, Made]:
        media = _drawn(f"{sound.key}.m4a", "", lambda: recording(tune(sound.key)))
        metadata = {
            "name": sound.title,
            "description": sound.about,
            "audio_url": self._keep(media),
            "properties": {"content_hash": _hash(media), "media_type": "audio/mp4"},
        }
        return sound.key, Made(self._keep(_json(metadata)), _hash(media))

    def _piece(self, piece: Piece) -> tuple[str, Made]:
        frame = drawing(piece.style, handle=piece.creator, key=piece.key)
        sound = tune(piece.sound) if piece.sound else None
        subject = f"{piece.style} {piece.creator} {piece.sound}"
        media = _drawn(f"{piece.key}.mp4", subject, lambda: film(frame, sound))
        picture = _drawn(f"{piece.key}.jpg", subject, lambda: poster(frame))
        metadata = {
            "name": piece.title,
            "description": piece.about,
            "image": self._keep(picture),
            "animation_url": self._keep(media),
            "properties": {
                "content_hash": _hash(media),
                "media_type": "video/mp4",
                "width": WIDTH,
                "height": HEIGHT,
                "seconds": SECONDS,
                "creator": piece.creator,
            },
        }
        return piece.key, Made(self._keep(_json(metadata)), _hash(media))

    def _keep(self, content: bytes) -> str:
        return f"{SCHEME}{self._folder.put(content)}"


def _drawn(name: str, subject: str, draw: Callable[[], bytes]) -> bytes:
    """The file `name` about `subject`, drawn unless these very sources have drawn it before."""
    version = sha256(f"{_sources()} {subject}".encode()).hexdigest()[:16]
    path = CACHE / f"{version}-{name}"
    if path.exists():
        return path.read_bytes()
    content = draw()
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_bytes(content)
    draft.replace(path)
    return content


@cache
def _sources() -> str:
    """Another text for every change of what draws."""
    texts = [path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py"))]
    return sha256(b"\0".join([*texts, av.__version__.encode()])).hexdigest()


def _hash(content: bytes) -> str:
    return f"0x{sha256(content).hexdigest()}"


def _json(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
