"""Browsers are told what is new, once, when it stands, by a service that checks every word."""

from __future__ import annotations

import asyncio
import time

import pytest
from sqlmodel import select

from tests.support.posting import Post, clip, look
from toktok.accounts.blocks import block
from toktok.accounts.comments import delete_comment
from toktok.accounts.follows import follow
from toktok.accounts.inbox import inbox, read_up_to
from toktok.accounts.push.pusher import SETTLES
from toktok.accounts.push.subscriptions import KEPT
from toktok.accounts.tallies import ALONE
from toktok.store.tables import AppComment

pytestmark = pytest.mark.databases("sqlite")


async def test_who_is_outbid_is_told_once_when_the_block_has_stood(post: Post) -> None:
    post.bid(1, 2)
    await post.catch_up()
    post.subscribed(post.person(1))
    pusher = post.pusher()
    await look(pusher)
    post.bid(2, 5)
    await post.catch_up()
    await look(pusher)
    post.clock.now += SETTLES - 1
    await look(pusher)
    assert post.service.told == []
    post.clock.now += 1
    await look(pusher)
    [received] = post.service.received
    message = received.message
    assert (message["title"], message["href"]) == ("You were outbid", f"/moments/{post.moment}/1")
    assert message["body"].endswith(f"outbid you on moment {post.moment}, with 5 TT")
    assert received.headers["urgency"] == "high"
    # Nothing of it is anywhere but in the sealed body.
    assert not any("outbid" in value or "TT" in value for value in received.headers.values())
    for again in (pusher, post.pusher()):
        post.clock.now += SETTLES
        await look(again)
        post.clock.now += SETTLES
        await look(again)
    assert len(post.service.received) == 1
    assert pusher.answers == {"taken": 1}


async def test_a_bid_that_was_taken_back_is_not_told_and_what_came_instead_has_to_stand(
    post: Post,
) -> None:
    post.bid(1, 2)
    await post.catch_up()
    post.subscribed(post.person(1))
    pusher = post.pusher()
    snapshot = post.world.node.call("evm_snapshot")
    post.bid(2, 5)
    await post.catch_up()
    await look(pusher)
    post.world.node.call("evm_revert", snapshot)
    post.bid(2, 7)
    await post.catch_up()
    # As high as the block that was there long enough, but another one.
    post.clock.now += SETTLES
    await look(pusher)
    assert post.service.told == []
    post.clock.now += SETTLES
    await look(pusher)
    assert ["7 TT" in each["body"] for each in post.service.told] == [True]


async def test_comments_of_a_page_are_told_as_one_in_the_language_of_the_browser(
    post: Post,
) -> None:
    creator, fan = post.person(0), post.person(1)
    post.comment(fan, "Before anybody asked.")
    post.subscribed(creator, language="it")
    post.subscribed(creator, language="nl")
    pusher = post.pusher()
    await look(pusher)
    assert post.service.told == []
    post.comment(fan, "The first one.")
    await look(pusher)
    post.comment(fan, "The second one.")
    await look(pusher)
    with post.store.read() as session:
        hours = {at // 3_600 for at in session.exec(select(AppComment.written_at)).all()[1:]}
    titles = [each["title"] for each in post.service.told]
    assert sorted(titles) == sorted(["Nuovo commento", "Nieuwe reactie"] * len(hours))
    assert all(each["href"].endswith("#discussion") for each in post.service.told)


async def test_what_is_read_hidden_or_not_heard_is_not_told(post: Post) -> None:
    creator, fan, other = (post.person(number) for number in range(3))
    post.subscribed(creator)
    pusher = post.pusher()
    delete_me = post.comment(fan, "I take this back.")
    with post.store.write(alone=ALONE) as session:
        delete_comment(session, delete_me, fan)
        block(session, creator, other, "mute")
        follow(session, other, creator)
    await look(pusher)
    with post.store.write(alone=ALONE) as session:
        follow(session, fan, creator)
        session.flush()
        [notice] = inbox(session, post.venue(session), creator).items
        timestamp, number, log = map(int, notice.id.split("-"))
        read_up_to(session, creator, (timestamp, number, log))
    await look(pusher)
    assert post.service.told == []


async def test_a_browser_that_is_gone_is_forgotten(post: Post) -> None:
    creator, fan = post.person(0), post.person(1)
    post.subscribed(creator)
    post.service.answers.append((410, {}))
    post.comment(fan, "Is anybody there?")
    pusher = post.pusher()
    await look(pusher)
    assert post.browsers_of(creator) == 0
    assert pusher.answers == {"gone": 1}


async def test_a_busy_service_is_asked_again(post: Post) -> None:
    creator, fan = post.person(0), post.person(1)
    post.subscribed(creator)
    post.service.answers += [(503, {"Retry-After": "1"}), (201, {})]
    post.comment(fan, "Twice asked, once shown.")
    pusher = post.pusher()
    await look(pusher)
    assert [each["title"] for each in post.service.told] == ["New comment", "New comment"]
    assert pusher.answers == {"taken": 1}


async def test_a_service_that_wants_to_be_left_alone_for_long_is(post: Post) -> None:
    creator, fan = post.person(0), post.person(1)
    post.subscribed(creator)
    post.service.answers.append((429, {"Retry-After": "7200"}))
    post.comment(fan, "Later, then.")
    pusher = post.pusher()
    await look(pusher)
    assert len(post.service.received) == 1
    assert pusher.answers == {"later": 1}


@pytest.mark.databases("sqlite", "postgresql")
async def test_two_servers_tell_it_once(post: Post) -> None:
    creator, fan = post.person(0), post.person(1)
    post.subscribed(creator)
    post.comment(fan, "One of you, please.")
    pushers = [post.pusher() for _ in range(4)]
    await asyncio.gather(*(look(each) for each in pushers))
    assert len(post.service.received) == 1


async def test_much_at_once_is_told_as_one(post: Post) -> None:
    creator, fan = post.person(0), post.person(1)
    post.subscribed(creator)
    with post.store.write(alone=ALONE) as session:
        follow(session, fan, creator)
    for _ in range(4):
        clip(post.world)
    await post.catch_up()
    for number in range(post.moment, post.moment + 4):
        post.moment = number
        post.comment(fan, f"To all of you, {number}.")
    await look(post.pusher())
    assert [(each["title"], each["href"]) for each in post.service.told] == [
        ("5 notices for you", "/inbox")
    ]


async def test_who_stays_away_is_told_nothing_more(post: Post) -> None:
    creator, fan = post.person(0), post.person(1)
    post.subscribed(creator)
    post.comment(fan, "Long time no see.")
    pusher = post.pusher()
    post.clock.now = time.time() + KEPT + 1
    await look(pusher)
    assert post.browsers_of(creator) == 0
    assert post.service.told == []
