"""Why somebody is not let in, or may not do what they ask for."""

from __future__ import annotations

from http import HTTPStatus
from typing import ClassVar, Literal

from toktok.errors import Cases, InvalidInputError, NotFoundError, ToktokError

Kept = Literal["drafts", "blocks", "watches", "browsers"]


class NotSignedIn(ToktokError):
    """Nobody is signed in, or no longer."""

    status = HTTPStatus.UNAUTHORIZED
    title = "Not signed in"
    remedy = "Sign in with your wallet (`POST /v1/session/challenge`), then send it again."

    def __init__(self) -> None:
        super().__init__("This is for people who signed in; a session ends after a while.")


class ForeignOrigin(ToktokError):
    """A page of somebody else's had a browser send this."""

    status = HTTPStatus.FORBIDDEN
    title = "Sent from another site"
    remedy = "Send it from a page of this site."

    def __init__(self) -> None:
        super().__init__("The request was begun by a page of another site.")


class WrongCsrfToken(ToktokError):
    """Something is changed without the token that pages of this site send along."""

    status = HTTPStatus.FORBIDDEN
    title = "CSRF token missing or wrong"
    remedy = "Send `csrf_token` of `GET /v1/session` in the header `X-CSRF-Token`."

    def __init__(self) -> None:
        super().__init__("The header X-CSRF-Token does not belong to this session.")


class UnknownSite(ToktokError):
    """Asked for under a name the operator has not said is ours."""

    status = HTTPStatus.MISDIRECTED_REQUEST
    title = "Unknown site"
    remedy = "Open the page where its operator says it is (TOKTOK_PUBLIC_URL), and sign in there."

    def __init__(self, host: str) -> None:
        super().__init__(f"Nobody can sign in for {host[:80]!r} here.")


class ChallengeOver(InvalidInputError):
    """The signed text was never given out, has expired, or was used."""

    title = "Text to sign is over"
    remedy = "Ask for a new text (`POST /v1/session/challenge`) and sign that one, unchanged."

    def __init__(self) -> None:
        super().__init__("The signed text is not one that waits for a signature.")


class SignInRefused(InvalidInputError):
    """The signature is not of the account that wants to sign in."""

    title = "Sign-in refused"
    remedy = (
        "Sign the text with the account it names (`personal_sign`): by its key, or with what its contract "
        "accepts (EIP-1271)."
    )

    def __init__(self, account: str) -> None:
        super().__init__(f"The signature is not {account}'s.")


class InvalidProfile(InvalidInputError):
    """A profile that cannot be kept like this."""

    title = "Profile refused"
    cases: ClassVar[Cases] = {
        "name_lines": (),
        "name_address": (),
        "name_at": (),
        "name_badge": ("sign",),
        "name_reserved": ("word",),
        "name_taken": ("handle",),
        "links": ("most",),
        "link": ("link",),
    }
    remedy = "Correct what is named and send it again; what was kept before is unchanged."


class PictureRefused(InvalidInputError):
    """A file that is not shown as somebody's picture."""

    title = "Picture refused"
    cases: ClassVar[Cases] = {
        "kind": (),
        "size": ("most",),
        "side": ("most",),
        "pixels": ("most",),
        "unreadable": (),
    }
    remedy = "Send a PNG, JPEG or WebP of at most 4 MB."


class YourOwnAccount(InvalidInputError):
    """Nobody blocks themselves."""

    title = "Your own address"
    remedy = "Block or mute somebody else."

    def __init__(self) -> None:
        super().__init__("This is the account you are signed in with.")


class UnknownDraft(NotFoundError):
    """A draft that is not kept."""

    title = "Draft not found"
    remedy = "`GET /v1/me/drafts` lists those there are."

    def __init__(self, key: str) -> None:
        super().__init__(f"There is no draft {key!r}.")


class DraftRefused(InvalidInputError):
    """A draft that is more than a form's worth, or no JSON that can be told again."""

    title = "Draft refused"
    cases: ClassVar[Cases] = {"content": (), "size": ("most",)}
    remedy = "Keep less in it, amounts as decimal strings; files go to `POST /v1/uploads/files`."


class TooMuchKept(ToktokError):
    """More of something than is kept for one account."""

    status = HTTPStatus.CONFLICT
    title = "Too much kept"
    remedy = "Remove some, then send it again."
    cases: ClassVar[Cases] = {
        "drafts": ("most",),
        "blocks": ("most",),
        "watches": ("most",),
        "browsers": ("most",),
    }

    def __init__(self, case: Kept, *, most: int) -> None:
        what = {
            "drafts": "drafts",
            "blocks": "blocked and muted accounts",
            "watches": "creators",
            "browsers": "browsers that are told of news",
        }[case]
        super().__init__(f"{most} {what} are kept for an account.", case=case, most=most)
