"""One server's address, asked with patience."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from http import HTTPStatus
from typing import Generic, TypeVar

import httpx
from pydantic import BaseModel

from toktok.client.errors import ApiError, NoAnswerError

Query = Mapping[str, str | int | bool | None]
"""Parameters by name; None leaves one out."""

M = TypeVar("M", bound=BaseModel)

LARGEST_PAGE = 200

_PASSING = frozenset(
    {
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.BAD_GATEWAY,
        HTTPStatus.SERVICE_UNAVAILABLE,
        HTTPStatus.GATEWAY_TIMEOUT,
    }
)
_FIRST_PAUSE = 0.2
_LONGEST_PAUSE = 10.0
_SILENCE = 60.0


class _Page(BaseModel, Generic[M]):
    """A page of a list."""

    items: list[M]
    next_cursor: str | None


class Connection:
    """GET requests to one server, sent again where that may help.

    Everything asked for is only read, so asking twice does no harm. `retries` says how often a request
    is repeated after a broken connection or an answer of 429, 502, 503 or 504, with pauses that grow
    or are as long as `Retry-After` says.
    """

    def __init__(self, url: str, *, timeout: float, retries: int) -> None:
        self._http = httpx.Client(base_url=url, timeout=timeout)
        self._retries = retries

    def close(self) -> None:
        """Give the connections back."""
        self._http.close()

    def get(self, path: str, model: type[M], query: Query | None = None) -> M:
        """The answer at `path`, checked. Raises ApiError, NoAnswerError."""
        # A newer server may say more than this version knows.
        return model.model_validate_json(self.read(path, query).content, extra="ignore")

    def rows(self, path: str, model: type[M], query: Query | None = None) -> Iterator[M]:
        """Every row of the list at `path`; pages are asked for as they are needed."""
        page_model = _Page[model]  # type: ignore[valid-type]
        asked: dict[str, str | int | bool | None] = {"limit": LARGEST_PAGE, **(query or {})}
        while True:
            page = self.get(path, page_model, asked)
            yield from page.items
            if page.next_cursor is None:
                return
            asked["cursor"] = page.next_cursor

    def read(self, path: str, query: Query | None = None) -> httpx.Response:
        """The successful answer at `path`, as it came. Raises ApiError, NoAnswerError."""
        parameters = {name: value for name, value in (query or {}).items() if value is not None}
        for attempt in range(self._retries + 1):
            is_last = attempt == self._retries
            try:
                response = self._http.get(path, params=parameters)
            except httpx.TransportError as error:
                if is_last:
                    raise NoAnswerError(f"{self._http.base_url}: {error}.") from error
                time.sleep(_pause(attempt))
                continue
            if response.is_success:
                return response
            if is_last or response.status_code not in _PASSING:
                raise refusal(response)
            time.sleep(_pause(attempt, response.headers.get("Retry-After")))
        raise AssertionError("unreachable")

    def stream(
        self, path: str, query: Query, headers: Mapping[str, str]
    ) -> AbstractContextManager[httpx.Response]:
        """An answer that stays open, for as long as the block lasts."""
        parameters = {name: value for name, value in query.items() if value is not None}
        # Heartbeats come sooner than this, however little happens.
        timeout = httpx.Timeout(self._http.timeout.connect, read=_SILENCE)
        return self._http.stream(
            "GET", path, params=parameters, headers=dict(headers), timeout=timeout
        )


def refusal(response: httpx.Response) -> ApiError:
    """The error a response stands for, also where a proxy wrote it and not the server."""
    try:
        problem = response.json()
    except ValueError:
        problem = None
    return ApiError(response.status_code, problem if isinstance(problem, dict) else {})


def _pause(attempt: int, asked: str | None = None) -> float:
    """How long to wait after a try that failed, in seconds; never all clients at once."""
    if asked is not None and asked.isdigit():
        return min(float(asked), _LONGEST_PAUSE)
    grown: float = min(_FIRST_PAUSE * 2**attempt, _LONGEST_PAUSE)
    return grown * random.uniform(0.5, 1)
