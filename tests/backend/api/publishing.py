"""Somebody who publishes clips and mints moments of them, and the operator who decides."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import httpx
from PIL import Image

from tests.backend.api.acting import acted, brought, handed_in
from tests.support.films import film
from tests.support.members import Crowd, Member
from tests.support.served import Served
from tests.support.world import TT
from toktok.media.cid import SCHEME


@dataclass(frozen=True)
class Made:
    """A moment, and the CIDs of what it uses."""

    moment: int
    clip: str
    poster: str
    metadata: str

    @property
    def files(self) -> tuple[str, str, str]:
        return self.clip, self.poster, self.metadata


@dataclass(frozen=True)
class Publishing:
    """Who publishes clips and who decides about them."""

    toktok: Served
    crowd: Crowd
    operator: Member
    uploader: Member

    @property
    def creator(self) -> str:
        return str(self.toktok.world.people[-1])

    def poster(self, colour: str) -> bytes:
        file = io.BytesIO()
        Image.new("RGB", (90, 160), colour).save(file, "PNG")
        return file.getvalue()

    def approved(self, clip: bytes, **more: Any) -> dict[str, Any]:
        """What was handed in and published."""
        upload = handed_in(self.uploader, clip, **more)
        path = f"/v1/operator/uploads/{upload['id']}/approval"
        answer = self.operator.send("POST", path)
        assert answer.status_code == 200, answer.text
        published: dict[str, Any] = answer.json()
        return published

    def minted(self, upload: dict[str, Any], *, content_hash: bytes | None = None) -> Made:
        """A moment of an upload that was approved."""
        world = self.toktok.world
        real = bytes.fromhex(upload["content_hash"][2:])
        terms: tuple[Any, ...] = (
            upload["uri"],
            content_hash or real,
            5,
            3 * TT,
            0,
            0,
            0,
            500,
            0,
            [],
            "",
        )
        world.moments.do(self.creator, "createMoment", terms)
        self.toktok.catch_up()
        metadata = upload["uri"].removeprefix(SCHEME)
        number = world.ledger.read("momentCount")
        return Made(number, upload["media"], upload["poster"], metadata)

    def moment(self, name: str, colour: str) -> Made:
        """A moment whose clip and picture nothing else has."""
        poster = brought(self.uploader, self.poster(colour))
        return self.minted(self.approved(film(content=name.encode()), poster=poster))

    def hide(self, made: Made) -> None:
        acted(self.operator, "hide", f"moment:{made.moment}", "Stolen.")

    def restore(self, made: Made) -> None:
        acted(self.operator, "restore", f"moment:{made.moment}", "Theirs.")

    def seen(self, made: Made, by: Member | None = None) -> list[int]:
        """What somebody is answered who asks for clip, picture and metadata."""
        return [self.get(f"/v1/media/{cid}", by=by).status_code for cid in made.files]

    def get(self, path: str, *, by: Member | None = None, **headers: str) -> httpx.Response:
        client = self.toktok.client if by is None else by.client
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return client.get(path, headers=sent, follow_redirects=True)
