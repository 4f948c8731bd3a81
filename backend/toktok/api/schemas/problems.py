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


def _example(status: int, title: str, detail: str, remedy: str) -> dict[str, Any]:
    anchor = title.lower().replace(" ", "-")
    return {
        "type": f"/docs#{anchor}",
        "title": title,
        "status": status,
        "detail": detail,
        "remedy": remedy,
    }


def _response(
    description: str, document: dict[str, Any], *, model: type[Problem] = Problem
) -> dict[str, Any]:
    content = {MEDIA_TYPE: {"schema": model.model_json_schema(), "example": document}}
    return {"description": description, "content": content}


def problem(status: int, title: str, detail: str, remedy: str, *, says: str) -> Responses:
    """A problem document a route may answer with; `says` is what the status means there."""
    return {status: _response(says, _example(status, title, detail, remedy))}


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
        {
            **_example(
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


def _missing(description: str, title: str, detail: str, remedy: str) -> Responses:
    document = _example(404, title, detail, remedy)
    return {404: _response(description, document), **INVALID}


NO_MOMENT = _missing(
    "There is no such moment.",
    "Moment not found",
    "There is no moment 7.",
    "`GET /v1/moments` lists those there are.",
)
NO_TOKEN = _missing(
    "There is no such token.",
    "Token not found",
    "There is no token 700001.",
    "A token's id is moment · 100,000 + serial; `GET /v1/moments/{id}/tokens` lists them.",
)
NO_AUCTION = _missing(
    "There is no such auction.",
    "Auction not found",
    "There is no auction 7.",
    "`GET /v1/auctions` lists those there are.",
)
NO_SOUND = _missing(
    "There is no such sound.",
    "Sound not found",
    "There is no sound 7.",
    "`GET /v1/sounds` lists those there are.",
)
NO_ORDER = _missing(
    "Nobody has handed in such an order.",
    "Order not found",
    "No order 0x00… was handed in.",
    "Orders are known by their EIP-712 hash; `GET /v1/orders` lists them.",
)
NO_VOUCHER = _missing(
    "Nobody has handed in such a voucher.",
    "Voucher not found",
    "No voucher 0x00… was handed in.",
    "Vouchers are known by their EIP-712 hash; `GET /v1/vouchers` lists them.",
)
NO_DRAFT = _missing(
    "There is no such draft.",
    "Draft not found",
    "There is no draft 'moment'.",
    "`GET /v1/me/drafts` lists those there are.",
)
NO_FILE = _missing(
    "No such file is kept here.",
    "Unknown media",
    "bafkrei… is not kept here.",
    "Ask for a CID that metadata of a moment, a sound or the fund names.",
)

TOO_MANY: Responses = {
    429: _response(
        "More was handed in than one client may at once.",
        _example(
            429,
            "Too many requests",
            "More of this is taken again in 3 s.",
            "Wait for as many seconds as `Retry-After` says, then send it again.",
        ),
    ),
}

SIGNED_IN: Responses = {
    **INVALID,
    401: _response(
        "Nobody is signed in, or no longer.",
        _example(
            401,
            "Not signed in",
            "This is for people who signed in; a session ends after a while.",
            "Sign in with your wallet (`POST /v1/session/challenge`), then send it again.",
        ),
    ),
    403: _response(
        "A change that no page of this site has sent: from another site, or without the session's token.",
        _example(
            403,
            "CSRF token missing or wrong",
            "The header X-CSRF-Token does not belong to this session.",
            "Send `csrf_token` of `GET /v1/session` in the header `X-CSRF-Token`.",
        ),
    ),
}

TOO_MUCH: Responses = {
    409: _response(
        "As much is kept as may be.",
        _example(
            409,
            "Too much kept",
            "50 drafts are kept for an account.",
            "Remove some, then send it again.",
        ),
    ),
}

REFUSED: Responses = {
    409: _response(
        "It could not be used now.",
        _example(
            409,
            "Not usable now",
            "Token 100001 has version 3; the order is for 2.",
            "Look at the token again, then sign with version 3.",
        ),
    ),
    422: _response(
        "It could never be used: a term is out of bounds, or somebody else signed.",
        _example(
            422,
            "Terms out of bounds",
            "price: an order needs a price above 0.",
            "Correct the term that is named, sign again and send that.",
        ),
    ),
    **TOO_MANY,
}
