"""One who listens to what happens."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from tests.support.served import Served


class Event(NamedTuple):
    name: str
    id: str
    data: Any


class Stream:
    """The events of one connection, one after the other."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines

    def next(self) -> Event:
        fields: dict[str, str] = {}
        for line in self._lines:
            if not line and "data" in fields:
                return Event(fields["event"], fields.get("id", ""), json.loads(fields["data"]))
            name, _, value = line.partition(": ")
            fields[name] = value
        raise AssertionError("the stream has ended")

    def until_head(self, number: int) -> list[Event]:
        """Everything before the head of block `number`."""
        events: list[Event] = []
        while True:
            event = self.next()
            if event.name == "head" and event.data["number"] >= number:
                return events
            if event.name != "head":
                events.append(event)


@contextmanager
def listening(toktok: Served, *, since: str | None = None, **params: str) -> Iterator[Stream]:
    headers = {} if since is None else {"Last-Event-ID": since}
    with toktok.client.stream("GET", "/v1/events", params=params, headers=headers) as response:
        assert response.status_code == 200
        yield Stream(response.iter_lines())
