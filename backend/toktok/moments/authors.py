"""Who earns with a moment: its creator, or whoever its token has moved to since."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session, col, select

from toktok.market.values import Address
from toktok.moments.rows import Author
from toktok.store.tables import Creator, CreatorAccount, Moment, MomentIncome, Status


def authors_of(session: Session, moments: Sequence[Moment]) -> dict[int, Author]:
    """The author of each of `moments`.

    A moment follows the trading token it was created with; one that has none yet follows the token of
    its creator as soon as that trades, as its next division would find.
    """
    ids = [each.moment for each in moments]
    followed = dict(
        session.exec(
            select(MomentIncome.moment, MomentIncome.token).where(col(MomentIncome.moment).in_(ids))
        ).all()
    )
    own = trading_tokens(session, {each.creator for each in moments})
    tokens = {each.moment: followed.get(each.moment) or own.get(each.creator) for each in moments}
    creators = _creators(session, {token for token in tokens.values() if token is not None})
    return {each.moment: _author(each, tokens[each.moment], creators) for each in moments}


def trading_tokens(session: Session, accounts: set[Address]) -> dict[Address, Address]:
    """The token that trades of each of `accounts` that is behind one."""
    found = session.exec(
        select(CreatorAccount.account, Creator.token)
        .join(Creator, col(Creator.token) == col(CreatorAccount.token))
        .where(col(CreatorAccount.account).in_(accounts), Creator.status == Status.TRADING)
    )
    return dict(found.all())


def handles_of(session: Session, accounts: set[Address]) -> dict[Address, str]:
    """The handle of each of `accounts` that is behind a token that trades."""
    tokens = trading_tokens(session, accounts)
    creators = _creators(session, set(tokens.values()))
    return {account: creators[token].handle for account, token in tokens.items()}


def _creators(session: Session, tokens: set[Address]) -> dict[Address, Creator]:
    found = session.exec(select(Creator).where(col(Creator.token).in_(tokens)))
    return {each.token: each for each in found}


def _author(moment: Moment, token: Address | None, creators: dict[Address, Creator]) -> Author:
    creator = creators.get(token) if token is not None else None
    if creator is None:
        return Author(moment.creator, None, None)
    return Author(creator.creator, creator.token, creator.handle)
