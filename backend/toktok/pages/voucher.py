"""A signed voucher: a moment that its first buyer creates."""

from __future__ import annotations

import re

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from toktok.accounts.hidden import hidden_reason, may_review
from toktok.accounts.subjects import moment_subject
from toktok.market.head import read_head
from toktok.moments.errors import UnknownSound, UnknownVoucher
from toktok.moments.metadata import metadata_at
from toktok.moments.rows import SoundRow
from toktok.moments.signed_rows import VoucherRow
from toktok.moments.sounds import one_sound
from toktok.moments.venue import Venue
from toktok.moments.vouchers import one_voucher
from toktok.pages.moment_cards import NOTHING
from toktok.pages.moment_shares import resale_shares, sale_shares
from toktok.pages.parameters import Shown
from toktok.pages.rendering import page
from toktok.pages.site import reader_of, serving
from toktok.payouts.rows import SplitRow
from toktok.routing import PageRouter

router = PageRouter()

_HASH = re.compile(r"0x[0-9a-fA-F]{64}")


def voucher_shown(session: Session, row: VoucherRow, venue: Venue) -> Shown:
    """A voucher, its clip, and who earns with what it sells."""
    terms = row.voucher["terms"]
    sound = _sound(session, int(terms["soundId"]), venue)
    splits = [
        SplitRow(bytes.fromhex(each["recipient"][2:]), each["bps"]) for each in terms["splits"]
    ]
    sound_bps, has_fans = sound.share_bps if sound else 0, row.handle is not None
    return {
        "v": row,
        "is_open": row.state == "unminted",
        "standing": row.reason or row.state,
        "terms": terms,
        "media": row.metadata or NOTHING,
        "sound": sound,
        "contract": venue.moments,
        "waits": int(terms["opensAt"]) > read_head(session).timestamp,
        "sale_shares": sale_shares(splits=splits, sound_bps=sound_bps, has_fans=has_fans),
        "resale_shares": resale_shares(
            royalty_bps=terms["royaltyBps"], splits=splits, sound_bps=sound_bps, has_fans=has_fans
        ),
    }


def _sound(session: Session, sound: int, venue: Venue) -> SoundRow | None:
    try:
        return one_sound(session, sound, venue) if sound else None
    except UnknownSound:
        return None


@router.get("/vouchers/{hash_}")
def voucher_page(request: Request, hash_: str) -> Response:
    """A voucher; the moment that came of it, once there is one."""
    context = serving(request)
    if not _HASH.fullmatch(hash_):
        raise UnknownVoucher(hash_.encode()[:32])
    with context.store.read() as session:
        venue = context.venue(session)
        row = one_voucher(session, bytes.fromhex(hash_[2:]), venue)
        if row.moment is not None:
            return RedirectResponse(f"/moments/{row.moment}", 303)
        shown = {
            **voucher_shown(session, row, venue),
            **_hidden(request, session, row, venue),
            "here": "moments",
        }
        return page(request, session, "voucher.html", shown)


def _hidden(request: Request, session: Session, row: VoucherRow, venue: Venue) -> Shown:
    """The clip for who may look at what is hidden; for others why there is none."""
    whole = metadata_at(venue.media, row.voucher["terms"]["uri"])
    withheld = venue.withheld.moments_behind(session, whole)
    if not withheld:
        return {"hidden_reason": None}
    reader, settings = reader_of(request, session), serving(request).settings
    if may_review(session, settings, reader, withheld):
        return {"media": whole, "hidden_reason": None}
    return {"hidden_reason": hidden_reason(session, moment_subject(min(withheld)))}
