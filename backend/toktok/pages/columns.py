"""Charts of what was earned, drawn on the server: a column a day, a bar a part. No inline style."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from toktok.market.values import Wei
from toktok.pages import formats
from toktok.pages.local import Local
from toktok.payouts.revenue_rows import RevenueDayRow

DAY = 86_400
_WIDTH, _HEIGHT, _TOP = 800, 200, 8


@dataclass(frozen=True, slots=True)
class Column:
    """What one UTC day brought, in TT wei; `day` is its first second."""

    day: int
    own: Wei
    shared: Wei
    to_fans: Wei

    @property
    def total(self) -> Wei:
        """All of it."""
        return self.own + self.shared + self.to_fans


def last_days(rows: Sequence[RevenueDayRow], *, now: int, count: int) -> list[Column]:
    """The last `count` UTC days up to the one of `now`; those that brought nothing are there too."""
    known = {row.day: row for row in rows}
    today = now - now % DAY
    days = (today - DAY * back for back in reversed(range(count)))
    return [
        Column(day, known[day].own, known[day].shared, known[day].to_fans)
        if day in known
        else Column(day, 0, 0, 0)
        for day in days
    ]


def columns(local: Local, days: Sequence[Column], label: str) -> Markup:
    """A column for each day: the creator's own part below, what it shares above it, the fans' on top.

    Figures as `local` writes them.
    """
    most = max((each.total for each in days), default=0)
    step = _WIDTH / max(len(days), 1)
    drawn = Markup("").join(
        _column(
            each,
            f"{local.day(each.day)}: {local.number(formats.amount(each.total))} TT",
            at * step,
            step,
            most,
        )
        for at, each in enumerate(days)
    )
    return Markup(
        '<svg class="columns-chart" viewBox="0 0 {} {}" preserveAspectRatio="none" role="img" aria-label="{}">'
        '<line class="ground" x1="0" x2="{}" y1="{}" y2="{}"/>{}</svg>'
    ).format(_WIDTH, _HEIGHT, label, _WIDTH, _HEIGHT, _HEIGHT, drawn)


def measure(part: int | str, whole: int | str) -> Markup:
    """A thin bar as long as a part is of the whole; says nothing that a number beside it does not."""
    filled = int(part) * 1000 // int(whole) / 10 if int(whole) else 0
    return Markup(
        '<svg class="measure" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="rail" width="100" height="4"/><rect width="{}" height="4"/></svg>'
    ).format(filled)


def _column(column: Column, said: str, x: float, step: float, most: Wei) -> Markup:
    drawn, top = Markup(""), float(_HEIGHT)
    for kind, part in (("own", column.own), ("shared", column.shared), ("fans", column.to_fans)):
        length = _length(part, most)
        top -= length
        if part:
            drawn += _piece(kind, x + step * 0.15, top, step * 0.7, length)
    return Markup(
        '<g><title>{}</title><rect class="hit" x="{:.1f}" width="{:.1f}" height="{}"/>{}</g>'
    ).format(said, x, step, _HEIGHT, drawn)


def _piece(kind: str, x: float, y: float, width: float, height: float) -> Markup:
    return Markup('<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>').format(
        kind, x, y, width, height
    )


def _length(part: Wei, most: Wei) -> float:
    return part * (_HEIGHT - _TOP) * 10 // most / 10 if most else 0.0
