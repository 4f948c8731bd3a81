"""Pictures that other places show beside a link: of the place, a creator, a moment. Drawn once for each state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from hashlib import blake2b

from fastapi import Request, Response
from PIL import Image, ImageDraw
from sqlmodel import Session

from toktok.accounts.hidden import hidden_reason
from toktok.accounts.subjects import creator_subject, moment_subject
from toktok.market.creators import creator, find_creator
from toktok.market.head import read_head
from toktok.media.easel import at_easel
from toktok.media.folder import MediaFolder
from toktok.moments.moments import find_moment, moment_rows
from toktok.pages import canvas
from toktok.pages.canvas import HEIGHT, MARGIN, MUTED, WIDTH, Canvas
from toktok.pages.catalogue import Catalogue, load
from toktok.pages.drawings import hues
from toktok.pages.formats import amount, change, percent, price
from toktok.pages.language import Language
from toktok.pages.local import local
from toktok.pages.moment_cards import Card, cards_of
from toktok.pages.parameters import MomentId
from toktok.pages.posters import poster
from toktok.pages.site import serving
from toktok.routing import PageRouter

router = PageRouter()

_HEADERS = {"Cache-Control": "public, max-age=300"}


@dataclass(frozen=True, slots=True)
class CreatorPicture:
    """What is written and drawn of a creator; `tone` is the colour of its last days."""

    name: str
    handle: str
    about: str
    figure: str
    unit: str
    change: str
    tone: str
    floor: str
    prices: tuple[int, ...]
    day: str


@dataclass(frozen=True, slots=True)
class MomentPicture:
    """What is written of a moment; `image` is the CID of its poster, if that is kept here."""

    name: str
    about: str
    label: str
    figure: str
    image: str | None
    day: str


@router.get("/pictures/{language}/toktok.png")
def place_picture(request: Request, language: Language) -> Response:
    """The place itself."""
    return _place_shown(request, load(language))


@router.get("/pictures/{language}/creators/{name}.png")
async def creator_picture(request: Request, language: Language, name: str) -> Response:
    """A creator: price, floor, a week's line; of one that is hidden the place itself."""
    return await at_easel(partial(_creator_shown, request, load(language), name))


@router.get("/pictures/{language}/moments/{moment}.png")
async def moment_picture(request: Request, language: Language, moment: MomentId) -> Response:
    """A moment: its poster, and how it can be had; of one that is hidden the place itself."""
    return await at_easel(partial(_moment_shown, request, load(language), moment))


def _place_shown(request: Request, text: Catalogue) -> Response:
    tagline = text("site.tagline")
    return _answer(request, partial(_place, tagline), (tagline,))


def _creator_shown(request: Request, text: Catalogue, name: str) -> Response:
    with serving(request).store.read() as session:
        if hidden_reason(session, creator_subject(find_creator(session, name).token)) is not None:
            return _place_shown(request, text)
        state = _creator(session, text, name)
    return _answer(request, partial(_draw_creator, state), state)


def _moment_shown(request: Request, text: Catalogue, moment: int) -> Response:
    context = serving(request)
    with context.store.read() as session:
        found = find_moment(session, moment)
        if hidden_reason(session, moment_subject(moment)) is not None:
            return _place_shown(request, text)
        venue = context.venue(session)
        (card,) = cards_of(session, moment_rows(session, [found], venue), venue)
        state = _moment(text, card, read_head(session).timestamp)
    return _answer(request, partial(_draw_moment, state, venue.media), state)


def _answer(request: Request, draw: Callable[[], bytes], state: object) -> Response:
    etag = f'"{blake2b(repr(state).encode(), digest_size=12).hexdigest()}"'
    headers = {**_HEADERS, "ETag": etag}
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(draw(), media_type="image/png", headers=headers)


def _creator(session: Session, text: Catalogue, name: str) -> CreatorPicture:
    row, here = creator(session, name), local(text.language)
    trading = row.status == "trading"
    moved = change(row.price, row.price_24h) if trading else None
    return CreatorPicture(
        name=row.name if canvas.can_write(row.name) else f"@{row.handle}",
        handle=row.handle,
        about=f"@{row.handle} · {row.symbol}" if canvas.can_write(row.symbol) else f"@{row.handle}",
        figure=here.number(price(row.price) if trading else amount(row.raised)),
        unit=text("unit.per_token") if trading else text("site.picture_raised"),
        change="" if moved is None else f"{here.number(percent(moved))} · 24 h",
        tone=canvas.DOWN if moved is not None and moved < 0 else canvas.UP,
        floor=text("site.picture_floor", price=here.number(price(row.floor_price)))
        if trading
        else "",
        prices=row.spark if trading else (),
        day=here.day(read_head(session).timestamp),
    )


