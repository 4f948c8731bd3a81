"""The seed's people say nothing the page would refuse, about what there is."""

from __future__ import annotations

from scripts.seeding.cast import CREATORS, FANS
from scripts.seeding.stories.social import AUDIENCES, COMPLAINTS, FOLLOWS, LIKES, PEOPLE, REMARKS
from scripts.seeding.works import PIECES
from toktok.accounts.comments import MOST_CHARACTERS
from toktok.accounts.wording import require_civil, worded
from toktok.api.limits import RATES, SHARED

HANDLES = {creator.handle for creator in CREATORS}
THINGS = HANDLES | {piece.title for piece in PIECES}
ACCOUNTS = {*FANS, *(creator.account for creator in CREATORS)}


def test_every_remark_is_taken_and_about_something_that_is_there() -> None:
    for remark in REMARKS:
        assert worded(remark.text, most=MOST_CHARACTERS) == remark.text
        require_civil(remark.text)
        assert remark.about in THINGS
        assert remark.by in ACCOUNTS
    assert len({remark.text for remark in REMARKS}) == len(REMARKS)


def test_likes_follows_and_complaints_are_about_something_that_is_there() -> None:
    liked = {thing for things in LIKES.values() for thing in things}
    followed = {handle for handles in FOLLOWS.values() for handle in handles}
    complained = {complaint.about for complaint in COMPLAINTS}
    assert liked <= THINGS
    assert followed | {handle for handle, _ in AUDIENCES.values()} <= HANDLES
    assert {person.still for person in PEOPLE} - {""} <= {piece.title for piece in PIECES}
    assert complained <= THINGS | {remark.text for remark in REMARKS}
    assert {*LIKES, *FOLLOWS, *AUDIENCES, *(person.account for person in PEOPLE)} <= ACCOUNTS


def test_all_of_it_fits_into_what_one_address_may_hand_in() -> None:
    everybody = {
        *LIKES,
        *FOLLOWS,
        *AUDIENCES,
        *(person.account for person in PEOPLE if person.name),
        *(remark.by for remark in REMARKS),
        *(complaint.by for complaint in COMPLAINTS),
    }
    assert 2 * (len(everybody) + 1) <= SHARED * RATES["sign_in"].burst
    said = sum(bool(person.name) + bool(person.still) for person in PEOPLE)
    assert said <= SHARED * RATES["profile"].burst
    assert len(REMARKS) <= SHARED * RATES["comment"].burst
    assert sum(map(len, LIKES.values())) <= SHARED * RATES["like"].burst
    assert sum(map(len, FOLLOWS.values())) <= SHARED * RATES["follow"].burst
