"""Everything that happened, as sentences."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import Depends, Query, Request, Response
from sqlmodel import Session

from toktok.accounts.follows import followed
from toktok.market.activity import list_activity, list_activity_of
from toktok.market.creators import find_creator
from toktok.market.errors import UnknownCreator
from toktok.market.kinds import GROUPS, Group
from toktok.market.rows import ActivityRow
from toktok.market.values import Address, Page
from toktok.pages.accounts import account_of
from toktok.pages.catalogue import choose
from toktok.pages.parameters import Cursor, Search, Shown
from toktok.pages.rendering import page
from toktok.pages.site import Serving, reader_of, serving
from toktok.pages.told import told
from toktok.routing import PageRouter

router = PageRouter()

ROWS = 30

Whose = Literal["everybody", "followed"]
Shelf = Literal["all"] | Group


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to see, as they wrote it; `problem` is the text for what cannot be."""

    group: Shelf
    whose: Whose
    creator: str
    account: str
    cursor: str | None
    token: Address | None = field(default=None)
    who: Address | None = field(default=None)
    problem: str = ""

    @property
    def chosen(self) -> dict[str, str]:
        """What is not as usual."""
        asked = {
            "group": self.group,
            "whose": self.whose,
            "creator": self.creator,
            "account": self.account,
        }
        return {key: value for key, value in asked.items() if value not in ("", "all", "everybody")}

    @property
    def only(self) -> Group | None:
        """The group of kinds, if not all."""
        return None if self.group == "all" else self.group


def _asked(
    group: Shelf = "all",
    whose: Whose = "everybody",
    creator: Search = "",
    account: Annotated[str, Query(max_length=64)] = "",
    cursor: Cursor = None,
) -> Asked:
    handle = creator.strip().removeprefix("@")
    return Asked(group, whose, handle, account.strip(), cursor)


Wanted = Annotated[Asked, Depends(_asked)]


def events_shown(request: Request, session: Session, asked: Asked) -> Shown:
    """The events that are asked for, and what the page says where there are none."""
    context, reader = serving(request), reader_of(request, session)
    kinds = GROUPS[asked.only] if asked.only is not None else ()
    shown: dict[str, Any] = {
        "asked": asked,
        "kinds": " ".join(kinds),
        "urlencode": urlencode,
        "follows": None,
    }
    rows: Page[ActivityRow] = Page((), None)
    if asked.whose == "followed":
        shown["follows"] = () if reader is None else tuple(followed(session, reader))
        rows = list_activity_of(
            session, shown["follows"], group=asked.only, limit=ROWS, cursor=asked.cursor
        )
    elif not asked.problem:
        rows = list_activity(
            session,
            token=asked.token,
            account=asked.who,
            group=asked.only,
            limit=ROWS,
            cursor=asked.cursor,
        )
    return {**shown, "events": _sentences(session, rows, context)}


def _sentences(session: Session, rows: Page[ActivityRow], context: Serving) -> Page[Any]:
    return Page(tuple(told(session, rows.items, context.venue(session))), rows.next_cursor)


def _understood(request: Request, session: Session, asked: Asked) -> Asked:
    """With the token and the account that were named, or the problem with them."""
    text, found = choose(request), {**_fields(asked)}
    if asked.creator:
        try:
            found["token"] = find_creator(session, asked.creator).token
        except UnknownCreator:
            found["problem"] = text("activity.bad_creator", text=asked.creator)
    if asked.account:
        found["who"] = account_of(asked.account)
        if found["who"] is None:
            found["problem"] = text("activity.bad_account", text=asked.account)
    return Asked(**found)


def _fields(asked: Asked) -> dict[str, Any]:
    return {name: getattr(asked, name) for name in Asked.__slots__}


@router.get("/activity")
def activity_page(request: Request, asked: Wanted) -> Response:
    """Everything that happened, the last first."""
    with serving(request).store.read() as session:
        asked = _understood(request, session, asked)
        shown = {**events_shown(request, session, asked), "here": "activity"}
        return page(request, session, "activity.html", shown, status=422 if asked.problem else 200)


@router.get("/fragments/activity")
def activity_part(request: Request, asked: Wanted) -> Response:
    """The list of events."""
    with serving(request).store.read() as session:
        asked = _understood(request, session, asked)
        return page(request, session, "parts/events.html", events_shown(request, session, asked))
