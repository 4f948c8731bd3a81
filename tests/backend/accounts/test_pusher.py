"""Browsers are told what is new, once, when it stands, by a service that checks every word."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, select

from tests.support.mirror import Running, indexing, until
from tests.support.pushing import PushBrowser, PushService, push_service
from tests.support.world import DAY, TT, World
from toktok.accounts.blocks import block
from toktok.accounts.comments import delete_comment, write_comment
from toktok.accounts.follows import follow
from toktok.accounts.inbox import inbox, read_up_to
from toktok.accounts.names import Names
from toktok.accounts.push.courier import Courier
from toktok.accounts.push.key import PushKey, new_private
from toktok.accounts.push.news import known_now
from toktok.accounts.push.pusher import SETTLES, Pusher
from toktok.accounts.push.subscriptions import KEPT, Subscribing, subscribe, subscriptions_of
from toktok.accounts.sessions import Held
from toktok.accounts.subjects import moment_subject
from toktok.accounts.tallies import ALONE
from toktok.chain.deployments import load_deployment
from toktok.config import Settings
from toktok.market.values import Address
from toktok.media.folder import MediaFolder
from toktok.moments.venue import Venue, venue_of
from toktok.pages.notification import worded
from toktok.store.engine import Store
from toktok.store.tables import AppComment

pytestmark = pytest.mark.databases("sqlite")


@dataclass
class Clock:
    """Time that passes when it is told to."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Post:
    """A creator with a moment, fans, a service, and who sends to it."""

    world: World
    store: Store
    running: Running
    service: PushService
    folder: Path
    clock: Clock = field(default_factory=Clock)
    moment: int = 0
    auction: int = 0

    def person(self, number: int) -> Address:
        return bytes.fromhex(self.world.people[number][2:])

    def venue(self, session: Session) -> Venue:
        deployment = partial(load_deployment, directory=self.folder)
        return venue_of(session, deployment=deployment, media=MediaFolder(self.folder))

    def pusher(self) -> Pusher:
        """One that just started."""
        key = PushKey(new_private(), "mailto:ops@toktok.example")
        courier = Courier(key, self.service.outside)
        return Pusher(self.store, self.venue, partial(worded, Names()), courier, clock=self.clock)

    def subscribed(self, account: Address, *, language: str = "en") -> PushBrowser:
        """A browser of the account that asked to be told."""
        browser = self.service.browser()
        said = Subscribing(**{**browser.subscription, "language": language})
        held = Held(account, secrets.token_bytes(32), 0, 2**40, False)
        with self.store.write() as session:
            known = known_now(session, self.venue(session), account)
            reach = self.service.outside.reach
            subscribe(session, held, said, reach, known=known, now=1_000)
        return browser

    def browsers_of(self, account: Address) -> int:
        with self.store.read() as session:
            return len(subscriptions_of(session, account))

    def comment(self, author: Address, text: str) -> bytes:
        """A comment on the moment; its key."""
        with self.store.write(alone=ALONE) as session:
            row = write_comment(session, moment_subject(self.moment), author, text)
        return bytes.fromhex(row.id)

    def bid(self, fan: int, amount: int) -> None:
        self.world.auction.do(self.world.people[fan], "bid", self.auction, amount * TT)

    async def catch_up(self) -> None:
        await self.running.catch_up(self.world.node)


async def look(pusher: Pusher) -> None:
    """Look for news, and wait until the service has answered for all of it."""
    await pusher.look()
    await until(lambda: pusher.waiting == 0)


def _clip(world: World) -> int:
    """Another moment of the creator."""
    terms: tuple[Any, ...] = ("ipfs://clip", b"\x02" * 32, 1, 0, 0, 0, 0, 500, 0, [], "")
    world.moments.do(world.people[0], "createMoment", terms)
    return int(world.ledger.read("momentCount"))


def _open_auction(world: World) -> tuple[int, int]:
    creator, first, second = world.people[:3]
    for fan in (first, second):
        world.tt.do(fan, "deposit", value=TT)
        world.tt.do(fan, "approve", world.auction.address, 2**256 - 1)
    moment = _clip(world)
    token = moment * 100_000 + 1
    world.moments.do(creator, "approve", world.auction.address, token)
    world.auction.do(creator, "createAuction", token, TT, 0, DAY)
    return moment, int(world.auction.read("auctionCount"))


@pytest.fixture
def service(tmp_path: Path) -> Iterator[PushService]:
    with push_service(tmp_path) as running:
        yield running


@pytest.fixture
async def post(
    world: World, settings: Settings, store: Store, service: PushService, tmp_path: Path
) -> AsyncIterator[Post]:
    moment, auction = await asyncio.to_thread(_open_auction, world)
    async with indexing(settings, store) as running:
        made = Post(world, store, running, service, tmp_path, moment=moment, auction=auction)
        await made.catch_up()
        yield made


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
        _clip(post.world)
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
    post.clock.now = 1_000 + KEPT + 1
    await look(pusher)
    assert post.browsers_of(creator) == 0
    assert post.service.told == []
