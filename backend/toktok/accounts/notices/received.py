"""Creator tokens that others sent."""

from __future__ import annotations

from sqlmodel import Session, col, select

from toktok.accounts.blocks import hidden_from
from toktok.accounts.notices.inquiry import Inquiry, place_of
from toktok.accounts.notices.notice import Notice
from toktok.store.tables import Activity


def received(session: Session, asked: Inquiry) -> list[Notice]:
    """What others sent the account, whoever it does not want to hear of excepted."""
    statement = select(Activity).where(Activity.other == asked.account)
    if unheard := hidden_from(session, asked.account):
        statement = statement.where(col(Activity.account).not_in(unheard))
    return [
        Notice(
            place_of(each),
            "tokens_received",
            token=each.token,
            other=each.account,
            tokens=int(each.data["amount"]),
        )
        for each in session.exec(asked.last(statement, Activity))
    ]
