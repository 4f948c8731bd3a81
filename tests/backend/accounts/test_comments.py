"""Comments: who may write, who sees what, who may change it."""

from __future__ import annotations

import pytest
from sqlmodel import Session, select

from tests.backend.accounts.conftest import Scene
from toktok.accounts.audiences import choose_audience
from toktok.accounts.blocks import block, unblock
from toktok.accounts.comments import (
    delete_comment,
    discussion,
    edit_comment,
    hide_comment,
    list_comments,
    show_comment,
    write_comment,
)
from toktok.accounts.operators import hide, restore
from toktok.accounts.social_errors import (
    BlockedByCreator,
    NotYours,
    OutsideTheAudience,
    SubjectIsHidden,
    TextRefused,
    UnknownComment,
)
from toktok.accounts.social_rows import Audience, CommentRow
from toktok.accounts.subjects import comment_subject, find_subject
from toktok.accounts.tallies import last_change
from toktok.market.errors import ForeignCursor
from toktok.market.values import Address
from toktok.store.tables import AppComment


def texts(session: Session, subject: str, reader: Address | None = None) -> list[str]:
    return [row.body for row in list_comments(session, subject, reader).items]


def key(row: CommentRow) -> bytes:
    return bytes.fromhex(row.id)


def choose(session: Session, scene: Scene, audience: Audience) -> None:
    subject = find_subject(session, scene.subject)
    choose_audience(session, subject, audience, scene.creator)


def test_a_comment_says_what_its_author_is_to_the_creator(session: Session, scene: Scene) -> None:
    people = {
        scene.creator: "creator",
        scene.subscriber: "subscriber",
        scene.holder: "holder",
        scene.stranger: "",
    }
    for account, standing in people.items():
        row = write_comment(session, scene.moment, account, f"I am {standing or 'nobody'}")
        assert (row.standing, row.author) == (standing, account)
    shown = list_comments(session, scene.moment).items
    assert [row.standing for row in shown] == list(reversed(people.values()))
    assert discussion(session, scene.moment, None).comments == 4


@pytest.mark.parametrize(
    ("audience", "let_in"),
    [
        ("everybody", {"creator", "subscriber", "holder", "stranger"}),
        ("holders", {"creator", "subscriber", "holder"}),
        ("subscribers", {"creator", "subscriber"}),
    ],
)
def test_the_creator_chooses_who_may_comment(
    session: Session, scene: Scene, audience: Audience, let_in: set[str]
) -> None:
    choose(session, scene, audience)
    for name in ("creator", "subscriber", "holder", "stranger"):
        account = getattr(scene, name)
        assert discussion(session, scene.moment, account).may_write == (name in let_in)
        if name in let_in:
            write_comment(session, scene.moment, account, f"Hello from the {name}")
        else:
            with pytest.raises(OutsideTheAudience, match=f"Only {audience} may comment"):
                write_comment(session, scene.moment, account, "Let me in")
    assert len(texts(session, scene.moment)) == len(let_in)


def test_nobody_else_chooses_the_audience(session: Session, scene: Scene) -> None:
    with pytest.raises(NotYours):
        choose_audience(session, find_subject(session, scene.subject), "holders", scene.holder)
    assert discussion(session, scene.subject, None).audience == "everybody"


def test_pages_go_on_with_what_there_was(session: Session, scene: Scene) -> None:
    for number in range(5):
        write_comment(session, scene.moment, scene.stranger, f"number {number}")
    first = list_comments(session, scene.moment, limit=2)
    write_comment(session, scene.moment, scene.holder, "a late one")
    second = list_comments(session, scene.moment, limit=2, cursor=first.next_cursor)
    third = list_comments(session, scene.moment, limit=2, cursor=second.next_cursor)
    rows = [*first.items, *second.items, *third.items]
    assert [row.body for row in rows] == [f"number {number}" for number in (4, 3, 2, 1, 0)]
    assert third.next_cursor is None
    with pytest.raises(ForeignCursor):
        list_comments(session, scene.subject, cursor=first.next_cursor)


def test_one_edits_and_deletes_ones_own(session: Session, scene: Scene) -> None:
    row = write_comment(session, scene.subject, scene.stranger, "helo")
    with pytest.raises(NotYours):
        edit_comment(session, key(row), scene.creator, "I said hello")
    with pytest.raises(NotYours):
        delete_comment(session, key(row), scene.creator)
    before = last_change(session)
    edited = edit_comment(session, key(row), scene.stranger, " hello ")
    assert (edited.body, edited.edited_at is not None) == ("hello", True)
    assert last_change(session) > before
    delete_comment(session, key(row), scene.stranger)
    assert texts(session, scene.subject) == []
    assert session.exec(select(AppComment)).all() == []
    assert discussion(session, scene.subject, None).comments == 0
    with pytest.raises(UnknownComment):
        delete_comment(session, key(row), scene.stranger)


