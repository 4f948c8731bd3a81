"""What a server refuses, and a server that does not answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from toktok.errors import ToktokError


class NoAnswerError(ToktokError):
    """Nobody answered, however often it was tried."""

    title = "No answer"
    remedy = "Look whether the server runs and its address is right, then try again."


class ApiError(ToktokError):
    """The server answered with a problem document (RFC 9457).

    `code` is the answer's HTTP status, `problem` the whole document.
    """

    title = "Refused"

    def __init__(self, code: int, problem: Mapping[str, Any]) -> None:
        super().__init__(
            str(problem.get("detail") or f"The server answered {code}."),
            remedy=str(problem.get("remedy", "")),
        )
        self.code = code
        self.problem = problem
