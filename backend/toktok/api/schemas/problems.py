"""Problem documents (RFC 9457), and which of them a route may answer with."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from toktok.api.schemas.values import Record

MEDIA_TYPE = "application/problem+json"

Responses = dict[int | str, dict[str, Any]]


class Problem(Record):
    """What went wrong, and what to do about it."""

    type: Annotated[str, Field(description="Names the kind of problem.")]
    title: str
    status: int
    detail: str
    remedy: Annotated[str | None, Field(description="What to do.")] = None
    errors: Annotated[
        list[dict[str, str]] | None, Field(description="Which `parameter`, and its `detail`.")
    ] = None


def _example(status: int, title: str, detail: str, remedy: str) -> dict[str, Any]:
    anchor = title.lower().replace(" ", "-")
    return {
        "type": f"/docs#{anchor}",
        "title": title,
        "status": status,
        "detail": detail,
        "remedy": remedy,
    }


def _response(description: str, document: dict[str, Any]) -> dict[str, Any]:
    content = {MEDIA_TYPE: {"schema": Problem.model_json_schema(), "example": document}}
    return {"description": description, "content": content}


INVALID: Responses = {
    422: _response(
        "A parameter cannot be meant.",
        {
            **_example(
                422,
                "Invalid parameter",
                "limit: Input should be less than or equal to 200.",
                "Correct the parameters named in `errors`; /docs says what each may be.",
            ),
            "errors": [
                {"parameter": "limit", "detail": "Input should be less than or equal to 200"}
            ],
        },
    )
}

UNKNOWN: Responses = {
    404: _response(
        "There is no such creator.",
        _example(
            404,
            "Creator not found",
            "There is no creator '0xnothex'.",
            "Give a handle such as `ada`, or the token's address.",
        ),
    ),
    **INVALID,
}

NOT_TRADING: Responses = {
    409: _response(
        "The token does not trade.",
        _example(
            409,
            "Token is not trading",
            "The launch of 'ada' is open; there is no curve to quote from.",
            "Wait until the launch is finalized, or contribute to it while it is open.",
        ),
    ),
    **UNKNOWN,
}

NOT_READY: Responses = {
    503: _response(
        "The index is not the chain as it is now.",
        _example(
            503,
            "Not ready",
            "The indexer is 240 blocks behind the node.",
            "Wait until the indexer has caught up; reading goes on with what is indexed.",
        ),
    )
}
