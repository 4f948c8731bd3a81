"""Pictures of people: drawn anew, so that nothing travels with them that cannot be seen."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from toktok.accounts.errors import PictureRefused
from toktok.media.kinds import kind_of

SIDE = 320
LARGEST_SIDE = 8_000
MOST_PIXELS = 24_000_000
MOST_MB = 4

_FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WEBP"}
_QUALITY = 82


def drawn_anew(content: bytes) -> bytes:
    """The middle of a PNG, JPEG or WebP as a square WebP, without place, camera or comments. Raises PictureRefused."""
    form = _FORMATS.get(kind_of(content))
    if form is None:
        raise PictureRefused(
            "Only PNG, JPEG and WebP are taken, whatever a file is called.", case="kind"
        )
    if len(content) > MOST_MB * 1024 * 1024:
        raise PictureRefused(f"The file has more than {MOST_MB} MB.", case="size", most=MOST_MB)
    try:
        with Image.open(BytesIO(content), formats=[form]) as opened:
            # Told by the header, before anything of that size is made.
            if max(opened.size) > LARGEST_SIDE:
                raise PictureRefused(
                    f"A side has more than {LARGEST_SIDE:,} pixels.", case="side", most=LARGEST_SIDE
                )
            if opened.width * opened.height > MOST_PIXELS:
                raise PictureRefused(
                    f"It has more than {MOST_PIXELS:,} pixels.", case="pixels", most=MOST_PIXELS
                )
            opened.draft("RGB", (SIDE * 2, SIDE * 2))
            ImageOps.exif_transpose(opened, in_place=True)
            square = ImageOps.fit(opened.convert("RGBA"), (SIDE, SIDE), Image.Resampling.LANCZOS)
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        OSError,
        ValueError,
        SyntaxError,
    ) as error:
        raise PictureRefused("The file cannot be read as a picture.", case="unreadable") from error
    made = BytesIO()
    square.save(made, "WEBP", quality=_QUALITY, method=4)
    return made.getvalue()
