"""What happened, as a list and live."""

from __future__ import annotations

import json
import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import Any

import httpx

from toktok.api.schemas.activity import Activity as Happening
from toktok.client.connection import Connection, refusal
from toktok.client.errors import NoAnswerError
from toktok.market.kinds import Group, Kind

_PAUSE = 1.0


@dataclass(frozen=True, slots=True)
class Event:
    """A message of the live stream.

    `name` is a kind of activity, `head` (a new block), `reorg` (blocks after `to_block` are no more, what
    happened instead follows), or what is not of the chain and told only to who listens just then: `social`,
    `order`, `voucher`. `id` resumes after it.
    """

    name: str
    id: str
    data: dict[str, Any]


class Activity:
    """What happened on the chain."""

    def __init__(self, connection: Connection) -> None:
        self._at = connection

    def list(
        self,
        *,
        account: str | None = None,
        token: str | None = None,
        moment: int | None = None,
        kind: Kind | None = None,
        group: Group | None = None,
    ) -> Iterator[Happening]:
        """What happened, the last first; of an account also what others sent it."""
        query = {
            "account": account,
            "token": token,
            "moment": moment,
            "kind": kind,
            "group": group,
        }
        return self._at.rows("/v1/activity", Happening, query)

    def listen(
        self, *, account: str | None = None, token: str | None = None, after: str | None = None
    ) -> Generator[Event, None, None]:
        """What happens, as it happens, for ever; nothing is missed while the connection was lost.

        `after` is the id of the last event seen. Raises ApiError when the server refuses, NoAnswerError when it
        is not there at all in the beginning.
        """
        heard = False
        while True:
            try:
                for event in self._stream(account, token, after):
                    heard, after = True, event.id
                    yield event
            except httpx.TransportError as error:
                if not heard:
                    raise NoAnswerError(f"/v1/events: {error}.") from error
            time.sleep(_PAUSE)

    def _stream(self, account: str | None, token: str | None, after: str | None) -> Iterator[Event]:
        headers = {"Accept": "text/event-stream"}
        if after is not None:
            headers["Last-Event-ID"] = after
        with self._at.stream(
            "/v1/events", {"account": account, "token": token}, headers
        ) as response:
            if not response.is_success:
                response.read()
                raise refusal(response)
            yield from _events(response.iter_lines(), after or "")


def _events(lines: Iterator[str], last_id: str) -> Iterator[Event]:
    """Events from the lines of a stream (HTML Standard, section 9.2.6): one without an id leaves the last as it is."""
    fields: dict[str, str] = {}
    for line in lines:
        if line == "":
            last_id = fields.get("id", last_id)
            if "data" in fields:
                yield Event(fields.get("event", ""), last_id, json.loads(fields["data"]))
            fields = {}
        elif not line.startswith(":"):
            name, _, value = line.partition(":")
            fields[name] = value.removeprefix(" ")
