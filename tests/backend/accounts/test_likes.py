"""Likes count once, and across all of a creator's work."""

from __future__ import annotations

import pytest
from sqlmodel import Session, select

from tests.backend.accounts.conftest import Scene
from toktok.accounts.likes import like, likes_of, total_likes, unlike
from toktok.accounts.operators import hide
from toktok.accounts.social_errors import SubjectIsHidden, UnknownSubject
from toktok.accounts.social_rows import LikesRow
from toktok.accounts.subjects import account_tally, moment_subject
from toktok.accounts.tallies import changed_since, last_change, recount, tally_of
from toktok.store.tables import AppLike, AppTally, MomentIncome


def test_a_like_counts_once_and_is_taken_back_once(session: Session, scene: Scene) -> None:
    for _ in range(2):
        liked = like(session, scene.moment, scene.stranger)
        assert liked == LikesRow(scene.moment, likes=1, total=1, liked=True)
    for _ in range(2):
        left = unlike(session, scene.moment, scene.stranger)
        assert left == LikesRow(scene.moment, likes=0, total=0, liked=False)


def test_the_total_of_a_creator_is_its_own_and_all_its_moments_likes(
    session: Session, scene: Scene
) -> None:
    first, second = (moment_subject(moment) for moment in scene.moments)
    like(session, scene.subject, scene.stranger)
    like(session, first, scene.stranger)
    like(session, first, scene.holder)
    like(session, second, scene.holder)
    assert likes_of(session, scene.subject, None) == LikesRow(scene.subject, 1, 4, None)
    assert likes_of(session, first, scene.subscriber) == LikesRow(first, 2, 4, False)
    assert total_likes(session, [scene.token]) == {scene.token: 4}
    unlike(session, first, scene.holder)
    assert likes_of(session, scene.subject, scene.stranger) == LikesRow(scene.subject, 1, 3, True)


def test_moments_without_a_token_count_for_their_account(session: Session, scene: Scene) -> None:
    subject = moment_subject(scene.amateurs_moment)
    like(session, subject, scene.stranger)
    assert likes_of(session, subject, None).total == 1
    assert tally_of(session, account_tally(scene.amateur)).total == 1
    assert likes_of(session, scene.subject, None).total == 0


def test_a_moment_that_comes_to_follow_a_token_brings_its_likes(
    session: Session, scene: Scene
) -> None:
    subject = moment_subject(scene.amateurs_moment)
    like(session, subject, scene.stranger)
    like(session, subject, scene.holder)
    session.get_one(MomentIncome, scene.amateurs_moment).token = scene.token
    session.flush()
    like(session, subject, scene.subscriber)
    assert likes_of(session, scene.subject, None).total == 3
    assert tally_of(session, account_tally(scene.amateur)).total == 0
    before = _counts(session)
    recount(session)
    assert _counts(session) == before


def test_what_is_counted_anew_is_what_was_counted(session: Session, scene: Scene) -> None:
    like(session, scene.moment, scene.stranger)
    like(session, scene.subject, scene.holder)
    before, number = _counts(session), last_change(session)
    session.get_one(AppTally, scene.moment).likes = 7
    session.flush()
    recount(session)
    assert _counts(session) == before
    assert last_change(session) > number


def test_changes_have_numbers_in_their_order(session: Session, scene: Scene) -> None:
    start = last_change(session)
    like(session, scene.moment, scene.stranger)
    middle = last_change(session)
    like(session, scene.subject, scene.stranger)
    changed = [each.subject for each in changed_since(session, start, limit=9)]
    assert changed == [scene.moment, scene.subject]
    assert [each.subject for each in changed_since(session, middle, limit=9)] == [scene.subject]
    like(session, scene.subject, scene.stranger)
    assert not changed_since(session, last_change(session), limit=9)


@pytest.mark.parametrize(
    "named", ["creator:nobody", "moment:999", "moment:0", "moment:x", "song:1", "creator:", ""]
)
def test_what_is_not_there_cannot_be_liked(session: Session, scene: Scene, named: str) -> None:
    with pytest.raises(UnknownSubject):
        like(session, named, scene.stranger)


def test_what_operators_have_hidden_takes_no_new_likes(session: Session, scene: Scene) -> None:
    like(session, scene.moment, scene.stranger)
    hide(session, scene.holder, scene.moment, "not their own work")
    with pytest.raises(SubjectIsHidden):
        like(session, scene.moment, scene.holder)
    assert unlike(session, scene.moment, scene.stranger).likes == 0


def _counts(session: Session) -> set[tuple[str, int, int, int, int]]:
    session.flush()
    rows = session.exec(select(AppTally)).all()
    return {
        (row.subject, row.likes, row.total, row.comments, row.followers)
        for row in rows
        if row.likes or row.total or row.comments or row.followers
    }


def test_likes_of_what_is_not_indexed_yet_are_counted(session: Session, scene: Scene) -> None:
    session.add(AppLike(subject="moment:77", account=scene.stranger, since=1))
    session.flush()
    recount(session)
    assert tally_of(session, "moment:77").likes == 1
