"""What search engines may read, and a list of it."""

from __future__ import annotations

from fastapi import Request, Response
from markupsafe import Markup

from toktok.market.handles import newest_handles
from toktok.moments.numbers import newest_numbers
from toktok.pages.address import origin_of
from toktok.pages.site import serving
from toktok.routing import PageRouter

router = PageRouter()

LISTED = 2_000
_SECTIONS = ("/", "/moments", "/activity", "/portfolio", "/studio", "/status", "/docs")
_HOUR = {"Cache-Control": "public, max-age=3600"}


@router.get("/robots.txt")
def robots(request: Request) -> Response:
    """Pages may be read; answers of the API, parts of pages and what is somebody's own are none."""
    lines = (
        "User-agent: *", "Disallow: /v1/", "Disallow: /fragments/", "Disallow: /offline",
        "Disallow: /account", "Disallow: /inbox", "Disallow: /operator",
        f"Sitemap: {origin_of(request)}/sitemap.xml", "",
    )  # fmt: skip
    return Response("\n".join(lines), media_type="text/plain", headers=_HOUR)


@router.get("/sitemap.xml")
def sitemap(request: Request) -> Response:
    """The sections, and the newest creators and moments."""
    with serving(request).store.read() as session:
        creators = newest_handles(session, limit=LISTED)
        moments = newest_numbers(session, limit=LISTED)
    paths = [
        *_SECTIONS,
        *(f"/creators/{handle}" for handle in creators),
        *(f"/moments/{number}" for number in moments),
    ]
    entry, origin = Markup("<url><loc>{}{}</loc></url>"), origin_of(request)
    document = Markup(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>\n'
    ).format(Markup("\n").join(entry.format(origin, path) for path in paths))
    return Response(document, media_type="application/xml", headers=_HOUR)
