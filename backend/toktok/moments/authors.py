"""Who earns with a moment: its creator, or whoever its token has moved to since."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, select
from sqlmodel import Session

from toktok.market.values import Address
from toktok.moments.rows import Author
from toktok.store.rows import columns
from toktok.store.tables import Creator, CreatorAccount, Moment, MomentIncome, Status

_CREATOR, _INCOME, _ACCOUNT = columns(Creator), columns(MomentIncome), columns(CreatorAccount)
_FOLLOWED = select(_INCOME.moment, _CREATOR.creator, _CREATOR.token, _CREATOR.handle).where(
    _CREATOR.token == _INCOME.token, _INCOME.moment.in_(bindparam("moments", expanding=True))
)
_TRADING = select(_ACCOUNT.account, _CREATOR.creator, _CREATOR.token, _CREATOR.handle).where(
    _CREATOR.token == _ACCOUNT.token,
    _ACCOUNT.account.in_(bindparam("accounts", expanding=True)),
    _CREATOR.status == int(Status.TRADING),
)


def authors_of(session: Session, moments: Sequence[Moment]) -> dict[int, Author]:
    """The author of each of `moments`.

    A moment follows the trading token it was created with; one that has none yet follows the token of
    its creator as soon as that trades, as its next division would find.
    """
    followed = session.execute(_FOLLOWED, {"moments": [each.moment for each in moments]})
    authors = {moment: Author(*author) for moment, *author in followed}
    others = [each for each in moments if each.moment not in authors]
    trading = _trading(session, {each.creator for each in others})
    for each in others:
        authors[each.moment] = trading.get(each.creator) or Author(each.creator, None, None)
    return authors


def handles_of(session: Session, accounts: set[Address]) -> dict[Address, str]:
    """The handle of each of `accounts` that is behind a token that trades."""
    trading = _trading(session, accounts)
    return {account: each.handle for account, each in trading.items() if each.handle is not None}


def tokens_of(session: Session, accounts: set[Address]) -> dict[Address, Address]:
    """The token that trades of each of `accounts` that is behind one."""
    trading = _trading(session, accounts)
    return {account: each.token for account, each in trading.items() if each.token is not None}


def _trading(session: Session, accounts: set[Address]) -> dict[Address, Author]:
    """Who is behind the token that trades of each of `accounts` that has one."""
    if not accounts:
        return {}
    found = session.execute(_TRADING, {"accounts": list(accounts)})
    return {account: Author(*author) for account, *author in found}
