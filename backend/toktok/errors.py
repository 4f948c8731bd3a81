"""What can go wrong, as values: a status for HTTP, a title, a detail, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import ClassVar

Cases = Mapping[str, tuple[str, ...]]
"""Ways in which an error comes about, and the names of the values that each has."""


class ToktokError(Exception):
    """Base of every error this package raises on purpose.

    `status` is the HTTP status a route answers with, `title` names the kind, `detail` the case, and
    `remedy` says in one sentence what the reader can do. `cases` are the ways in which it comes about, as far
    as readers are told them apart: pages have a sentence for each.
    """

    status: ClassVar[int] = HTTPStatus.INTERNAL_SERVER_ERROR
    title: ClassVar[str] = "Internal error"
    remedy: str = ""
    cases: ClassVar[Cases] = {"": ()}

    def __init__(
        self, detail: str, *, remedy: str | None = None, case: str = "", **values: str | int
    ) -> None:
        super().__init__(detail)
        if tuple(values) != self.cases[case]:
            raise TypeError(f"{type(self).__name__} has the values {self.cases[case]} in {case!r}")
        self.detail, self.case, self.values = detail, case, values
        if remedy is not None:
            self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.detail} {self.remedy}".rstrip()

    @property
    def members(self) -> dict[str, int | None]:
        """Figures that belong to the case, for a problem document."""
        return {}


class ConfigError(ToktokError):
    """A setting is missing or cannot be used."""

    title = "Bad configuration"


class NotFoundError(ToktokError):
    """What was asked for does not exist."""

    status = HTTPStatus.NOT_FOUND
    title = "Not found"


class InvalidInputError(ToktokError):
    """The request says something that cannot be meant."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    title = "Invalid input"


class UnavailableError(ToktokError):
    """Something this process needs does not answer now; trying again later helps."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    title = "Temporarily unavailable"
    remedy = "Try again in a few seconds."


class RpcUnavailableError(UnavailableError):
    """The node cannot be reached, or answers with something that is no answer."""

    title = "Node unreachable"
    remedy = "Start the node, or set TOKTOK_RPC_URL to one that runs."


class DatabaseUnavailableError(UnavailableError):
    """The database cannot be reached, has no space left, or is kept by somebody else for too long."""

    title = "Database unavailable"
    remedy = (
        "Look whether it runs, lets us in and has space, and whether TOKTOK_DATABASE_URL is right."
    )


class DatabaseReplacedError(ToktokError):
    """The file that was opened is not the one at its path any more."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    title = "Database replaced"
    remedy = "Start again, so that the database that is there now is opened."


class DatabaseDamagedError(ToktokError):
    """The file is no database, or not a whole one any more."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    title = "Database damaged"
    remedy = (
        "Put the file away, index anew into an empty database and `toktok restore` the last backup."
    )


class SchemaError(ToktokError):
    """The database's tables are not those of this version."""

    title = "Another schema"
    remedy = (
        "Install a version that has this schema: there is no way back to an older one, save to index "
        "anew into an empty database and `toktok restore` what was signed."
    )


class BackupError(ToktokError):
    """A backup cannot be made, or cannot be trusted; the database is as it was."""

    title = "Backup refused"
    remedy = "Take another copy of the backup: the database is as it was."


class RpcTimeoutError(RpcUnavailableError):
    """The node took too long over one request."""

    title = "Node too slow"


class RpcError(ToktokError):
    """The node understood the request and refused it."""

    status = HTTPStatus.BAD_GATEWAY
    title = "Node refused"

    def __init__(self, method: str, *, code: int, message: str, data: object = None) -> None:
        super().__init__(f"{method}: {message} ({code}).")
        self.method = method
        self.code = code
        self.message = message
        self.data = data


class ChainMismatchError(ToktokError):
    """Database, deployment and node do not speak of the same chain; nothing was written."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    title = "Another chain"
    remedy = (
        "Run `make reset` if this is a local chain that was started anew; otherwise point "
        "TOKTOK_RPC_URL and TOKTOK_DATABASE_URL at what belongs together."
    )


class ReorgTooDeepError(ToktokError):
    """The chain was rewritten below what the journal can undo."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    title = "Reorganisation too deep"
    remedy = "Raise TOKTOK_CONFIRMATIONS and run `toktok reindex`."


class UntrustedNodeError(ToktokError):
    """The node keeps giving answers that contradict each other; nothing past them was indexed."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    title = "Node contradicts itself"
    remedy = "Set TOKTOK_RPC_URL to another node and start again: the database is whole."
