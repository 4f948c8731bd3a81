"""What routes answer about something that is not there, or not there yet."""

from __future__ import annotations

from toktok.api.schemas.problems import INVALID, Responses, example_of, response

UNKNOWN: Responses = {
    404: response(
        "There is no such creator.",
        example_of(
            404,
            "Creator not found",
            "There is no creator '0xnothex'.",
            "Give a handle such as `ada`, or the token's address.",
        ),
    ),
    **INVALID,
}

NOT_TRADING: Responses = {
    409: response(
        "The token does not trade.",
        example_of(
            409,
            "Token is not trading",
            "The launch of 'ada' is open; there is no curve to quote from.",
            "Wait until the launch is finalized, or contribute to it while it is open.",
        ),
    ),
    **UNKNOWN,
}


def _missing(description: str, title: str, detail: str, remedy: str) -> Responses:
    document = example_of(404, title, detail, remedy)
    return {404: response(description, document), **INVALID}


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
