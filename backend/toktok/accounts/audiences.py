"""Who may comment on a creator and its moments, and what an account is to a creator."""

from __future__ import annotations

from sqlmodel import Session

from toktok.accounts.clock import written_now
from toktok.accounts.social_errors import NotYours, OutsideTheAudience
from toktok.accounts.social_rows import Audience, Standing
from toktok.accounts.subjects import Subject
from toktok.accounts.tallies import count
from toktok.market.holders import holds
from toktok.market.values import Address
from toktok.payouts.subscriptions import one_subscription
from toktok.store.tables import AppAudience

_ALLOWED: dict[Audience, tuple[Standing, ...]] = {
    "everybody": ("creator", "subscriber", "holder", ""),
    "holders": ("creator", "subscriber", "holder"),
    "subscribers": ("creator", "subscriber"),
}


def audience_of(session: Session, subject: Subject) -> Audience:
    """Who may comment: what the creator chose, else everybody."""
    chosen = None if subject.token is None else session.get(AppAudience, subject.token)
    return "everybody" if chosen is None else _known(chosen.audience)


def choose_audience(
    session: Session, subject: Subject, audience: Audience, account: Address
) -> None:
    """Let the creator choose for its token and everything under it. Raises NotYours."""
    if subject.token is None or subject.owner != account:
        raise NotYours("Only the creator chooses who may comment.", case="audience")
    session.merge(
        AppAudience(token=subject.token, audience=audience, chosen_at=written_now(session))
    )
    count(session, subject.name)


def standing_to(session: Session, subject: Subject, account: Address) -> Standing:
    """What `account` is to the creator of `subject`, by the mirror: the most it is."""
    if account == subject.owner:
        return "creator"
    paid = one_subscription(session, subject.owner, account).items
    if paid and paid[0].is_subscribed:
        return "subscriber"
    if subject.token is not None and holds(session, subject.token, account):
        return "holder"
    return ""


def may_write(audience: Audience, standing: Standing) -> bool:
    """Whether somebody of that standing is in the audience."""
    return standing in _ALLOWED[audience]


def require_audience(session: Session, subject: Subject, account: Address) -> Standing:
    """What `account` is to the creator, if that is enough to comment. Raises OutsideTheAudience."""
    audience, standing = audience_of(session, subject), standing_to(session, subject, account)
    if not may_write(audience, standing):
        raise OutsideTheAudience(audience)
    return standing


def _known(text: str) -> Audience:
    return next(each for each in _ALLOWED if each == text)
