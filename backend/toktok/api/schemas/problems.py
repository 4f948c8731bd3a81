"""Problem documents (RFC 9457), and which of them a route may answer with."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, WithJsonSchema

from toktok.api.schemas.values import Record

MEDIA_TYPE = "application/problem+json"

Responses = dict[int | str, dict[str, Any]]

_ERROR: dict[str, Any] = {
    "type": "object",
    "properties": {"parameter": {"type": "string"}, "detail": {"type": "string"}},
    "required": ["parameter", "detail"],
    "additionalProperties": False,
}
"""Written out: a problem stands within the description of a route, where a reference would lead nowhere."""


class Problem(Record):
    """What went wrong, and what to do about it."""

    type: Annotated[str, Field(description="Names the kind of problem.")]
    title: str
    status: int
    detail: str
    remedy: Annotated[str | None, Field(description="What to do.")] = None
    case: Annotated[
        str | None, Field(description="Which of the ways in which this kind comes about.")
    ] = None
    values: Annotated[
        dict[str, str] | None,
        Field(description="What is in the way: amounts in wei, times in Unix seconds."),
    ] = None
    errors: Annotated[
        list[dict[str, str]] | None,
        Field(description="Which `parameter`, and its `detail`."),
        WithJsonSchema({"anyOf": [{"type": "array", "items": _ERROR}, {"type": "null"}]}),
    ] = None


class NotReadyProblem(Problem):
    """The same, and how far the index is behind the node."""

    block: Annotated[int | None, Field(description="The last block indexed.")]
    head: Annotated[int | None, Field(description="The node's last block, if it ever answered.")]
    lag_blocks: int
    lag_seconds: Annotated[int, Field(description="Of the chain's clock.")]


SCHEMAS = {model.__name__: model.model_json_schema() for model in (Problem, NotReadyProblem)}
"""For the components of the API's description, which knows only what answers are made of by itself."""


def example_of(status: int, title: str, detail: str, remedy: str) -> dict[str, Any]:
    anchor = title.lower().replace(" ", "-")
    return {
        "type": f"/docs#{anchor}",
        "title": title,
        "status": status,
        "detail": detail,
        "remedy": remedy,
    }


def response(
    description: str, document: dict[str, Any], *, model: type[Problem] = Problem
) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{model.__name__}"}
    content = {MEDIA_TYPE: {"schema": schema, "example": document}}
    return {"description": description, "content": content}


def problem(status: int, title: str, detail: str, remedy: str, *, says: str) -> Responses:
    """A problem document a route may answer with; `says` is what the status means there."""
    return {status: response(says, example_of(status, title, detail, remedy))}


INVALID: Responses = {
    422: response(
        "A parameter cannot be meant.",
        {
            **example_of(
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

NOT_READY: Responses = {
    503: response(
        "The index is not the chain as it is now.",
        {
            **example_of(
                503,
                "Not ready",
                "The indexer is 240 blocks behind the node.",
                "Wait until the indexer has caught up; reading goes on with what is indexed.",
            ),
            "block": 1_000,
            "head": 1_240,
            "lag_blocks": 240,
            "lag_seconds": 2_880,
        },
        model=NotReadyProblem,
    )
}


def too_large(most: int) -> dict[str, Any]:
    """A body of more bytes than a route takes."""
    return response(
        "The body is larger than this takes.",
        example_of(
            413,
            "Body too large",
            f"A body may have {most} bytes here.",
            "Send less at a time, or a smaller file.",
        ),
    )


TOO_MANY: Responses = {
    429: response(
        "More was handed in or asked for than one client may at once.",
        example_of(
            429,
            "Too many requests",
            "More of this is taken again in 3 s.",
            "Wait for as many seconds as `Retry-After` says, then send it again.",
        ),
    ),
}

SIGNED_IN: Responses = {
    **INVALID,
    401: response(
        "Nobody is signed in, or no longer.",
        example_of(
            401,
            "Not signed in",
            "This is for people who signed in; a session ends after a while.",
            "Sign in with your wallet (`POST /v1/session/challenge`), then send it again.",
        ),
    ),
    403: response(
        "A change that no page of this site has sent: from another site, or without the session's token.",
        example_of(
            403,
            "CSRF token missing or wrong",
            "The header X-CSRF-Token does not belong to this session.",
            "Send `csrf_token` of `GET /v1/session` in the header `X-CSRF-Token`.",
        ),
    ),
}

TOO_MUCH: Responses = {
    409: response(
        "As much is kept as may be.",
        example_of(
            409,
            "Too much kept",
            "50 drafts are kept for an account.",
            "Remove some, then send it again.",
        ),
    ),
}

REFUSED: Responses = {
    409: response(
        "It could not be used now.",
        example_of(
            409,
            "Not usable now",
            "Token 100001 has version 3; the order is for 2.",
            "Look at the token again, then sign with version 3.",
        ),
    ),
    422: response(
        "It could never be used: a term is out of bounds, or somebody else signed.",
        example_of(
            422,
            "Terms out of bounds",
            "price: an order needs a price above 0.",
            "Correct the term that is named, sign again and send that.",
        ),
    ),
    **TOO_MANY,
}