def test_the_creator_hides_what_is_under_its_name(session: Session, scene: Scene) -> None:
    row = write_comment(session, scene.moment, scene.stranger, "buy my coin")
    with pytest.raises(NotYours):
        hide_comment(session, key(row), scene.holder, "spam")
    hidden = hide_comment(session, key(row), scene.creator, "spam")
    assert (hidden.hidden, hidden.hidden_reason, hidden.may) == (True, "spam", ("show",))
    assert texts(session, scene.moment) == texts(session, scene.moment, scene.holder) == []
    for reader in (scene.stranger, scene.creator):
        assert texts(session, scene.moment, reader) == ["buy my coin"]
    assert discussion(session, scene.moment, None).comments == 0
    with pytest.raises(NotYours, match="stays as it is"):
        edit_comment(session, key(row), scene.stranger, "buy my coin now")
    show_comment(session, key(row), scene.creator)
    assert texts(session, scene.moment) == ["buy my coin"]
    assert discussion(session, scene.moment, None).comments == 1


def test_what_an_operator_hid_the_creator_does_not_show(session: Session, scene: Scene) -> None:
    row = write_comment(session, scene.moment, scene.stranger, "something foul")
    hide(session, scene.amateur, comment_subject(key(row)), "against the rules")
    with pytest.raises(NotYours, match="An operator"):
        show_comment(session, key(row), scene.creator)
    assert texts(session, scene.moment) == []
    restore(session, scene.amateur, comment_subject(key(row)), "looked again")
    assert texts(session, scene.moment) == ["something foul"]


def test_under_a_hidden_subject_nothing_is_said_or_read(session: Session, scene: Scene) -> None:
    write_comment(session, scene.moment, scene.stranger, "before")
    hide(session, scene.amateur, scene.moment, "stolen clip")
    assert texts(session, scene.moment) == []
    assert discussion(session, scene.moment, None).hidden_reason == "stolen clip"
    with pytest.raises(SubjectIsHidden):
        write_comment(session, scene.moment, scene.stranger, "after")
    restore(session, scene.amateur, scene.moment, "it is theirs")
    assert texts(session, scene.moment) == ["before"]


def test_nobody_reads_who_was_muted_or_blocked(session: Session, scene: Scene) -> None:
    write_comment(session, scene.moment, scene.stranger, "listen to me")
    block(session, scene.holder, scene.stranger, "mute")
    block(session, scene.creator, scene.stranger, "block")
    session.flush()
    for reader in (scene.holder, scene.creator):
        assert texts(session, scene.moment, reader) == []
    for others in (None, scene.subscriber, scene.stranger):
        assert texts(session, scene.moment, others) == ["listen to me"]
    with pytest.raises(BlockedByCreator):
        write_comment(session, scene.moment, scene.stranger, "why not")
    unblock(session, scene.creator, scene.stranger)
    session.flush()
    write_comment(session, scene.moment, scene.stranger, "now I may")
    assert texts(session, scene.moment, scene.holder) == []


def test_what_was_just_said_is_not_said_again(session: Session, scene: Scene) -> None:
    write_comment(session, scene.moment, scene.stranger, "first")
    with pytest.raises(TextRefused, match="just said this"):
        write_comment(session, scene.moment, scene.stranger, " first ")
    write_comment(session, scene.subject, scene.stranger, "first")
    write_comment(session, scene.moment, scene.stranger, "first")
    assert texts(session, scene.moment) == ["first", "first"]


@pytest.mark.parametrize("text", ["", "x" * 601, "what a bitch"])
def test_what_cannot_be_said_is_not_kept(session: Session, scene: Scene, text: str) -> None:
    with pytest.raises(TextRefused):
        write_comment(session, scene.moment, scene.stranger, text)
    row = write_comment(session, scene.moment, scene.stranger, "fine")
    with pytest.raises(TextRefused):
        edit_comment(session, key(row), scene.stranger, text)
    assert texts(session, scene.moment) == ["fine"]


def test_readers_are_told_what_they_can_do(session: Session, scene: Scene) -> None:
    write_comment(session, scene.moment, scene.stranger, "hello")
    may = {
        reader: list_comments(session, scene.moment, reader).items[0].may
        for reader in (None, scene.stranger, scene.creator, scene.holder)
    }
    assert may == {
        None: (),
        scene.stranger: ("edit", "delete"),
        scene.creator: ("hide", "report", "mute"),
        scene.holder: ("report", "mute"),
    }
