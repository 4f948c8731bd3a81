"""Templates: their environment, and responses made from them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import orjson
from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sqlmodel import Session

from toktok.accounts.names import NOBODY
from toktok.accounts.profiles import profile_of
from toktok.moments.venue import Venue
from toktok.pages import catalogue, columns, drawings, formats, steps, vesting
from toktok.pages.address import origin_of, path_of
from toktok.pages.behind import why
from toktok.pages.language import tongues
from toktok.pages.local import local
from toktok.pages.site import reader_of, serving, site_of

HERE = Path(__file__).parent
STATIC = HERE / "static"

HEADERS = {"Cache-Control": "no-cache"}
PRIVATE = {"Cache-Control": "private, no-cache"}


def page(
    request: Request,
    session: Session,
    template: str,
    context: Mapping[str, Any],
    *,
    status: int = 200,
) -> HTMLResponse:
    """A whole page or a part of one, as of the indexed head."""
    values = {
        **context,
        "site": site_of(request, session),
        "reader": reader_of(request, session),
        "named": partial(serving(request).names.of, session),
        "profiled": partial(profile_of, session),
    }
    return respond(request, template, values, status=status)


def part(
    request: Request, template: str, shown: Callable[[Session, Venue], Mapping[str, Any]]
) -> HTMLResponse:
    """A part of a page, as it is now: what `shown` reads, where moments are sold."""
    context = serving(request)
    with context.store.read() as session:
        return page(request, session, template, shown(session, context.venue(session)))


def respond(
    request: Request, template: str, context: Mapping[str, Any], *, status: int = 200
) -> HTMLResponse:
    """A rendered template in the reader's language."""
    text = catalogue.choose(request)
    values = {
        "t": text,
        "here": "",
        "reader": None,
        "named": lambda _: NOBODY,
        "path": request.url.path,
        "back": path_of(request),
        "origin": origin_of(request),
        "tongues": tongues(),
        **context,
    }
    html = environment(text.language).get_template(template).render(values)
    kept = PRIVATE if values["reader"] else HEADERS
    headers = {**kept, "Content-Language": text.language, "Vary": "Accept-Language, Cookie"}
    return HTMLResponse(html, status, headers)


def client_texts(text: catalogue.Catalogue, page: str) -> dict[str, str]:
    """The texts that the scripts of `page` need: everybody's, and `<page>.client.<key>` as `<page>.<key>`."""
    ago = {f"time.{key}": value for key, value in text.section("time").items()}
    own = {f"{page}.{key}": value for key, value in text.section(f"{page}.client").items()}
    return {**ago, **text.section("client"), **own}


def refusals(text: catalogue.Catalogue) -> bytes:
    """The sentences for what contracts refuse, as browsers fetch them when one is needed."""
    return orjson.dumps(text.section("refusals"))


@lru_cache
def refusals_address(language: str) -> str:
    """Where they are; the address changes with the content."""
    digest = hashlib.blake2b(refusals(catalogue.load(language)), digest_size=6).hexdigest()
    return f"/texts/{language}/refusals.json?v={digest}"


def static(path: str) -> str:
    """The address of a static file; it changes with the content, so browsers may keep it for ever."""
    file = STATIC / path
    changed = file.stat().st_mtime_ns if file.exists() else 0
    return f"/static/{path}?v={_digest(file, changed)}"


@lru_cache(maxsize=256)
def _digest(file: Path, changed: int) -> str:
    return hashlib.blake2b(file.read_bytes(), digest_size=6).hexdigest() if changed else "0"


@lru_cache
def environment(language: str) -> Environment:
    """The template environment of a language: everything is escaped, nothing may be missing."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    names = ("address", "ago", "change", "duration", "fill", "iso", "short")
    made.globals.update({name: getattr(formats, name) for name in names})
    made.globals.update(local(language).names())
    made.globals.update(
        avatar=drawings.avatar,
        spark=drawings.spark,
        candles=drawings.candles,
        progress=drawings.progress,
        columns=partial(columns.columns, local(language)),
        measure=columns.measure,
        steps=steps.steps,
        vesting_drawn=vesting.vesting_drawn,
        static=static,
        client_texts=client_texts,
        refusals_address=refusals_address,
        why=partial(why, language),
    )
    return made
