"""What a notification says, in its reader's language."""

from __future__ import annotations

from dataclasses import dataclass

import orjson


@dataclass(frozen=True, slots=True)
class Message:
    """A notification: a later one of the same `tag` takes its place; `href` is a path of this site.

    It is of no use after `seconds`, and wakes a telephone if it is `urgent`.
    """

    title: str
    body: str
    href: str
    tag: str
    seconds: int
    urgent: bool = False

    def payload(self) -> bytes:
        """As the worker reads it."""
        told = {"title": self.title, "body": self.body, "href": self.href, "tag": self.tag}
        return orjson.dumps(told)
