"""Accounts follow creators."""

from __future__ import annotations

import pytest
from sqlmodel import Session

from tests.backend.accounts.conftest import Scene
from toktok.accounts.follows import follow, follow_row, followed, list_followed, unfollow
from toktok.accounts.social_errors import CannotFollowYourself, NotACreator
from toktok.accounts.social_rows import FollowRow


def test_followers_are_counted_once(session: Session, scene: Scene) -> None:
    for _ in range(2):
        row = follow(session, scene.stranger, scene.creator)
        assert row == FollowRow(scene.creator, followers=1, following=True)
    assert follow(session, scene.holder, scene.creator).followers == 2
    assert follow_row(session, scene.creator, None) == FollowRow(scene.creator, 2, None)
    for _ in range(2):
        row = unfollow(session, scene.stranger, scene.creator)
        assert row == FollowRow(scene.creator, followers=1, following=False)


def test_the_followed_are_listed_page_by_page(session: Session, scene: Scene) -> None:
    follow(session, scene.stranger, scene.creator)
    follow(session, scene.stranger, scene.amateur)
    follow(session, scene.holder, scene.amateur)
    assert followed(session, scene.stranger) == sorted([scene.creator, scene.amateur])
    first = list_followed(session, scene.stranger, limit=1)
    second = list_followed(session, scene.stranger, limit=1, cursor=first.next_cursor)
    rows = [*first.items, *second.items]
    assert [row.account for row in rows] == followed(session, scene.stranger)
    assert second.next_cursor is None
    assert {row.account: row.handle for row in rows} == {
        scene.creator: "handle",
        scene.amateur: None,
    }


def test_only_others_who_create_can_be_followed(session: Session, scene: Scene) -> None:
    with pytest.raises(NotACreator):
        follow(session, scene.holder, scene.stranger)
    with pytest.raises(CannotFollowYourself):
        follow(session, scene.creator, scene.creator)
