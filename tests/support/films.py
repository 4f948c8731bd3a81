"""Small MP4 files, box by box: what a server looks at, with nothing in them to watch."""

from __future__ import annotations

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


def film(
    *,
    seconds: int = 12,
    track: bytes = b"vide",
    content: bytes = b"pictures",
    brand: bytes = b"isom",
) -> bytes:
    """An MP4 file of so many seconds with one track; another `content` makes another file."""
    header = bytes(12) + (1_000).to_bytes(4) + (seconds * 1_000).to_bytes(4) + bytes(80)
    handler = _box(b"hdlr", bytes(8) + track + bytes(13))
    moov = _box(b"mvhd", header) + _box(b"trak", _box(b"mdia", handler))
    return _box(b"ftyp", brand + bytes(4)) + _box(b"moov", moov) + _box(b"mdat", content)


def _box(kind: bytes, content: bytes) -> bytes:
    return (8 + len(content)).to_bytes(4) + kind + content
