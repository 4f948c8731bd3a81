"""What people hand in to be published: a clip or a sound, and what is said about it."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import orjson
from sqlmodel import Session, col, func, select

from toktok.accounts.upload_errors import TooManyWaiting, UnknownUpload, UploadRefused
from toktok.accounts.upload_rows import Draft, UploadRow, UploadState
from toktok.accounts.wording import worded
from toktok.market.paging import Listing
from toktok.market.values import Address, Hash, Page
from toktok.media.cid import SCHEME
from toktok.media.taken import PICTURES, SOUNDS, WaitingFile
from toktok.media.waiting import WaitingRoom
from toktok.store.tables import AppUpload

MOST_WAITING = 5
LONGEST_NAME = 80
LONGEST_DESCRIPTION = 1_000
_KEY = (31,)


def hand_in(
    session: Session, account: Address, draft: Draft, room: WaitingRoom, *, now: int
) -> UploadRow:
    """Ask operators to look at files that wait; the same ones again are told again.

    Raises UploadRefused, TextRefused, NotWaitingError, TooManyWaiting.
    """
    media = room.find(account, draft.media)
    poster = room.find(account, draft.poster) if draft.poster is not None else None
    _check(draft, media, poster)
    draft = _worded(draft)
    known = session.exec(select(AppUpload).where(AppUpload.key == _key(account, draft))).first()
    if known is not None and known.state != "rejected":
        return row_of(known)
    if count_waiting(session, account) >= MOST_WAITING:
        raise TooManyWaiting(MOST_WAITING)
    kept = known or _new(account, draft, media, poster, now=now)
    kept.state, kept.reason, kept.handed_in_at, kept.decided_at = "waiting", "", now, None
    session.add(kept)
    session.flush()
    return row_of(kept)


def list_uploads(
    session: Session,
    *,
    account: Address | None = None,
    state: UploadState | None = None,
    limit: int = 24,
    cursor: str | None = None,
) -> Page[UploadRow]:
    """Uploads of an account, the last first, or all in a state, the first first. Raises ForeignCursor."""
    listing = Listing(("uploads", account, state))
    number, statement = col(AppUpload.id), select(AppUpload).limit(limit + 1)
    if account is not None:
        statement = statement.where(AppUpload.account == account).order_by(number.desc())
    else:
        statement = statement.order_by(number)
    if state is not None:
        statement = statement.where(AppUpload.state == state)
    if cursor is not None:
        after = listing.key(cursor, _KEY)[0]
        statement = statement.where(number < after if account is not None else number > after)
    found = session.exec(statement).all()
    rows = tuple(row_of(each) for each in found[:limit])
    return Page(rows, listing.cursor((rows[-1].id,)) if len(found) > limit else None)


def one_upload(session: Session, upload: int, *, account: Address | None = None) -> UploadRow:
    """An upload; with `account` only one of its own. Raises UnknownUpload."""
    return row_of(find_upload(session, upload, account=account))


def find_upload(session: Session, upload: int, *, account: Address | None = None) -> AppUpload:
    """The stored upload. Raises UnknownUpload."""
    found = session.get(AppUpload, upload)
    if found is None or account not in (None, found.account):
        raise UnknownUpload(upload)
    return found


def count_waiting(session: Session, account: Address | None = None) -> int:
    """How many uploads wait for an operator; with `account` of its own."""
    waiting = select(func.count()).select_from(AppUpload).where(AppUpload.state == "waiting")
    if account is not None:
        waiting = waiting.where(AppUpload.account == account)
    return session.exec(waiting).one()


def waiting_cids(session: Session, account: Address | None = None) -> set[str]:
    """Files that an upload which waits names; with `account` one of its own."""
    waiting = select(AppUpload.media_cid, AppUpload.poster_cid).where(AppUpload.state == "waiting")
    if account is not None:
        waiting = waiting.where(AppUpload.account == account)
    return {cid for pair in session.exec(waiting) for cid in pair if cid is not None}


def row_of(upload: AppUpload) -> UploadRow:
    """The record of a stored upload."""
    return UploadRow(
        id=upload.id or 0,
        account=upload.account,
        kind=upload.kind,  # type: ignore[arg-type]
        state=upload.state,  # type: ignore[arg-type]
        name=upload.name,
        description=upload.description,
        media=upload.media_cid,
        media_kind=upload.media_kind,
        media_bytes=upload.media_bytes,
        milliseconds=upload.milliseconds,
        poster=upload.poster_cid,
        poster_kind=upload.poster_kind,
        content_hash=upload.media_hash,
        uri=f"{SCHEME}{upload.metadata_cid}" if upload.metadata_cid is not None else None,
        reason=upload.reason,
        handed_in_at=upload.handed_in_at,
        decided_at=upload.decided_at,
    )


def _new(
    account: Address, draft: Draft, media: WaitingFile, poster: WaitingFile | None, *, now: int
) -> AppUpload:
    return AppUpload(
        key=_key(account, draft),
        account=account,
        kind=draft.kind,
        state="waiting",
        name=draft.name,
        description=draft.description,
        media_cid=media.cid,
        media_kind=media.kind,
        media_bytes=media.size,
        media_hash=media.sha256,
        milliseconds=media.milliseconds,
        poster_cid=poster.cid if poster is not None else None,
        poster_kind=poster.kind if poster is not None else None,
        handed_in_at=now,
    )


def _worded(draft: Draft) -> Draft:
    about = draft.description
    return replace(
        draft,
        name=worded(draft.name, most=LONGEST_NAME),
        description=worded(about, most=LONGEST_DESCRIPTION) if about else "",
    )


def _check(draft: Draft, media: WaitingFile, poster: WaitingFile | None) -> None:
    if draft.kind == "moment":
        _require(media.kind == "video/mp4", "media: a moment is an MP4 clip.", case="clip")
        _require(
            poster is not None,
            "poster: a moment needs a picture that stands for it.",
            case="no_poster",
        )
    else:
        _require(media.kind in SOUNDS, "media: this is not a sound.", case="sound")
    _require(
        poster is None or poster.kind in PICTURES,
        "poster: it is a PNG, JPEG or WebP picture.",
        case="poster",
    )


def _require(condition: bool, detail: str, *, case: str) -> None:
    if not condition:
        raise UploadRefused(detail, case=case)


def _key(account: Address, draft: Draft) -> Hash:
    said = [account.hex(), draft.kind, draft.name, draft.description, draft.media, draft.poster]
    return sha256(orjson.dumps(said)).digest()
