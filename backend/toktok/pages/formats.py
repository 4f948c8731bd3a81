"""How numbers, addresses and times are written. Amounts come in wei and are cut, never rounded up."""

from datetime import UTC, datetime
from decimal import ROUND_DOWN, Decimal
from functools import lru_cache

from eth_utils.address import to_checksum_address
from markupsafe import Markup, escape

from toktok.pages.catalogue import Catalogue

WEI = Decimal(10) ** 18
MILLION = Decimal(10) ** 6


def amount(wei: int | str) -> str:
    """A sum for reading: 1,234.56, 12.34M, 0.01234.

    Args:
        wei: whole number of the smallest unit, 1e18 to one.
    """
    value = Decimal(int(wei)) / WEI
    sign, size = ("−", -value) if value < 0 else ("", value)
    return sign + _magnitude(size)


def _magnitude(size: Decimal) -> str:
    if size == 0:
        return "0"
    if size >= MILLION:
        return f"{_cut(size / MILLION, 2):,}M"
    if size >= 1000:
        return f"{_cut(size, 0):,}"
    if size >= 1:
        return _plain(_cut(size, 2))
    if size < Decimal("0.00000001"):
        return "<0.00000001"
    return _plain(_cut(size, 3 - size.adjusted()))


def price(wei: int | str) -> str:
    """A price in TT per token with five significant digits."""
    value = Decimal(int(wei)) / WEI
    if value == 0:
        return "0"
    places = max(2, 4 - value.adjusted())
    return f"{_cut(value, min(places, 18)):,f}"


def exact(wei: int | str) -> str:
    """All eighteen decimals that matter, no rounding at all."""
    whole, rest = divmod(abs(int(wei)), 10**18)
    digits = f"{rest:018d}".rstrip("0")
    return f"{'−' if int(wei) < 0 else ''}{whole:,}{'.' + digits if digits else ''}"


def to_the_wei(wei: int | str) -> Markup:
    """A sum to the wei: two decimals at full size, the rest small."""
    whole, rest = divmod(int(wei), 10**18)
    digits = f"{rest:018d}"
    return Markup('{}.{}<span class="fine">{}</span>').format(f"{whole:,}", digits[:2], digits[2:])


def signed(wei: int | str) -> str:
    """A sum with its sign."""
    return f"+{amount(wei)}" if int(wei) > 0 else amount(wei)


def change(now: int | str, before: int | str | None) -> float | None:
    """Relative change in per cent; None without a price before."""
    if before is None or int(before) == 0:
        return None
    return float((Decimal(int(now)) / Decimal(int(before)) - 1) * 100)


def percent(value: float) -> str:
    """A per cent figure with its sign: +12.3 %."""
    if abs(value) < 0.005:
        return "0.00 %"
    places = 0 if abs(value) >= 1000 else 1 if abs(value) >= 100 else 2
    return f"{'+' if value > 0 else '−'}{abs(value):,.{places}f} %"


def share(part: int | str, whole: int | str) -> str:
    """A part of a whole in per cent: 12.3 %."""
    if int(whole) == 0:
        return "0 %"
    value = Decimal(int(part)) * 100 / Decimal(int(whole))
    return f"{_plain(_cut(value, 1))} %" if value >= Decimal("0.1") or value == 0 else "<0.1 %"


def bps(value: int | str) -> str:
    """Hundredths of a per cent as per cent: 150 → 1.5 %."""
    return f"{_plain(Decimal(int(value)) / 100)} %"


@lru_cache(maxsize=65_536)
def address(value: bytes) -> str:
    """The whole address as people write it (EIP-55)."""
    return str(to_checksum_address(value))


def short(value: bytes) -> str:
    """An address by its ends: 0x1234…abcd."""
    text = address(value)
    return f"{text[:6]}…{text[-4:]}"


def moment(timestamp: int) -> str:
    """A point in time: 21 Nov 2026, 21:04 UTC."""
    return datetime.fromtimestamp(timestamp, UTC).strftime("%-d %b %Y, %H:%M UTC")


def day(timestamp: int) -> str:
    """A date: 21 Nov 2026."""
    return datetime.fromtimestamp(timestamp, UTC).strftime("%-d %b %Y")


def iso(timestamp: int) -> str:
    """A machine-readable point in time."""
    return datetime.fromtimestamp(timestamp, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def ago(text: Catalogue, timestamp: int, now: int) -> str:
    """How long ago by the chain's clock, in one unit."""
    seconds = max(0, now - timestamp)
    for size, key in ((86_400, "days"), (3600, "hours"), (60, "minutes")):
        if seconds >= size:
            return text(f"time.{key}", n=seconds // size)
    return text("time.now") if seconds < 5 else text("time.seconds", n=seconds)


def duration(text: Catalogue, seconds: int) -> str:
    """A span in its largest whole unit."""
    for size, one, many in (
        (86_400, "day", "days"),
        (3600, "hour", "hours"),
        (60, "minute", "minutes"),
    ):
        if seconds >= size:
            number = _plain(_cut(Decimal(seconds) / size, 1))
            return (
                text(f"time.duration_{one}")
                if number == "1"
                else text(f"time.duration_{many}", n=number)
            )
    return text("time.duration_none") if seconds == 0 else f"{seconds} s"


def sum_of(wei: int | str, unit: str) -> Markup:
    """A sum with its unit, all its digits on hover."""
    return Markup(
        '<span class="nowrap" title="{} {}">{}<span class="unit">{}</span></span>'
    ).format(exact(wei), unit, amount(wei), escape(unit))


def _cut(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_DOWN)


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
