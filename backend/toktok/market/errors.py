"""What a reader of the market may have got wrong, and what to do about it."""

from __future__ import annotations

from typing import ClassVar

from toktok.errors import Cases, ToktokError, UnavailableError


class ForeignCursor(ToktokError):
    """A cursor that this list did not make."""

    status = 422
    title = "Cursor of another list"

    def __init__(self, cursor: str) -> None:
        super().__init__(
            f"The cursor {cursor[:80]!r} was not made by this list with these filters.",
            remedy="Leave `cursor` out to begin again, and change no filter between pages.",
        )


class StaleCursor(ToktokError):
    """A cursor whose list was begun so long ago that its order is forgotten."""

    status = 422
    title = "Cursor too old"

    def __init__(self, *, kept_since: int) -> None:
        super().__init__(
            f"The list was begun before block {kept_since}; its order is kept since then.",
            remedy="Leave `cursor` out to begin again.",
        )


class UnknownCreator(ToktokError):
    """Neither a token nor a handle that was ever launched."""

    status = 404
    title = "Creator not found"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"There is no creator {name[:80]!r}.",
            remedy=(
                "Give a handle such as `ada`, or the token's address: 0x and 40 hexadecimal "
                "digits. `GET /v1/creators` lists them."
            ),
        )


class NotTrading(ToktokError):
    """A token whose launch has not led to a market."""

    status = 409
    title = "Token is not trading"

    def __init__(self, handle: str, status: str) -> None:
        super().__init__(
            f"The launch of {handle!r} is {status}; there is no curve to quote from.",
            remedy="Wait until the launch is finalized, or contribute to it while it is open.",
        )


class QuoteRefused(ToktokError):
    """A trade the curve does not allow; `detail` is the contract's own error."""

    status = 422
    title = "Trade not possible"
    cases: ClassVar[Cases] = {"": ("error",)}

    def __init__(self, detail: str) -> None:
        super().__init__(
            f"The market would refuse this trade: {detail}.",
            remedy="Ask for another amount: more than zero, and within the token's supply.",
            error=detail,
        )


class NothingIndexed(UnavailableError):
    """There is no block to read at yet."""

    title = "Nothing indexed yet"
    remedy = "The indexer is starting; try again when `GET /ready` answers with 200."

    def __init__(self) -> None:
        super().__init__("No block has been indexed.")
