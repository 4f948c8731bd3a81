"""A creator, a holder, a subscriber and a stranger, of whom the index knows all."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from tests.support.databases import Databases
from tests.support.mirror import index_once, indexing
from tests.support.node import anvil
from tests.support.posting import Post, open_auction
from tests.support.pushing import PushService, push_service
from tests.support.served import settings_for
from tests.support.world import DAY, TT, World, deploy, launch_of_two
from toktok.accounts.subjects import creator_subject, moment_subject
from toktok.chain.deployments import load_deployment
from toktok.config import Settings
from toktok.market.values import Address
from toktok.media.folder import MediaFolder
from toktok.moments.venue import Venue, venue_of
from toktok.moments.withheld_files import WithheldFiles
from toktok.store.engine import Store


@dataclass(frozen=True, slots=True)
class Scene:
    """Who there is, and what they have made."""

    store: Store
    venue: Venue
    token: Address
    creator: Address
    holder: Address
    subscriber: Address
    stranger: Address
    amateur: Address
    moments: tuple[int, ...]
    amateurs_moment: int

    @property
    def subject(self) -> str:
        """The creator."""
        return creator_subject(self.token)

    @property
    def moment(self) -> str:
        """The creator's first moment."""
        return moment_subject(self.moments[0])


def address(text: str) -> Address:
    return bytes.fromhex(text[2:])


def _create_moment(world: World, creator: str) -> int:
    terms: tuple[Any, ...] = (f"ipfs://{creator}", b"\x02" * 32, 5, 3 * TT, 0, 0, 0, 500, 0, [], "")
    world.moments.do(creator, "createMoment", terms)
    return int(world.ledger.read("momentCount"))


@pytest.fixture(scope="session")
def scene(
    database_kind: str, databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Scene]:
    folder: Path = tmp_path_factory.mktemp("scene")
    with anvil() as node, databases.new(database_kind, folder) as url:
        world = deploy(node)
        token = launch_of_two(world)
        creator, holder, _, subscriber, stranger, amateur = world.people[:6]
        world.subscriptions.do(creator, "setPlan", TT, 30 * DAY, 0)
        plan = world.subscriptions.read("planOf", creator)[0]
        world.subscriptions.do(subscriber, "subscribe", creator, plan, 1, subscriber, 9 * TT)
        moments = tuple(_create_moment(world, creator) for _ in range(2))
        amateurs = _create_moment(world, amateur)
        settings = settings_for(world, folder, database_url=url)
        store = Store(url)
        asyncio.run(index_once(settings, store, node))

        deployment = partial(load_deployment, directory=settings.deployments_dir)
        media = MediaFolder(folder / "media")
        withheld = WithheldFiles(store, media)
        with store.read() as session:
            venue = venue_of(session, deployment=deployment, media=media, withheld=withheld)
        yield Scene(
            store,
            venue,
            token=address(token),
            creator=address(creator),
            holder=address(holder),
            subscriber=address(subscriber),
            stranger=address(stranger),
            amateur=address(amateur),
            moments=moments,
            amateurs_moment=amateurs,
        )
        store.close()


@pytest.fixture
def session(scene: Scene) -> Iterator[Session]:
    """A session of which nothing is kept."""
    with scene.store.write() as session:
        yield session
        session.rollback()


@pytest.fixture
def service(tmp_path: Path) -> Iterator[PushService]:
    with push_service(tmp_path) as running:
        yield running


@pytest.fixture
async def post(
    world: World, settings: Settings, store: Store, service: PushService, tmp_path: Path
) -> AsyncIterator[Post]:
    moment, auction = await asyncio.to_thread(open_auction, world)
    async with indexing(settings, store) as running:
        made = Post(world, store, running, service, tmp_path, moment=moment, auction=auction)
        await made.catch_up()
        yield made
