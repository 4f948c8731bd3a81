"""Small pictures drawn on the server: avatars, sparklines, candles. No inline style, so the policy stays strict."""

from collections.abc import Callable, Sequence
from hashlib import blake2b

from markupsafe import Markup

from toktok.market.rows import CandleRow

WIDTH, HEIGHT = 120, 32


def avatar(handle: str, kind: str = "") -> Markup:
    """A round picture of a creator or account, always the same for the same handle."""
    hue, turn = hues(handle)
    name = f"g{_seed(handle).hex()}"
    return Markup(
        '<svg class="avatar {}" viewBox="0 0 40 40" aria-hidden="true"><defs><linearGradient id="{}" x1="0" y1="0" '
        'x2="1" y2="1"><stop offset="0" stop-color="hsl({} 58% 42%)"/><stop offset="1" stop-color="hsl({} 62% 32%)"/>'
        '</linearGradient></defs><circle cx="20" cy="20" r="20" fill="url(#{})"/><text x="20" y="21">{}</text></svg>'
    ).format(kind, name, hue, turn, name, handle.removeprefix("0x")[:2].upper())


def hues(handle: str) -> tuple[int, int]:
    """The two hues of a creator's or account's picture, in degrees."""
    seed = _seed(handle)
    hue = int.from_bytes(seed[:2]) % 360
    return hue, (hue + 40 + seed[2] % 60) % 360


def _seed(handle: str) -> bytes:
    return blake2b(handle.encode(), digest_size=4).digest()


def spark(prices: Sequence[int | str], label: str) -> Markup:
    """A line of prices, coloured by whether it ends above its beginning."""
    values = [int(price) for price in prices]
    if len(values) < 2:
        values = (values or [0]) * 2
    low, span = min(values), max(values) - min(values)
    step = WIDTH / (len(values) - 1)
    points = [
        f"{index * step:.1f},{(HEIGHT - 3 - (value - low) * (HEIGHT - 6) / span) if span else HEIGHT / 2:.1f}"
        for index, value in enumerate(values)
    ]
    tone = "up" if values[-1] > values[0] else "down" if values[-1] < values[0] else "muted"
    return Markup(
        '<svg class="spark {}" viewBox="0 0 {} {}" preserveAspectRatio="none" role="img" aria-label="{}">'
        '<path class="area" d="M{}L{},{}L0,{}Z"/><path d="M{}"/></svg>'
    ).format(tone, WIDTH, HEIGHT, label, "L".join(points), WIDTH, HEIGHT, HEIGHT, "L".join(points))


def candles(bars: Sequence[CandleRow], floor: int, label: str) -> Markup:
    """The price chart for readers without scripts: one bar a candle, the floor dashed."""
    width, height = 800, 300
    lows = [floor, *(bar.low for bar in bars)]
    highs = [floor, *(bar.high for bar in bars)]
    low, high = min(lows), max(highs)
    span = max(high - low, 1)
    step = width / max(len(bars), 1)

    def y(price: int) -> float:
        return height - 12 - (price - low) * (height - 24) / span

    drawn = Markup("").join(
        _candle(bar, step * (index + 0.5), step, y) for index, bar in enumerate(bars)
    )
    line = Markup('<line class="floor-line" x1="0" x2="{}" y1="{:.1f}" y2="{:.1f}"/>').format(
        width, y(floor), y(floor)
    )
    return Markup(
        '<svg viewBox="0 0 {} {}" preserveAspectRatio="none" role="img" aria-label="{}">{}{}</svg>'
    ).format(width, height, label, line, drawn)


def _candle(bar: CandleRow, x: float, step: float, y: Callable[[int], float]) -> Markup:
    top, bottom = sorted((y(bar.open), y(bar.close)))
    tone = "candle-up" if bar.close >= bar.open else "candle-down"
    return Markup(
        '<path class="{}" d="M{:.1f},{:.1f}V{:.1f}"/><rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>'
    ).format(
        tone,
        x,
        y(bar.high),
        y(bar.low),
        tone,
        x - step * 0.32,
        top,
        max(step * 0.64, 1),
        max(bottom - top, 1),
    )


def progress(raised: int | str, minimum: int | str, maximum: int | str = 0) -> Markup:
    """A bar up to the minimum until that is reached, then up to the maximum, with a mark at the minimum."""
    part, mark = int(raised), int(minimum)
    total = max(mark if part < mark else int(maximum) or part, 1)
    filled = min(part * 1000 // total, 1000) / 10
    line = Markup('<rect class="mark" x="{}" width="0.6" height="10"/>').format(
        mark * 1000 // total / 10
    )
    return Markup(
        '<div class="bar"><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        '<rect width="{}" height="10"/>{}</svg></div>'
    ).format(filled, line if 0 < mark < total else Markup(""))
