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
    handler = box(b"hdlr", bytes(8) + track + bytes(13))
    moov = box(b"mvhd", header) + box(b"trak", box(b"mdia", handler))
    return box(b"ftyp", brand + bytes(4)) + box(b"moov", moov) + box(b"mdat", content)


def box(kind: bytes, content: bytes) -> bytes:
    """A part of an MP4 file."""
    return (8 + len(content)).to_bytes(4) + kind + content
