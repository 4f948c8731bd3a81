"""What makes the page an app on a telephone: manifest, icons, a service worker, a page for when there is no network."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from typing import Any, Literal

import orjson
from fastapi import Request, Response
from PIL import Image

from toktok.pages import canvas
from toktok.pages.catalogue import Catalogue, choose
from toktok.pages.rendering import STATIC, respond
from toktok.routing import PageRouter

router = PageRouter()

Icon = Literal["icon-192", "icon-512", "maskable-512", "apple-180"]

GROUND = "#15161a"
_BUILD = STATIC / "build"
_BY_LANGUAGE = {"Cache-Control": "no-cache", "Vary": "Accept-Language, Cookie"}
_WEEK = {"Cache-Control": "public, max-age=604800"}


@router.get("/manifest.webmanifest")
def manifest(request: Request) -> Response:
    """What a telephone shows of the app, in the reader's language."""
    document = orjson.dumps(_manifest(choose(request)))
    return Response(document, media_type="application/manifest+json", headers=_BY_LANGUAGE)


@router.get("/icons/{name}.png")
def icon(name: Icon) -> Response:
    """The mark in the size and shape a system asks for."""
    return Response(_icon(name), media_type="image/png", headers=_WEEK)


@router.get("/offline")
def offline_page(request: Request) -> Response:
    """What the service worker shows while there is no network. It has no figures that could be old."""
    return respond(request, "offline.html", {})


@router.get("/sw.js")
def service_worker(request: Request) -> Response:
    """The worker. It changes with the build and the language, so that what it keeps is renewed."""
    script = (_BUILD / "worker.js").read_text()
    release = f'const RELEASE = "{_release()}-{choose(request).language}";\n'
    return Response(release + script, media_type="text/javascript", headers=_BY_LANGUAGE)


def _manifest(text: Catalogue) -> dict[str, Any]:
    icons = [
        {"src": f"/icons/{name}.png", "sizes": f"{side}x{side}", "type": "image/png", "purpose": purpose}
        for name, side, purpose in (
            ("icon-192", 192, "any"), ("icon-512", 512, "any"), ("maskable-512", 512, "maskable"),
        )
    ]  # fmt: skip
    sections = ("moments", "activity", "portfolio")
    return {
        "id": "/",
        "name": text("site.name"),
        "short_name": text("site.name"),
        "description": text("site.tagline"),
        "lang": text.language,
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": GROUND,
        "theme_color": GROUND,
        "categories": ["finance", "social"],
        "icons": icons,
        "shortcuts": [{"name": text(f"site.{each}"), "url": f"/{each}"} for each in sections],
    }


@lru_cache
def _icon(name: Icon) -> bytes:
    """Systems cut maskable icons, and Apple all of them, to a shape of their own: those have a wide margin."""
    shape, _, size = name.partition("-")
    side, part = int(size), 0.66 if shape == "icon" else 0.54
    picture = Image.new("RGB", (side, side), GROUND)
    inner = round(side * part)
    sign = canvas.mark(inner)
    at = (side - inner) // 2
    picture.paste(sign, (at, at), sign)
    return canvas.as_png(picture)


def _release() -> str:
    """A short name of what is built: another one once any file is another."""
    files = sorted(_BUILD.iterdir())
    said = "".join(f"{each.name}{each.stat().st_mtime_ns}" for each in files)
    return blake2b(said.encode(), digest_size=6).hexdigest()
