"""The creator fund's periods: budget, root, claims. And royalties that came from elsewhere."""

from __future__ import annotations

from scripts.seeding.acts import SPAN, TT
from scripts.seeding.cast import ACCOUNTS, DAY, FANS, HOUR, OPERATOR
from scripts.seeding.draft import Draft, moment_of

_FIRST_ENDS = 14
_SECOND_ENDS = 33
_CLAIMS = (("lucia_bakes", 17), ("nonna_rosa", 17.5), ("atlas_chess", 19), ("harbor_choir", 21))
_EXCHANGE = FANS[7]


def tell_fund(draft: Draft) -> None:
    """A period that is paid out, one whose root waits, and money for the next."""
    draft.allow(moment_of(1), OPERATOR, "fund")
    draft.act(moment_of(1), OPERATOR, "fund_deposit", amount=20_000 * TT)
    _post(draft, moment_of(_FIRST_ENDS) + 6 * HOUR, 0, moment_of(_FIRST_ENDS), budget=12_000)
    for handle, day in _CLAIMS:
        draft.act(moment_of(day), ACCOUNTS[handle], "fund_claim", token=handle)
    draft.act(moment_of(15), OPERATOR, "fund_deposit", amount=15_000 * TT)
    _post(draft, SPAN - 12 * HOUR, moment_of(_FIRST_ENDS), moment_of(_SECOND_ENDS), budget=10_000)
    _royalties(draft)


def _post(draft: Draft, at: int, begins: int, ends: int, *, budget: int) -> None:
    draft.act(at, OPERATOR, "post_root", amount=budget * TT, begins=begins, lasts=ends - begins)


def _royalties(draft: Draft) -> None:
    """Another exchange pays royalties to two creator tokens, ETH as it does; one is swept."""
    for handle, day, wei in (("lucia_bakes", 24, 4 * 10**16), ("skate_yuki", 30, 25 * 10**15)):
        draft.act(moment_of(day), _EXCHANGE, "send_eth", token=handle, amount=wei)
    draft.act(moment_of(24) + DAY, FANS[3], "sweep", token="lucia_bakes")
