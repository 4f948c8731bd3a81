"""What operators decided about what the account handed in, or has made."""

from __future__ import annotations

from collections.abc import Iterator

from sqlmodel import Session, col, select

from toktok.accounts.notices.inquiry import Inquiry
from toktok.accounts.notices.notice import Kind, Notice, beside
from toktok.accounts.subjects import moment_subject
from toktok.market.withheld import withheld_moments
from toktok.store.tables import AppHidden, AppProfile, AppUpload, Moment

_PICTURES: dict[str, Kind] = {"approved": "picture_approved", "rejected": "picture_rejected"}
_UPLOADS: dict[tuple[str, str], Kind] = {
    ("moment", "approved"): "clip_approved",
    ("moment", "rejected"): "clip_rejected",
    ("sound", "approved"): "sound_approved",
    ("sound", "rejected"): "sound_rejected",
}


def decisions(session: Session, asked: Inquiry) -> list[Notice]:
    """Pictures, clips and sounds that were approved or sent back, and moments that were hidden."""
    found = (*_picture(session, asked), *_uploads(session, asked), *_hidden(session, asked))
    return asked.only(found)


def _picture(session: Session, asked: Inquiry) -> Iterator[Notice]:
    profile = session.get(AppProfile, asked.account)
    # One from before pictures waited was decided at no time.
    if profile is None or profile.picture is None or not profile.picture_at:
        return
    kind = _PICTURES.get(profile.picture_state)
    if kind is not None:
        place = beside(profile.picture_at, "picture", 0)
        yield Notice(place, kind, text=profile.picture_reason or None)


def _uploads(session: Session, asked: Inquiry) -> Iterator[Notice]:
    """All of them: an account has few, as each is looked at by somebody."""
    for each in session.exec(select(AppUpload).where(AppUpload.account == asked.account)):
        if each.decided_at is not None:
            place = beside(each.decided_at, "upload", each.id or 0)
            text = f"{each.name}: {each.reason}" if each.reason else each.name
            yield Notice(place, _UPLOADS[each.kind, each.state], text=text)


def _hidden(session: Session, asked: Inquiry) -> Iterator[Notice]:
    own = select(Moment.moment).where(
        col(Moment.moment).in_(withheld_moments(session)), Moment.creator == asked.account
    )
    for moment in session.exec(own):
        hidden = session.get(AppHidden, moment_subject(moment))
        if hidden is not None:
            place = beside(hidden.since, "hidden", moment)
            yield Notice(place, "moment_hidden", moment=moment, text=hidden.reason)
