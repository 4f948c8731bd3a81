"""How allocations vest, drawn on the server: one line for the fans, one for the creator."""

from __future__ import annotations

from markupsafe import Markup

_WIDTH, _HEIGHT, _TOP = 400, 90, 4


def vesting_drawn(fans: int, creator: int, gone: int, label: str) -> Markup:
    """Both lines from nothing to all over the longer term (seconds), and a mark where `gone` seconds are."""
    longest = max(fans, creator, 1)
    mark = Markup("")
    if 0 < gone < longest:
        x = gone * _WIDTH / longest
        mark = Markup('<line class="now" x1="{:.1f}" x2="{:.1f}" y1="0" y2="{}"/>').format(
            x, x, _HEIGHT
        )
    return Markup(
        '<svg class="vesting-chart" viewBox="0 0 {} {}" preserveAspectRatio="none" role="img" aria-label="{}">'
        '<path class="fans" d="{}"/><path class="own" d="{}"/>{}</svg>'
    ).format(_WIDTH, _HEIGHT, label, _line(fans, longest), _line(creator, longest), mark)


def _line(term: int, longest: int) -> str:
    return f"M0,{_HEIGHT}L{term * _WIDTH / longest:.1f},{_TOP}H{_WIDTH}"
