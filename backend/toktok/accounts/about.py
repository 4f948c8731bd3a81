"""What a subject is called and where it is shown."""

from __future__ import annotations

from sqlmodel import Session

from toktok.accounts.hidden import hidden_reason
from toktok.accounts.picture_states import with_picture
from toktok.accounts.social_rows import AboutRow
from toktok.accounts.subjects import Subject, comment_at
from toktok.moments.metadata import metadata_at
from toktok.moments.venue import Venue
from toktok.store.tables import Creator, Moment

_EXCERPT = 80


def about(session: Session, venue: Venue, subject: str) -> AboutRow:
    """The name and the address of a page for `subject`; both are empty if it is gone."""
    kind, _, name = subject.partition(":")
    hidden = hidden_reason(session, subject) is not None
    if kind == "creator" and (creator := session.get(Creator, bytes.fromhex(name[2:]))):
        return AboutRow(kind, subject, creator.name, f"/creators/{name}", creator.creator, hidden)
    if kind == "moment" and (moment := session.get(Moment, int(name))):
        title = _title(venue, moment)
        return AboutRow(kind, subject, title, f"/moments/{name}", moment.creator, hidden)
    if kind == "profile":
        return AboutRow(kind, subject, name, f"/portfolio/{name}", bytes.fromhex(name[2:]), hidden)
    if kind == "picture" and (having := with_picture(session, name)):
        owner = having[0].account
        rejected = having[0].picture_state == "rejected"
        address = f"0x{owner.hex()}"
        return AboutRow(kind, subject, address, f"/portfolio/{address}", owner, rejected)
    if kind == "comment" and (comment := comment_at(session, bytes.fromhex(name))):
        path = about(session, venue, comment.subject).path
        is_hidden = comment.hidden_at is not None
        text = comment.body[:_EXCERPT]
        return AboutRow(kind, subject, text, f"{path}#discussion", comment.author, is_hidden)
    return AboutRow(kind, subject, "", "", None, hidden)


def quote(session: Session, venue: Venue, subject: Subject) -> str:
    """What can be read of a subject now, kept for those who look at it later."""
    if subject.kind == "comment":
        comment = comment_at(session, bytes.fromhex(subject.name.partition(":")[2]))
        return "" if comment is None else comment.body
    return about(session, venue, subject.name).name


def _title(venue: Venue, moment: Moment) -> str:
    metadata = metadata_at(venue.media, moment.uri)
    return f"#{moment.moment}" if metadata is None else metadata.name
