"""Lets the seed's people talk on the page: each signs in with their key, as a wallet would, and does their part."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from typing import Any

from eth_account.messages import encode_defunct
from eth_account.signers.local import LocalAccount

from scripts.processes import UpError
from scripts.seeding.cast import DEPLOYER
from scripts.seeding.keys import key_of
from scripts.seeding.stories.social import (
    AUDIENCES,
    COMPLAINTS,
    FOLLOWS,
    LIKES,
    PEOPLE,
    REMARKS,
    UNDECIDED,
    Person,
    Remark,
)

_SECONDS = 30
_PAGE = 200


class Visitor:
    """Somebody's browser."""

    def __init__(self, url: str, key: LocalAccount) -> None:
        self._url = url
        self._key = key
        self._csrf = ""
        jar = urllib.request.HTTPCookieProcessor(CookieJar())
        self._browser = urllib.request.build_opener(jar)

    def sign_in(self) -> None:
        """Sign the text the server asks for, and bring it back."""
        asked = self.send("POST", "/v1/session/challenge", {"address": self._key.address})
        signed = self._key.sign_message(encode_defunct(text=asked["message"]))
        given = {"message": asked["message"], "signature": signed.signature.to_0x_hex()}
        self._csrf = self.send("POST", "/v1/session", given)["csrf_token"]

    def send(self, method: str, path: str, body: Any = None) -> Any:
        """The answer to a request: to bytes, or to JSON. Raises UpError."""
        headers = {"Content-Type": "application/json", "X-CSRF-Token": self._csrf}
        data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        text = self._asked(
            urllib.request.Request(f"{self._url}{path}", data, headers, method=method)
        )
        return json.loads(text) if text else None

    def file(self, cid: str) -> bytes:
        """A file that was published. Raises UpError."""
        return self._asked(urllib.request.Request(f"{self._url}/v1/media/{cid}"))

    def _asked(self, request: urllib.request.Request) -> bytes:
        path = request.selector
        try:
            with self._browser.open(request, timeout=_SECONDS) as response:
                content: bytes = response.read()
        except urllib.error.HTTPError as error:
            said = error.read().decode(errors="replace")
            raise UpError(f"{path} answers {error.code}: {said}") from None
        except (urllib.error.URLError, OSError) as error:
            raise UpError(f"{path} does not answer: {error}") from None
        return content


class Gathering:
    """The people, and what they talk about."""

    def __init__(self, url: str, *, operated: bool) -> None:
        self._url = url
        self._visitors: dict[int, Visitor] = {}
        self._anybody = Visitor(url, key_of(0))
        self._creators = {row["handle"]: row for row in self._listed(f"/v1/creators?limit={_PAGE}")}
        self._moments = {
            row["metadata"]["name"]: row
            for row in self._listed(f"/v1/moments?limit={_PAGE}")
            if row["metadata"] is not None
        }
        self._operator = Visitor(url, key_of(DEPLOYER)) if operated else None

    def is_over(self) -> bool:
        """Whether everything was said before: the last remark is there."""
        last = REMARKS[-1]
        return self._comment(last.about, last.text) is not None

    def hold(self) -> None:
        """Let everybody do their part; what was done already changes nothing."""
        if self._operator is not None:
            self._operator.sign_in()
        for person in PEOPLE:
            self._introduce(person)
        for account, (handle, audience) in AUDIENCES.items():
            path = f"/v1/discussions/{self._subject(handle)}/audience"
            self._as(account).send("PUT", path, {"audience": audience})
        for account, things in LIKES.items():
            for thing in things:
                self._as(account).send("PUT", f"/v1/likes/{self._subject(thing)}")
        for account, handles in FOLLOWS.items():
            for handle in handles:
                followed = self._creators[handle]["creator"]
                self._as(account).send("PUT", f"/v1/follows/{followed}")
        for remark in REMARKS[:-1]:
            self._say(remark)
        for complaint in COMPLAINTS:
            said = {"reason": complaint.reason, "note": complaint.note}
            body = {"subject": self._reported(complaint.about), **said}
            self._as(complaint.by).send("POST", "/v1/reports", body)
        # By this one it is known that all is done.
        self._say(REMARKS[-1])

    def _say(self, remark: Remark) -> None:
        if self._comment(remark.about, remark.text) is None:
            body = {"subject": self._subject(remark.about), "body": remark.text}
            self._as(remark.by).send("POST", "/v1/comments", body)

    def _introduce(self, person: Person) -> None:
        if person.name:
            body = {"name": person.name, "bio": person.bio, "links": list(person.links)}
            self._as(person.account).send("PUT", "/v1/me/profile", body)
        if person.still:
            self._portray(person)

    def _portray(self, person: Person) -> None:
        """A still of a moment as a picture, which the operator looks at."""
        still = self._anybody.file(self._moments[person.still]["metadata"]["image"])
        profile = self._as(person.account).send("PUT", "/v1/me/picture", still)
        if self._operator is None or person.account == UNDECIDED:
            return
        if profile["picture_state"] == "waiting":
            path = f"/v1/operator/pictures/{profile['picture']}/approval"
            self._operator.send("POST", path)

    def _as(self, account: int) -> Visitor:
        if account not in self._visitors:
            visitor = Visitor(self._url, key_of(account))
            visitor.sign_in()
            self._visitors[account] = visitor
        return self._visitors[account]

    def _subject(self, thing: str) -> str:
        if thing in self._creators:
            return f"creator:{thing}"
        return f"moment:{self._moments[thing]['moment']}"

    def _reported(self, thing: str) -> str:
        for remark in REMARKS:
            if remark.text == thing:
                found = self._comment(remark.about, thing)
                return f"comment:{found}"
        return self._subject(thing)

    def _comment(self, about: str, text: str) -> str | None:
        """The id of what was said about something, if it is still there."""
        asked = urllib.parse.urlencode({"subject": self._subject(about), "limit": _PAGE})
        rows = self._listed(f"/v1/comments?{asked}")
        return next((row["id"] for row in rows if row["body"] == text), None)

    def _listed(self, path: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self._anybody.send("GET", path)["items"]
        return rows


def gather(url: str, *, operated: bool) -> str:
    """Let the seed's people talk, once; what came of it. Raises UpError.

    `operated`: the seed's operator is one of the server's.
    """
    gathering = Gathering(url, operated=operated)
    if gathering.is_over():
        return "Everything was said before"
    gathering.hold()
    likes = sum(map(len, LIKES.values()))
    return (
        f"{len(REMARKS)} comments, {likes} likes and {len(COMPLAINTS)} reports by the seed's people"
    )
