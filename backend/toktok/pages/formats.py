"""How numbers, addresses and times are written in English. Amounts come in wei and are cut, never rounded up.

`local` turns them into what another language writes.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from markupsafe import Markup, escape

from toktok.chain.addresses import checksum
from toktok.pages.catalogue import Catalogue

WEI = 10**18
MILLION = 10**6
SMALLEST = 10**10
#: A figure and its sign stay in one line.
_PERCENT = "\u00a0%"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def amount(wei: int | str) -> str:
    """A sum for reading: 1,234, 12.34, 12.34M, 0.01234.

    Args:
        wei: whole number of the smallest unit, 1e18 to one.
    """
    size = int(wei)
    return f"−{_magnitude(-size)}" if size < 0 else _magnitude(size)


def _magnitude(wei: int) -> str:
    if wei == 0:
        return "0"
    if wei >= MILLION * WEI:
        return f"{_fixed(wei // MILLION, 2)}M"
    if wei >= 1000 * WEI:
        return f"{wei // WEI:,}"
    if wei >= WEI:
        return _trimmed(_fixed(wei, 2))
    if wei < SMALLEST:
        return "<0.00000001"
    return _trimmed(_fixed(wei, 18 - len(str(wei)) + 4))


def count(number: int) -> str:
    """A whole number: 1,234."""
    return f"{number:,}"


def price(wei: int | str) -> str:
    """A price in TT per token with five significant digits."""
    value = int(wei)
    return _fixed(value, min(18, max(2, 23 - len(str(value))))) if value else "0"


def exact(wei: int | str) -> str:
    """All eighteen decimals that matter, no rounding at all."""
    whole, rest = divmod(abs(int(wei)), 10**18)
    digits = f"{rest:018d}".rstrip("0")
    return f"{'−' if int(wei) < 0 else ''}{whole:,}{'.' + digits if digits else ''}"


def signed(wei: int | str) -> str:
    """A sum with its sign."""
    return f"+{amount(wei)}" if int(wei) > 0 else amount(wei)


def change(now: int | str, before: int | str | None) -> float | None:
    """Relative change in per cent; None without a price before."""
    if before is None or int(before) == 0:
        return None
    return (int(now) - int(before)) * 1_000_000 // int(before) / 10_000


def percent(value: float) -> str:
    """A per cent figure with its sign: +12.3 %."""
    if abs(value) < 0.005:
        return f"0.00{_PERCENT}"
    places = 0 if abs(value) >= 1000 else 1 if abs(value) >= 100 else 2
    return f"{'+' if value > 0 else '−'}{abs(value):,.{places}f}{_PERCENT}"


def share(part: int | str, whole: int | str) -> str:
    """A part of a whole in per cent: 12.3 %."""
    if int(whole) == 0 or int(part) == 0:
        return f"0{_PERCENT}"
    thousandths = int(part) * 1000 // int(whole)
    return f"{_trimmed(f'{thousandths / 10:.1f}')}{_PERCENT}" if thousandths else f"<0.1{_PERCENT}"


def bps(value: int | str) -> str:
    """Hundredths of a per cent as per cent: 150 → 1.5 %."""
    return f"{_trimmed(f'{int(value) / 100:.2f}')}{_PERCENT}"


def address(value: bytes) -> str:
    """The whole address as people write it (EIP-55)."""
    return checksum(value)


def short(value: bytes) -> str:
    """An address by its ends: 0x1234…abcd."""
    text = address(value)
    return f"{text[:6]}…{text[-4:]}"


def moment(timestamp: int, months: Sequence[str] = MONTHS) -> str:
    """A point in time: 21 Nov 2026, 21:04 UTC."""
    return f"{day(timestamp, months)}, {datetime.fromtimestamp(timestamp, UTC):%H:%M} UTC"


def day(timestamp: int, months: Sequence[str] = MONTHS) -> str:
    """A date: 21 Nov 2026."""
    date = datetime.fromtimestamp(timestamp, UTC)
    return f"{date.day} {months[date.month - 1]} {date.year}"


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
            tenths = f"{seconds * 10 // size / 10:.1f}"
            number = _trimmed(tenths).replace(".", text("client.number.point"))
            return (
                text(f"time.duration_{one}")
                if number == "1"
                else text(f"time.duration_{many}", n=number)
            )
    return text("time.duration_none") if seconds == 0 else f"{seconds} s"


def fill(text: str, **values: object) -> Markup:
    """A text of the catalogue with markup in its gaps; what is no markup is escaped."""
    return Markup(escape(text)).format(**values)


def _fixed(wei: int, places: int) -> str:
    whole, rest = divmod(wei // 10 ** (18 - places), 10**places)
    return f"{whole:,}.{rest:0{places}d}"


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text
