"""Creators are told of comments and followers: of each page the newest, of nobody they do not hear."""

from __future__ import annotations

from sqlmodel import Session

from tests.backend.accounts.conftest import Scene
from toktok.accounts.blocks import block
from toktok.accounts.comments import delete_comment, hide_comment, show_comment, write_comment
from toktok.accounts.follows import follow, unfollow
from toktok.accounts.inbox import COUNTED, NoticeRow, inbox, read_up_to, unread
from toktok.accounts.notices.comments import EXCERPT
from toktok.accounts.operators import hide, restore
from toktok.accounts.social_rows import CommentRow
from toktok.accounts.subjects import comment_at, comment_subject, moment_subject
from toktok.market.values import Address
from toktok.store.tables import AppFollow


def told(session: Session, scene: Scene, account: Address) -> list[NoticeRow]:
    """What is said and who follows, the last first."""
    rows = inbox(session, scene.venue, account, limit=200).items
    return [row for row in rows if row.kind in ("comment", "follow")]


def said(session: Session, scene: Scene, account: Address) -> list[str | None]:
    return [row.text for row in told(session, scene, account)]


def key(row: CommentRow) -> bytes:
    return bytes.fromhex(row.id)


def comment(session: Session, subject: str, author: Address, body: str, at: int) -> None:
    """A comment that was written at a certain second."""
    written = write_comment(session, subject, author, body)
    session.flush()
    row = comment_at(session, key(written))
    assert row is not None
    row.written_at = at
    session.add(row)
    session.flush()


def read_all(session: Session, scene: Scene, account: Address) -> None:
    timestamp, block_number, log = map(int, told(session, scene, account)[0].id.split("-"))
    read_up_to(session, account, (timestamp, block_number, log))
    session.flush()


def test_a_creator_is_told_of_comments_on_its_page_and_its_moments(
    session: Session, scene: Scene
) -> None:
    first, second = map(moment_subject, scene.moments)
    comment(session, scene.subject, scene.holder, "On the page.", 2_000_000_001)
    comment(session, first, scene.stranger, "On the first.", 2_000_000_002)
    comment(session, second, scene.subscriber, "On the second.", 2_000_000_003)
    comment(session, second, scene.creator, "Thank you all!", 2_000_000_004)
    comment(session, moment_subject(scene.amateurs_moment), scene.holder, "Hers.", 2_000_000_005)
    rows = told(session, scene, scene.creator)
    assert [(row.text, row.moment, row.token, row.account) for row in rows] == [
        ("On the second.", scene.moments[1], None, scene.subscriber),
        ("On the first.", scene.moments[0], None, scene.stranger),
        ("On the page.", None, scene.token, scene.holder),
    ]
    assert rows[2].handle == "handle"
    assert said(session, scene, scene.amateur) == ["Hers."]
    assert told(session, scene, scene.holder) == []


def test_hundreds_of_comments_on_a_page_are_one_notice(session: Session, scene: Scene) -> None:
    for number in range(COUNTED + 30):
        comment(session, scene.moment, scene.holder, f"Number {number}", 2_000_000_000 + number)
    [row] = told(session, scene, scene.creator)
    assert (row.text, row.count, row.unread) == (f"Number {COUNTED + 29}", COUNTED, True)
    assert unread(session, scene.venue, scene.creator).unread == 1
    read_all(session, scene, scene.creator)
    [row] = told(session, scene, scene.creator)
    assert (row.count, row.unread) == (1, False)
    for number in (1, 2):
        comment(session, scene.moment, scene.stranger, f"Later {number}", 2_000_001_000 + number)
    [row] = told(session, scene, scene.creator)
    assert (row.text, row.count, row.unread) == ("Later 2", 2, True)


def test_what_is_hidden_or_deleted_is_told_no_more(session: Session, scene: Scene) -> None:
    comment(session, scene.moment, scene.holder, "Stays.", 1_000)
    written = write_comment(session, scene.moment, scene.stranger, "Hidden by the creator.")
    session.flush()
    assert said(session, scene, scene.creator) == ["Hidden by the creator."]
    hide_comment(session, key(written), scene.creator, "spam")
    session.flush()
    assert said(session, scene, scene.creator) == ["Stays."]
    show_comment(session, key(written), scene.creator)
    session.flush()
    assert said(session, scene, scene.creator) == ["Hidden by the creator."]
    hide(session, scene.amateur, comment_subject(key(written)), "off topic")
    session.flush()
    assert said(session, scene, scene.creator) == ["Stays."]
    restore(session, scene.amateur, comment_subject(key(written)), "a mistake")
    delete_comment(session, key(written), scene.stranger)
    session.flush()
    assert said(session, scene, scene.creator) == ["Stays."]
    hide(session, scene.amateur, scene.moment, "somebody else's clip")
    session.flush()
    assert said(session, scene, scene.creator) == []


def test_nobody_is_told_of_whom_they_do_not_hear(session: Session, scene: Scene) -> None:
    comment(session, scene.moment, scene.holder, "Heard.", 2_000_000_001)
    comment(session, scene.moment, scene.stranger, "Not heard.", 2_000_000_002)
    follow(session, scene.holder, scene.creator)
    follow(session, scene.stranger, scene.creator)
    session.flush()
    block(session, scene.creator, scene.stranger, "mute")
    session.flush()
    rows = told(session, scene, scene.creator)
    assert {row.account for row in rows} == {scene.holder}
    assert [row.count for row in rows] == [1, 1]
    # Who blocks somebody is not told to them either.
    block(session, scene.holder, scene.creator, "block")
    session.flush()
    assert told(session, scene, scene.creator) == []


def test_followers_are_told_together_and_go_when_they_leave(session: Session, scene: Scene) -> None:
    followers = (scene.holder, scene.stranger, scene.subscriber)
    for at, account in enumerate(followers):
        follow(session, account, scene.creator)
        session.flush()
        session.get_one(AppFollow, (account, scene.creator)).since = 2_000_000_000 + at
    session.flush()
    [row] = told(session, scene, scene.creator)
    assert (row.kind, row.account, row.count) == ("follow", scene.subscriber, 3)
    read_all(session, scene, scene.creator)
    [row] = told(session, scene, scene.creator)
    assert (row.account, row.count, row.unread) == (scene.subscriber, 1, False)
    for account in followers:
        unfollow(session, account, scene.creator)
    session.flush()
    assert told(session, scene, scene.creator) == []


def test_a_long_comment_is_told_by_its_beginning(session: Session, scene: Scene) -> None:
    write_comment(session, scene.moment, scene.holder, "So much to say. " * 30)
    write_comment(session, scene.subject, scene.holder, "o" * 300)
    session.flush()
    shown = {row.moment: row.text for row in told(session, scene, scene.creator)}
    assert shown == {
        scene.moments[0]: ("So much to say. " * 30)[:EXCERPT].rpartition(" ")[0] + "…",
        None: "o" * EXCERPT + "…",
    }


def test_what_comes_in_the_second_one_has_read_is_counted(session: Session, scene: Scene) -> None:
    comment(session, scene.moment, scene.holder, "Read.", 2_000_000_001)
    read_all(session, scene, scene.creator)
    for text in ("Not read.", "Neither."):
        comment(session, scene.moment, scene.holder, text, 2_000_000_001)
    [row] = told(session, scene, scene.creator)
    assert (row.text, row.count, row.unread) == ("Neither.", 2, True)
    read_all(session, scene, scene.creator)
    [row] = told(session, scene, scene.creator)
    assert (row.count, row.unread) == (1, False)
