"""Posters of moments, made small for cards: a page that shows ten of them stays light, whatever people hand in."""

from __future__ import annotations

import io
from functools import lru_cache, partial

from anyio.to_thread import run_sync
from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from PIL import Image

from toktok.errors import ToktokError
from toktok.media.caches import PUBLIC
from toktok.media.easel import at_easel
from toktok.media.folder import MediaFolder
from toktok.pages.site import serving
from toktok.routing import PageRouter

router = PageRouter()

WIDTH = 256
_QUALITY = 55
_KIND = "image/webp"
_KINDS = ("PNG", "JPEG", "WEBP", "GIF", "AVIF")
_LARGEST = 24_000_000


@router.get("/posters/{cid}.webp")
async def small_poster(request: Request, cid: str) -> Response:
    """The picture with this CID, no wider than a card; the file itself where it cannot be made small."""
    context, headers = serving(request), {"ETag": f'"{cid}-{WIDTH}"', **PUBLIC}
    if await run_sync(context.withheld.moments_with, cid):
        # There it is said why, and who may see it does.
        return _whole(cid)
    if headers["ETag"] in request.headers.get("if-none-match", "") and context.media.has(cid):
        return Response(status_code=304, headers=headers)
    small = await at_easel(partial(_small, context.media, cid))
    return _whole(cid) if small is None else Response(small, headers=headers, media_type=_KIND)


def _whole(cid: str) -> Response:
    return RedirectResponse(f"/v1/media/{cid}", headers={"Cache-Control": "no-store"})


def poster(media: MediaFolder, cid: str | None) -> Image.Image | None:
    """The picture, if it is one of a size that people make."""
    if cid is None:
        return None
    try:
        found = Image.open(io.BytesIO(media.read(cid)), formats=_KINDS)
        if found.width * found.height > _LARGEST:
            return None
        return found.convert("RGB")
    except (ToktokError, OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        return None


@lru_cache(maxsize=1_024)
def _small(media: MediaFolder, cid: str) -> bytes | None:
    picture = poster(media, cid)
    if picture is None:
        return None
    if picture.width > WIDTH:
        height = max(1, round(picture.height * WIDTH / picture.width))
        picture = picture.resize((WIDTH, height), Image.Resampling.LANCZOS)
    file = io.BytesIO()
    picture.save(file, "WEBP", quality=_QUALITY, method=4)
    return file.getvalue()
