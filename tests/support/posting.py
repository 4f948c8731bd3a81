"""Browsers that asked to be told of news, something to be told of, and who tells them."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from sqlmodel import Session

from tests.support.mirror import Running, until
from tests.support.pushing import PushBrowser, PushService
from tests.support.world import DAY, TT, World
from toktok.accounts.comments import write_comment
from toktok.accounts.names import Names
from toktok.accounts.push.courier import Courier
from toktok.accounts.push.key import PushKey, new_private
from toktok.accounts.push.news import known_now
from toktok.accounts.push.pusher import Pusher
from toktok.accounts.push.subscriptions import Subscribing, subscribe, subscriptions_of
from toktok.accounts.sessions import Sessions
from toktok.accounts.subjects import moment_subject
from toktok.accounts.tallies import ALONE
from toktok.chain.deployments import load_deployment
from toktok.market.values import Address
from toktok.media.folder import MediaFolder
from toktok.moments.venue import Venue, venue_of
from toktok.moments.withheld_files import WithheldFiles
from toktok.pages.notification import worded
from toktok.store.engine import Store


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
        media = MediaFolder(self.folder)
        withheld = WithheldFiles(self.store, media)
        return venue_of(session, deployment=deployment, media=media, withheld=withheld)

    def pusher(self, *, caught_up: bool = True) -> Pusher:
        """One that just started, with an index that shows the chain as it is now, or does not."""
        key = PushKey(new_private(), "mailto:ops@toktok.example")
        courier = Courier(key, self.service.outside)
        return Pusher(
            self.store,
            self.venue,
            partial(worded, Names()),
            courier,
            caught_up=lambda: caught_up,
            clock=self.clock,
        )

    def subscribed(
        self, account: Address, *, language: str = "en", knows: bool = True
    ) -> PushBrowser:
        """A browser of the account that asked to be told, and mostly knows what there is."""
        browser = self.service.browser()
        said = Subscribing(**{**browser.subscription, "language": language})
        held = Sessions(self.store).open(account, agent="", before=None).held
        with self.store.write() as session:
            known = known_now(session, self.venue(session), account) if knows else []
            reach = self.service.outside.reach
            subscribe(session, held, said, reach, known=known, now=int(time.time()))
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


def clip(world: World, creator: int = 0) -> int:
    """Another moment of the creator, or of somebody who becomes one by that."""
    terms: tuple[Any, ...] = ("ipfs://clip", b"\x02" * 32, 1, 0, 0, 0, 0, 500, 0, [], "")
    world.moments.do(world.people[creator], "createMoment", terms)
    return int(world.ledger.read("momentCount"))


def open_auction(world: World) -> tuple[int, int]:
    creator, first, second = world.people[:3]
    for fan in (first, second):
        world.tt.do(fan, "deposit", value=TT)
        world.tt.do(fan, "approve", world.auction.address, 2**256 - 1)
    moment = clip(world)
    token = moment * 100_000 + 1
    world.moments.do(creator, "approve", world.auction.address, token)
    world.auction.do(creator, "createAuction", token, TT, 0, DAY)
    return moment, int(world.auction.read("auctionCount"))
