"""Where the pages of this site are, and whether a request was begun by one of them."""

from __future__ import annotations

from ipaddress import ip_address

from fastapi import Request

from toktok.accounts.errors import ForeignOrigin, UnknownSite
from toktok.config import Settings

SAFE = frozenset(("GET", "HEAD", "OPTIONS"))


def own_origin(request: Request, settings: Settings) -> str:
    """Scheme and host of our pages. Raises UnknownSite where the operator has not said them.

    A name that only the request says could be anybody's, who would then collect signatures for us.
    """
    if settings.public_url is not None:
        return settings.public_url
    host = request.url.hostname or ""
    if not is_this_machine(host):
        raise UnknownSite(host)
    return f"{request.url.scheme}://{request.url.netloc}"


def require_own_page(request: Request, settings: Settings) -> None:
    """Refuse what a page of another site had a browser send. Raises ForeignOrigin, UnknownSite.

    What is no browser sends neither header, and has no cookie that could be abused.
    """
    origin = request.headers.get("origin")
    if origin is not None:
        if origin != own_origin(request, settings):
            raise ForeignOrigin
    elif request.headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        raise ForeignOrigin


def is_this_machine(host: str) -> bool:
    """Whether a host is the one this runs on."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
