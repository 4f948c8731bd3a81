"""What there is of one account: all of it as JSON, and how it goes when the account does."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, delete
from sqlalchemy import select as select_columns
from sqlmodel import Session, SQLModel, select

from toktok.accounts.comments import delete_comment
from toktok.accounts.follows import followed, unfollow
from toktok.accounts.likes import unlike
from toktok.accounts.profiles import unused
from toktok.accounts.social_errors import UnknownSubject
from toktok.chain.addresses import checksum
from toktok.market.values import Address
from toktok.store.tables import AppComment, AppLike, AppProfile
from toktok.store.types import Address as AddressColumn
from toktok.store.types import Wide


@dataclass(frozen=True, slots=True)
class Belonging:
    """A table of what belongs to accounts: by which column, whether it goes with them, what is secret in it."""

    column: str
    goes: bool = True
    secret: frozenset[str] = frozenset()


BELONGINGS: dict[str, Belonging] = {
    "app_block": Belonging("account"),
    "app_comment": Belonging("author"),
    "app_draft": Belonging("account"),
    "app_follow": Belonging("account"),
    "app_inbox_mark": Belonging("account"),
    "app_like": Belonging("account"),
    # Anybody may hold a copy of what was signed for all to see: only the chain can undo it.
    "app_order": Belonging("maker", goes=False),
    "app_profile": Belonging("account"),
    "app_push_subscription": Belonging("account", secret=frozenset({"secret", "series"})),
    "app_report": Belonging("reporter"),
    "app_session": Belonging("account", secret=frozenset({"token_hash", "series"})),
    "app_upload": Belonging("account"),
    "app_voucher": Belonging("creator", goes=False),
    "app_watch": Belonging("account"),
}

NOBODYS = {
    "app_act": "what operators did stays as it was written",
    "app_audience": "belongs to a token, whoever is its creator",
    "app_hidden": "belongs to what is hidden",
    "app_nonce": "waits ten minutes for a signature, then goes by itself",
    "app_tally": "counts, names nobody",
}
"""Tables of the application that have no rows of one person, and why."""


def export(session: Session, account: Address) -> dict[str, Any]:
    """Every row there is of an account, by table, as they are kept but for secrets."""
    return {
        "address": checksum(account),
        **{
            name.removeprefix("app_"): _rows(session, _table(name), each, account)
            for name, each in BELONGINGS.items()
        },
    }


def leave(session: Session, account: Address) -> str | None:
    """Remove an account with all that goes with it; the CID of a picture that nobody shows any more."""
    _withdraw(session, account)
    profile = session.get(AppProfile, account)
    picture = None if profile is None else profile.picture
    session.flush()
    for name, each in BELONGINGS.items():
        if each.goes:
            table = _table(name)
            session.execute(delete(table).where(table.c[each.column] == account))
    session.expire_all()
    return unused(session, picture)


def _withdraw(session: Session, account: Address) -> None:
    """Take back what others see counted."""
    for subject in session.exec(select(AppLike.subject).where(AppLike.account == account)).all():
        with suppress(UnknownSubject):
            unlike(session, subject, account)
    for other in followed(session, account):
        unfollow(session, account, other)
    for key in session.exec(select(AppComment.key).where(AppComment.author == account)).all():
        with suppress(UnknownSubject):
            delete_comment(session, key, account)


def _rows(
    session: Session, table: Table, each: Belonging, account: Address
) -> list[dict[str, Any]]:
    columns = [column for column in table.columns if column.name not in each.secret]
    found = session.execute(select_columns(*columns).where(table.c[each.column] == account))
    return [
        {column.name: _written(column.type, row[column]) for column in columns}
        for row in found.mappings()
    ]


def _written(kind: Any, value: Any) -> Any:
    if isinstance(value, bytes):
        return checksum(value) if isinstance(kind, AddressColumn) else f"0x{value.hex()}"
    return str(value) if isinstance(kind, Wide) and value is not None else value


def _table(name: str) -> Table:
    return SQLModel.metadata.tables[name]
