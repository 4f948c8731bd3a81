"""Reports wait until an operator hides or dismisses; what operators did stays written."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session

from tests.backend.accounts.conftest import Scene
from toktok.accounts import reports
from toktok.accounts.acts import list_acts
from toktok.accounts.comments import delete_comment, hide_comment, list_comments, write_comment
from toktok.accounts.operators import dismiss, hide, restore
from toktok.accounts.reports import list_reports, report
from toktok.accounts.social_errors import (
    NothingToDo,
    NotYours,
    TextRefused,
    TooManyReports,
    UnknownSubject,
)
from toktok.accounts.subjects import comment_subject, moment_subject, profile_subject


def test_reports_wait_the_oldest_first_with_what_was_read(session: Session, scene: Scene) -> None:
    comment = write_comment(session, scene.moment, scene.stranger, "buy my coin")
    about_comment = comment_subject(bytes.fromhex(comment.id))
    report(session, scene.venue, about_comment, scene.holder, "spam", " again and again ")
    report(session, scene.venue, scene.subject, scene.stranger, "impersonation", "")
    report(session, scene.venue, about_comment, scene.creator, "spam", "")
    delete_comment(session, bytes.fromhex(comment.id), scene.stranger)
    first, second, third = list_reports(session, scene.venue).items
    assert (first.quoted, first.note, first.reports) == ("buy my coin", "again and again", 2)
    assert (first.about.name, first.about.path, first.about.owner) == ("", "", None)
    assert (second.about.name, second.about.path) == ("Name", f"/creators/0x{scene.token.hex()}")
    assert (second.reason, second.reports) == ("impersonation", 1)
    assert third.reporter == scene.creator
    page = list_reports(session, scene.venue, limit=1)
    after = list_reports(session, scene.venue, limit=1, cursor=page.next_cursor)
    assert [*page.items, *after.items] == [first, second]


def test_a_report_made_twice_is_one(session: Session, scene: Scene) -> None:
    subject = profile_subject(scene.stranger)
    report(session, scene.venue, subject, scene.holder, "spam", "")
    report(session, scene.venue, subject, scene.holder, "insult", "look at the picture")
    [only] = list_reports(session, scene.venue).items
    assert (only.reason, only.note) == ("insult", "look at the picture")


def test_ones_own_is_not_reported_and_what_is_not_there_neither(
    session: Session, scene: Scene
) -> None:
    with pytest.raises(NotYours):
        report(session, scene.venue, scene.subject, scene.creator, "spam", "")
    for unknown in ("comment:" + "0" * 64, "profile:0x12", "moment:99", "tt"):
        with pytest.raises(UnknownSubject):
            report(session, scene.venue, unknown, scene.holder, "spam", "")


def test_nobody_fills_the_queue_alone(
    session: Session, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "MOST_OPEN", 2)
    for account in (scene.creator, scene.amateur):
        report(session, scene.venue, profile_subject(account), scene.holder, "spam", "")
    with pytest.raises(TooManyReports):
        report(session, scene.venue, scene.subject, scene.holder, "spam", "")
    dismiss(session, scene.amateur, profile_subject(scene.creator), "nothing wrong")
    report(session, scene.venue, scene.subject, scene.holder, "spam", "")


def test_hiding_closes_the_reports_and_is_written_down(session: Session, scene: Scene) -> None:
    report(session, scene.venue, scene.moment, scene.holder, "copyright", "")
    report(session, scene.venue, scene.moment, scene.stranger, "other", "not theirs")
    hide(session, scene.amateur, scene.moment, " stolen clip ")
    assert list_reports(session, scene.venue).items == ()
    with pytest.raises(NothingToDo):
        hide(session, scene.amateur, scene.moment, "again")
    restore(session, scene.holder, scene.moment, "they have shown it is theirs")
    with pytest.raises(NothingToDo):
        restore(session, scene.holder, scene.moment, "again")
    acts = list_acts(session).items
    assert [(act.operator, act.act, act.subject, act.reason) for act in acts] == [
        (scene.holder, "restore", scene.moment, "they have shown it is theirs"),
        (scene.amateur, "hide", scene.moment, "stolen clip"),
    ]
    report(session, scene.venue, scene.moment, scene.holder, "copyright", "still")
    assert [row.note for row in list_reports(session, scene.venue).items] == ["still"]


def test_dismissing_leaves_things_as_they_are(session: Session, scene: Scene) -> None:
    write_comment(session, scene.moment, scene.stranger, "I do not like it")
    comment = list_comments(session, scene.moment).items[0]
    subject = comment_subject(bytes.fromhex(comment.id))
    report(session, scene.venue, subject, scene.holder, "insult", "")
    dismiss(session, scene.amateur, subject, "an opinion")
    assert [row.body for row in list_comments(session, scene.moment).items] == ["I do not like it"]
    assert list_reports(session, scene.venue).items == ()
    with pytest.raises(NothingToDo):
        dismiss(session, scene.amateur, subject, "an opinion")
    assert [act.act for act in list_acts(session, subject=subject).items] == ["dismiss"]
    assert list_acts(session, subject=scene.moment).items == ()


def test_an_operator_takes_over_what_the_creator_hid(session: Session, scene: Scene) -> None:
    row = write_comment(session, scene.moment, scene.stranger, "something foul")
    hide_comment(session, bytes.fromhex(row.id), scene.creator, "rude")
    subject = comment_subject(bytes.fromhex(row.id))
    hide(session, scene.amateur, subject, "against the rules")
    with pytest.raises(NothingToDo):
        hide(session, scene.amateur, subject, "again")


def test_every_act_has_a_reason(session: Session, scene: Scene) -> None:
    for act in (hide, restore, dismiss):
        with pytest.raises(TextRefused):
            act(session, scene.amateur, scene.moment, "  ")
    assert list_acts(session).items == ()


def test_acts_are_listed_page_by_page(session: Session, scene: Scene) -> None:
    for number in scene.moments:
        hide(session, scene.amateur, moment_subject(number), f"reason {number}")
    page = list_acts(session, limit=1)
    after = list_acts(session, limit=1, cursor=page.next_cursor)
    assert [row.subject for row in (*page.items, *after.items)] == [
        moment_subject(number) for number in reversed(scene.moments)
    ]
    assert after.next_cursor is None


@pytest.mark.parametrize("change", ["UPDATE app_act SET reason = 'x'", "DELETE FROM app_act"])
def test_what_operators_did_cannot_be_changed(session: Session, scene: Scene, change: str) -> None:
    hide(session, scene.amateur, scene.moment, "stolen clip")
    with pytest.raises(DatabaseError, match="stays as it was written"):
        session.execute(text(change))
