"""Problem documents (RFC 9457): what went wrong, and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from toktok.api.limits import largest_body
from toktok.errors import ToktokError


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem, as the documentation lists it."""

    title: str
    status: int
    meaning: str
    remedy: str

    @property
    def anchor(self) -> str:
        """Its place in the documentation."""
        return _anchor(self.title)


INVALID = Kind(
    "Invalid parameter",
    HTTPStatus.UNPROCESSABLE_ENTITY,
    "A parameter is missing or is not what it may be.",
    "Correct the parameters named in `errors`; /docs says what each may be.",
)
NOT_FOUND = Kind(
    "Not found",
    HTTPStatus.NOT_FOUND,
    "There is nothing at this address.",
    "See /docs for what there is.",
)
NOT_ALLOWED = Kind(
    "Method not allowed",
    HTTPStatus.METHOD_NOT_ALLOWED,
    "The address is right, the method is not.",
    "See /docs for the methods of this address.",
)
TOO_LARGE = Kind(
    "Body too large",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "More was sent than anything here needs.",
    "Send less at a time, or a smaller file.",
)
UNEXPECTED = Kind(
    "Internal error",
    HTTPStatus.INTERNAL_SERVER_ERROR,
    "Something went wrong here, not in your request.",
    "Try again; if it stays, tell the operator when it happened.",
)


_ROOMS = ("accounts", "api", "market", "media", "moments", "payouts")
_READING = tuple(f"toktok.{room}." for room in _ROOMS)


def unexpected() -> dict[str, Any]:
    """The document of what nobody expected; it shows nothing of the inside."""
    return _document(UNEXPECTED, UNEXPECTED.meaning)


def of_error(error: ToktokError) -> dict[str, Any]:
    """The document of an error of ours."""
    kind = Kind(error.title, int(error.status), "", error.remedy)
    told: dict[str, Any] = {"case": error.case} if error.case else {}
    if error.values:
        told["values"] = written(error.values)
    return {**_document(kind, error.detail), **told, **error.members}


def written(values: Mapping[str, str | int]) -> dict[str, str]:
    """The values of a case, each as text: the names say how to read them."""
    return {name: str(value) for name, value in values.items()}


def of_invalid_request(error: RequestValidationError) -> dict[str, Any]:
    """The document of parameters that cannot be meant; it names each."""
    return _invalid(
        [{"parameter": str(each["loc"][-1]), "detail": str(each["msg"])} for each in error.errors()]
    )


def _invalid(wrong: list[dict[str, str]]) -> dict[str, Any]:
    detail = "; ".join(f"{each['parameter']}: {each['detail']}" for each in wrong) + "."
    return {**_document(INVALID, detail), "errors": wrong}


def of_http_exception(request: Request, error: HTTPException) -> dict[str, Any]:
    """The document of what the framework refuses."""
    address = request.url.path[:80]
    if error.status_code == HTTPStatus.BAD_REQUEST:
        return _invalid([{"parameter": "body", "detail": "This is not JSON in UTF-8"}])
    if error.status_code == HTTPStatus.NOT_FOUND:
        return _document(NOT_FOUND, f"There is nothing at {address}.")
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        return _document(NOT_ALLOWED, f"{address} cannot be asked with {request.method[:10]}.")
    if error.status_code == TOO_LARGE.status:
        return _document(TOO_LARGE, f"A body may have {largest_body(request.url.path)} bytes here.")
    title = HTTPStatus(error.status_code).phrase.capitalize()
    return _document(Kind(title, error.status_code, "", "See /docs."), f"{error.detail}.")


def problem_kinds() -> list[Kind]:
    """Every kind of problem that the interface answers with, by status."""
    kinds = [INVALID, NOT_FOUND, NOT_ALLOWED, TOO_LARGE, UNEXPECTED, *_ours(ToktokError)]
    return sorted(kinds, key=lambda kind: (kind.status, kind.title))


def _ours(base: type[ToktokError]) -> Iterator[Kind]:
    for error in base.__subclasses__():
        yield from _ours(error)
        if error.__module__.startswith(_READING):
            meaning = (error.__doc__ or "").partition("\n")[0]
            yield Kind(error.title, int(error.status), meaning, error.remedy)


def _document(kind: Kind, detail: str) -> dict[str, Any]:
    document: dict[str, Any] = {
        "type": f"/docs#{kind.anchor}",
        "title": kind.title,
        "status": int(kind.status),
        "detail": detail,
    }
    return {**document, "remedy": kind.remedy} if kind.remedy else document


def _anchor(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
