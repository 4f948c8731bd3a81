"""Why something is not taken to be published, or cannot be decided."""

from __future__ import annotations

from http import HTTPStatus
from typing import ClassVar

from toktok.errors import Cases, InvalidInputError, NotFoundError, ToktokError


class UnknownUpload(NotFoundError):
    """Nothing of that number was handed in by this account."""

    title = "Upload not found"
    remedy = "`GET /v1/uploads` lists yours."

    def __init__(self, upload: int) -> None:
        super().__init__(f"There is no upload {upload} of yours.")


class UploadRefused(InvalidInputError):
    """What was handed in cannot be published like this."""

    title = "Upload refused"
    cases: ClassVar[Cases] = {"clip": (), "no_poster": (), "sound": (), "poster": ()}
    remedy = "Correct what is named and hand it in again."


class TooManyWaiting(ToktokError):
    """An account waits for as many decisions as it may."""

    status = HTTPStatus.CONFLICT
    title = "Too many uploads waiting"
    remedy = "Wait until operators have looked at one of them."
    cases: ClassVar[Cases] = {"": ("most",)}

    def __init__(self, most: int) -> None:
        super().__init__(f"{most} uploads of one account can wait at once.", most=most)


class AlreadyDecided(ToktokError):
    """An operator was faster."""

    status = HTTPStatus.CONFLICT
    title = "Already decided"
    remedy = "Load the list again."

    def __init__(self, state: str) -> None:
        super().__init__(f"This upload was {state} meanwhile.")
