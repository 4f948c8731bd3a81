"""What may be refused of what people like, say and report, and what to do about it."""

from __future__ import annotations

from typing import ClassVar

from toktok.errors import Cases, InvalidInputError, NotFoundError, ToktokError


class UnknownSubject(NotFoundError):
    """Nothing that can be liked, commented on or reported."""

    title = "Subject not found"
    remedy = "A subject is `creator:` and a handle or token, or `moment:` and a number."

    def __init__(self, subject: str) -> None:
        super().__init__(f"There is no subject {subject[:80]!r}.")


class UnknownComment(NotFoundError):
    """A comment that is not there, or no longer."""

    title = "Comment not found"
    remedy = "Read the comments again: its author may have deleted it."

    def __init__(self) -> None:
        super().__init__("There is no such comment.")


class CannotFollowYourself(InvalidInputError):
    """Nobody follows themselves."""

    title = "Your own account"
    remedy = "Follow somebody else."

    def __init__(self) -> None:
        super().__init__("This account is the one you are signed in with.")


class NotACreator(InvalidInputError):
    """Only creators can be followed."""

    title = "Not a creator"
    remedy = "Follow an account that has launched a token or created a moment."

    def __init__(self, account: str) -> None:
        super().__init__(f"{account} has neither a token nor a moment.")


class TextRefused(InvalidInputError):
    """A text that is not taken."""

    title = "Text refused"


class EmptyText(TextRefused):
    """There is nothing in it to read."""

    title = "Empty text"
    remedy = "Write something."

    def __init__(self) -> None:
        super().__init__("There is nothing to read in this text.")


class TextTooLong(TextRefused):
    """It is longer than it may be."""

    title = "Text too long"
    remedy = "Make it shorter."
    cases: ClassVar[Cases] = {"": ("length", "most")}

    def __init__(self, length: int, *, most: int) -> None:
        super().__init__(
            f"The text has {length} characters, at most {most} are taken.", length=length, most=most
        )


class InsultingText(TextRefused):
    """It insults somebody."""

    title = "Insulting text"
    remedy = "Say it in other words."
    cases: ClassVar[Cases] = {"": ("words",)}

    def __init__(self, words: str) -> None:
        super().__init__(f"Words that insult are not taken here: {words}.", words=words)


class SaidAlready(TextRefused):
    """The same was said last, in the same place."""

    title = "Said already"
    remedy = "Say something else."

    def __init__(self) -> None:
        super().__init__("You have just said this.")


class TooManyReports(ToktokError):
    """More reports of one account wait than anybody can look at."""

    status: ClassVar[int] = 409
    title = "Too many reports"
    remedy = "Wait until operators have looked at some of yours."
    cases: ClassVar[Cases] = {"": ("most",)}

    def __init__(self, most: int) -> None:
        super().__init__(f"{most} of your reports wait.", most=most)


class OutsideTheAudience(ToktokError):
    """The creator has kept comments for others."""

    status: ClassVar[int] = 403
    title = "Outside the audience"
    cases: ClassVar[Cases] = {"subscribers": (), "holders": ()}

    def __init__(self, audience: str) -> None:
        super().__init__(
            f"Only {audience} may comment here.",
            remedy="Subscribe to the creator."
            if audience == "subscribers"
            else "Buy some of the creator's token.",
            case=audience,
        )


class BlockedByCreator(ToktokError):
    """The creator does not want to hear from this account."""

    status: ClassVar[int] = 403
    title = "Blocked by the creator"
    remedy = "You can still read, trade, sell and claim."

    def __init__(self) -> None:
        super().__init__("The creator has blocked this account.")


class SubjectIsHidden(ToktokError):
    """Operators have hidden what should be commented on or liked."""

    status: ClassVar[int] = 409
    title = "Hidden by operators"
    remedy = "Selling, refunds and claims go on as before."

    def __init__(self) -> None:
        super().__init__("Operators have hidden this; nothing new is taken under it.")


class FileIsWithheld(ToktokError):
    """A file that only hidden moments use."""

    status: ClassVar[int] = 410
    title = "Withheld by operators"
    cases: ClassVar[Cases] = {"moment": ("moment",)}
    remedy = "The moment's page says why it is hidden; what is owned and owed stays as it is."

    def __init__(self, moment: int) -> None:
        super().__init__(
            f"Operators have hidden moment {moment}, and with it this file.",
            case="moment",
            moment=moment,
        )


class PictureIsWithheld(ToktokError):
    """A picture of a profile that waits for operators, or that they show to nobody."""

    status: ClassVar[int] = 410
    title = "Picture withheld"
    remedy = "Whoever has this picture can choose another one."

    def __init__(self) -> None:
        super().__init__("Operators have not approved this picture, or taken it down.")


class NotYours(ToktokError):
    """Somebody else wrote it, or it is under somebody else's name."""

    status: ClassVar[int] = 403
    title = "Not yours"
    remedy = "Report it instead, or mute its author."
    cases: ClassVar[Cases] = {
        "author": (), "own": (), "hidden": (), "hidden_by_operator": (), "under_name": (), "audience": (),
    }  # fmt: skip


class NotAnOperator(ToktokError):
    """Only operators of this service may."""

    status: ClassVar[int] = 403
    title = "Operators only"
    remedy = "Sign in with an account that TOKTOK_OPERATORS names."

    def __init__(self) -> None:
        super().__init__("This is for those who run the service.")


class NothingToDo(ToktokError):
    """It is hidden already, or not hidden at all."""

    status: ClassVar[int] = 409
    title = "Nothing to do"
    remedy = "Load the page again: somebody else was faster."
    cases: ClassVar[Cases] = {
        "hidden": (),
        "shown": (),
        "reported": (),
        "approved": (),
        "rejected": (),
    }
