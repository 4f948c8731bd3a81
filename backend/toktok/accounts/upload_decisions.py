"""What operators decide about uploads: published by CID with metadata beside it, or sent back with a reason."""

from __future__ import annotations

from typing import Any

import orjson
from sqlmodel import Session

from toktok.accounts.operators import MOST_CHARACTERS, record
from toktok.accounts.upload_errors import AlreadyDecided
from toktok.accounts.upload_rows import UploadRow
from toktok.accounts.uploads import find_upload, row_of
from toktok.accounts.wording import worded
from toktok.market.values import Address
from toktok.media.cid import SCHEME
from toktok.media.folder import MediaFolder
from toktok.media.waiting import WaitingRoom
from toktok.store.tables import AppUpload


def approve(
    session: Session,
    upload: int,
    *,
    operator: Address,
    room: WaitingRoom,
    folder: MediaFolder,
    now: int,
) -> UploadRow:
    """Publish the files and what is said about them. Raises UnknownUpload, AlreadyDecided.

    Files first: whoever dies in between leaves published what was approved anyway, and can approve again.
    """
    found = _waiting(session, upload)
    for cid in _files(found):
        room.publish(found.account, cid, folder)
    found.metadata_cid = folder.put(_metadata(found))
    _decide(session, found, "approved", operator=operator, now=now)
    record(session, operator, "approve", f"upload:{found.key.hex()}", found.name)
    return row_of(found)


def reject(session: Session, upload: int, reason: str, *, operator: Address, now: int) -> UploadRow:
    """Send it back with a reason. Raises UnknownUpload, AlreadyDecided, TextRefused."""
    found = _waiting(session, upload)
    found.reason = worded(reason, most=MOST_CHARACTERS)
    _decide(session, found, "rejected", operator=operator, now=now)
    record(session, operator, "refuse", f"upload:{found.key.hex()}", found.reason)
    return row_of(found)


def _waiting(session: Session, upload: int) -> AppUpload:
    found = find_upload(session, upload)
    if found.state != "waiting":
        raise AlreadyDecided(found.state)
    return found


def _decide(
    session: Session, upload: AppUpload, state: str, *, operator: Address, now: int
) -> None:
    upload.state, upload.decided_at, upload.decided_by = state, now, operator
    session.add(upload)
    session.flush()


def _files(upload: AppUpload) -> list[str]:
    return [cid for cid in (upload.media_cid, upload.poster_cid) if cid is not None]


def _metadata(upload: AppUpload) -> bytes:
    """The file that `uri` of a moment or a sound names."""
    said: dict[str, Any] = {"name": upload.name, "description": upload.description}
    if upload.poster_cid is not None:
        said["image"] = f"{SCHEME}{upload.poster_cid}"
    key = "animation_url" if upload.kind == "moment" else "audio_url"
    said[key] = f"{SCHEME}{upload.media_cid}"
    properties: dict[str, Any] = {
        "content_hash": f"0x{upload.media_hash.hex()}",
        "media_type": upload.media_kind,
    }
    if upload.milliseconds is not None:
        properties["seconds"] = upload.milliseconds / 1000
    said["properties"] = properties
    return orjson.dumps(said)