def _moment(text: Catalogue, card: Card, now: int) -> MomentPicture:
    here = local(text.language)
    name = card.name if card.name and canvas.can_write(card.name) else text("site.picture_moment")
    handle = f"@{card.handle}" if card.handle else ""
    edition = (
        text("site.picture_single")
        if card.edition == 1
        else text("site.picture_edition", n=here.number(f"{card.edition:,}"))
    )
    return MomentPicture(
        name=name,
        about=" · ".join(filter(None, (handle, edition))),
        label=text(f"moments.deal_{card.deal}"),
        figure="" if card.sum is None else f"{here.number(amount(card.sum))} TT",
        image=card.image,
        day=here.day(now),
    )


@lru_cache(maxsize=8)
def _place(tagline: str) -> bytes:
    drawn = Canvas()
    drawn.image.paste(canvas.mark(150), (MARGIN, 110), canvas.mark(150))
    drawn.write((MARGIN, 380), "Toktok", size=104)
    line, size = canvas.fitting(tagline, size=44, smallest=28, width=WIDTH - 2 * MARGIN)
    drawn.write((MARGIN, 460), line, size=size, weight=500, colour=MUTED)
    return drawn.png()


@lru_cache(maxsize=256)
def _draw_creator(state: CreatorPicture) -> bytes:
    drawn = Canvas()
    if len(state.prices) > 1:
        drawn.line(_curve(state.prices), state.tone)
    drawn.image.paste(*_avatar(state.handle))
    name, size = canvas.fitting(state.name, size=72, smallest=44, width=WIDTH - 2 * MARGIN - 168)
    drawn.write((MARGIN + 168, 138), name, size=size)
    drawn.write((MARGIN + 168, 192), state.about, size=34, weight=500, colour=MUTED)
    end = drawn.write((MARGIN, 334), state.figure, size=96)
    drawn.write((end + 20, 334), state.unit, size=34, weight=500, colour=MUTED)
    end = drawn.write((MARGIN, 398), state.change, size=34, colour=state.tone)
    start = end + 28 if state.change else MARGIN
    drawn.write((start, 398), state.floor, size=34, weight=500, colour=canvas.ACCENT)
    return _signed(drawn, state.day)


@lru_cache(maxsize=256)
def _draw_moment(state: MomentPicture, media: MediaFolder) -> bytes:
    drawn = Canvas()
    picture = poster(media, state.image)
    room = WIDTH - 2 * MARGIN
    if picture is not None:
        drawn.place(picture, (WIDTH - MARGIN - 290, 57, WIDTH - MARGIN, HEIGHT - 57))
        room -= 290 + 40
    y = 60
    for line in canvas.wrapped(state.name, size=68, width=room, lines=2):
        y += 80
        drawn.write((MARGIN, y), line, size=68)
    drawn.write((MARGIN, y + 66), state.about, size=34, weight=500, colour=MUTED)
    drawn.write((MARGIN, 380), state.label, size=34, weight=500, colour=canvas.ACCENT)
    drawn.write((MARGIN, 456), state.figure, size=76)
    return _signed(drawn, "" if picture is not None else state.day)


def _signed(drawn: Canvas, day: str) -> bytes:
    drawn.brand()
    if day:
        width = canvas.font_of(500, 28).getlength(day)
        at = (WIDTH - MARGIN - width, HEIGHT - MARGIN)
        drawn.write(at, day, size=28, weight=500, colour=MUTED)
    return drawn.png()


def _curve(prices: tuple[int, ...]) -> list[canvas.Point]:
    """Prices as a line across the lower half, behind what is written there."""
    low, span = min(prices), max(max(prices) - min(prices), 1)
    left, right, top, bottom = 640, WIDTH, 250, 500
    step = (right - left) / (len(prices) - 1)
    return [
        (left + index * step, bottom - (value - low) * (bottom - top) / span)
        for index, value in enumerate(prices)
    ]


def _avatar(handle: str) -> tuple[Image.Image, tuple[int, int], Image.Image]:
    """The round sign of a creator in the colours the pages give it, where it stands, and its shape."""
    side = 128
    first, second = hues(handle)
    shades = (f"hsl({first}, 58%, 42%)", f"hsl({second}, 62%, 32%)")
    begins, ends = (Image.new("RGB", (side, side), shade) for shade in shades)
    sign = Image.composite(ends, begins, Image.linear_gradient("L").resize((side, side)))
    pen, letters = ImageDraw.Draw(sign), handle[:2].upper()
    pen.text((side / 2, side / 2), letters, font=canvas.font_of(700, 52), fill="#fff", anchor="mm")
    shape = Image.new("L", (side * 4, side * 4), 0)
    ImageDraw.Draw(shape).ellipse((0, 0, side * 4 - 1, side * 4 - 1), fill=255)
    return sign, (MARGIN, 72), shape.resize((side, side), Image.Resampling.LANCZOS)
