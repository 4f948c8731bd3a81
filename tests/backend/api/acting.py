"""What members and operators do, for tests of more than one thing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import httpx
from PIL import Image

from tests.support.films import PNG
from tests.support.members import Member
from tests.support.served import Served
from toktok.accounts.sessions import Sessions
from toktok.api.limits import RATES, Allowances, Rate

SAID = {"name": "Fay", "bio": "Dances.\nMostly on Sundays.", "links": ["https://fay.example/me"]}
"""What somebody says about themselves."""


@contextmanager
def rated(toktok: Served, rate: Rate) -> Iterator[None]:
    """Everything may be handed in at this rate."""
    before = toktok.app.state.allowances
    toktok.app.state.allowances = Allowances(dict.fromkeys(RATES, rate))
    try:
        yield
    finally:
        toktok.app.state.allowances = before


@contextmanager
def later(toktok: Served, seconds: float) -> Iterator[None]:
    """The server's clock runs ahead by so much."""
    sessions: Sessions = toktok.app.state.context.sessions
    before = sessions.clock
    sessions.clock = lambda: before() + seconds
    try:
        yield
    finally:
        sessions.clock = before


def picture(form: str = "PNG", size: tuple[int, int] = (640, 400), colour: str = "red") -> bytes:
    """A file with a picture of one colour, and a comment where the format has room for it."""
    made = BytesIO()
    image = Image.new("RGB", size, colour)
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    image.save(made, form, exif=exif)
    return made.getvalue()


def put_picture(someone: Member, content: bytes) -> object:
    """The picture's CID as the profile has it then, or the problem's title."""
    response = someone.client.put(
        "/v1/me/picture", content=content, headers={"X-CSRF-Token": someone.csrf}
    )
    answer = response.json()
    return answer["picture"] if response.status_code == 200 else answer["title"]


def bring(member: Member, content: bytes) -> httpx.Response:
    """A file, as the studio sends it."""
    return member.client.post(
        "/v1/uploads/files", content=content, headers={"X-CSRF-Token": member.csrf}
    )


def brought(member: Member, content: bytes) -> str:
    response = bring(member, content)
    assert response.status_code == 201, response.text
    return str(response.json()["cid"])


def handed_in(member: Member, content: bytes, **more: Any) -> dict[str, Any]:
    """An upload that waits."""
    body = {
        "kind": "moment",
        "name": "Sunrise",
        "description": "In one take.",
        "media": brought(member, content),
        "poster": brought(member, PNG),
        **more,
    }
    response = member.send("POST", "/v1/uploads", body)
    assert response.status_code == 201, response.text
    upload: dict[str, Any] = response.json()
    return upload


def sent(someone: Member, method: str, path: str, body: Any = None, *, status: int = 200) -> Any:
    """The answer, which has to have that status."""
    response = someone.send(method, path, body)
    assert response.status_code == status, response.text
    assert response.headers["cache-control"] in ("private, no-store", "no-store")
    return response.json() if response.content else None


def reported(operator: Member, about: str) -> list[Any]:
    """The reports of a subject that wait."""
    found = sent(operator, "GET", "/v1/operator/reports?limit=200")["items"]
    return [each for each in found if each["about"]["subject"] == about]


def acted(operator: Member, act: str, subject: str, reason: str, *, status: int = 201) -> Any:
    body = {"act": act, "subject": subject, "reason": reason}
    return sent(operator, "POST", "/v1/operator/acts", body, status=status)
