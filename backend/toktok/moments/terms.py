"""What the contracts would refuse of an order or a voucher whenever it was tried."""

from __future__ import annotations

from collections.abc import Collection

from toktok.chain.addresses import checksum
from toktok.market.values import Address
from toktok.moments.errors import TermsRefused
from toktok.moments.typed_data import Order, Side, Split, Terms, Voucher

BPS = 10_000
LONGEST_ORDER = 90 * 86_400
EARLIEST_ORDER = 900
"""Seconds an order may be signed ahead of the chain's clock: clocks differ."""

_WIDEST = 2**63 - 1
_LONGEST_TEXT = 256
_LARGEST_EDITION = 10_000
_MOST_ROYALTY_BPS = 1_000
_MOST_SPLITS = 8


def check_order(order: Order, *, now: int) -> None:
    """Raises TermsRefused for the first term of an order that is out of bounds."""
    _require(order.price > 0, "price: an order needs a price above 0.", case="price")
    _require(order.id <= _WIDEST, "id: there is no token or moment with such a number.", case="id")
    _require(order.version <= _WIDEST, "version: no token has had so many.", case="version")
    _require(
        order.signed_at <= now + EARLIEST_ORDER,
        f"signedAt: the chain's clock says {now}; an order is taken {EARLIEST_ORDER} s before it is good.",
        case="signed_at",
    )
    _require(order.expiry > order.signed_at, "expiry: it must be after signedAt.", case="expiry")
    limit = order.signed_at + LONGEST_ORDER
    _require(
        order.expiry <= limit,
        f"expiry: an order lasts at most 90 days, here until {limit}.",
        case="expiry_far",
        limit=str(limit),
    )
    listing = order.side == Side.LISTING
    _require(
        order.version > 0 or not listing,
        "version: a listing carries the version of its token.",
        case="listing_version",
    )


def check_voucher(voucher: Voucher, *, now: int, closed: Collection[Address]) -> None:
    """Raises TermsRefused for the first term of a voucher that is out of bounds.

    `closed` can be credited nothing.
    """
    terms = voucher.terms
    _require(
        voucher.creator not in closed,
        "creator: this account could never claim its income.",
        case="creator",
    )
    _require(voucher.moves <= _WIDEST, "moves: nobody has moved so often.", case="moves")
    _require(
        terms.sound_id <= _WIDEST, "soundId: there is no sound with such a number.", case="sound"
    )
    _text("uri", terms.uri, least=1)
    _text("perk", terms.perk, least=0, most=str(_LONGEST_TEXT))
    _require(
        any(terms.content_hash),
        "contentHash: it is the SHA-256 of the media file, not 0.",
        case="content_hash",
    )
    _require(
        1 <= terms.edition_size <= _LARGEST_EDITION,
        f"editionSize: 1 to {_LARGEST_EDITION:,} serials.",
        case="edition",
        most=str(_LARGEST_EDITION),
    )
    _require(terms.price > 0, "price: what a voucher sells has a price above 0.", case="price")
    _require(
        terms.royalty_bps <= _MOST_ROYALTY_BPS, "royaltyBps: at most 1,000 (10 %).", case="royalty"
    )
    _check_times(terms, now=now)
    if terms.splits:
        _check_splits(terms.splits, closed)


def _check_times(terms: Terms, *, now: int) -> None:
    if terms.closes_at:
        opens = max(terms.opens_at, now)
        _require(
            terms.closes_at > opens,
            f"closesAt: after the sale opens and after now, which is {now} by the chain's clock.",
            case="closes",
        )


def _check_splits(splits: tuple[Split, ...], closed: Collection[Address]) -> None:
    _require(
        len(splits) <= _MOST_SPLITS,
        f"splits: at most {_MOST_SPLITS} recipients.",
        case="splits",
        most=str(_MOST_SPLITS),
    )
    for each in splits:
        _require(each.bps > 0, "splits: every recipient has a share above 0.", case="split_share")
        _require(
            each.recipient not in closed,
            f"splits: {checksum(each.recipient)} could never claim its share.",
            case="split_closed",
            account=checksum(each.recipient),
        )
    total = sum(each.bps for each in splits)
    _require(
        total == BPS, f"splits: the shares add up to {total}, not to 10,000.", case="splits_total"
    )


def _text(name: str, text: str, *, least: int, **values: str) -> None:
    length = len(text.encode())
    detail = f"{name}: {least} to {_LONGEST_TEXT} bytes; this has {length}."
    _require(least <= length <= _LONGEST_TEXT, detail, case=name, **values)


def _require(condition: bool, detail: str, *, case: str, **values: str) -> None:
    if not condition:
        raise TermsRefused(detail, case=case, **values)
