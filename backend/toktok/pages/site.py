"""What every page says about the chain it shows, and how a page comes to it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from fastapi import Request
from sqlmodel import Session

from toktok.accounts.names import Names
from toktok.accounts.sessions import Held, Sessions, token_in
from toktok.chain.code import CodeCheck
from toktok.chain.deployments import Deployment
from toktok.config import LOCAL_CHAINS, Settings
from toktok.market.clock import now_at
from toktok.market.errors import NothingIndexed
from toktok.market.head import Head
from toktok.market.status import read_mirror
from toktok.market.values import Address
from toktok.media.folder import MediaFolder
from toktok.moments.venue import Venue
from toktok.moments.withheld_files import WithheldFiles
from toktok.pages.formats import address
from toktok.store.engine import Store


class Audited(Protocol):
    """A sample of values, compared with the chain."""

    @property
    def block(self) -> int:
        """The block it was taken at."""

    @property
    def at(self) -> int:
        """When, by the server's clock."""

    @property
    def compared(self) -> int:
        """How many values."""

    @property
    def differences(self) -> int:
        """How many of them differed."""


class Trouble(Protocol):
    """Why the index is not the chain: a case there is a sentence for."""

    @property
    def case(self) -> str:
        """Which one."""

    @property
    def values(self) -> Mapping[str, int]:
        """What the sentence names."""


class Standing(Protocol):
    """Whether the index is near enough to the chain."""

    @property
    def head_number(self) -> int | None:
        """The node's last block, if it ever answered."""

    @property
    def head_timestamp(self) -> int | None:
        """Its timestamp."""

    @property
    def lag_blocks(self) -> int:
        """Blocks still to be indexed."""

    @property
    def lag_seconds(self) -> int:
        """Seconds of chain time still to be indexed."""

    @property
    def audited(self) -> Audited | None:
        """The last audit of a sample."""

    @property
    def trouble(self) -> Trouble | None:
        """Why what is shown is not the chain as it is now; None if it is."""


class Serving(Protocol):
    """The parts of the application that pages need."""

    @property
    def settings(self) -> Settings:
        """What the environment decides."""

    @property
    def store(self) -> Store:
        """The database."""

    @property
    def standing(self) -> Standing:
        """How far the index is."""

    @property
    def deployment(self) -> Callable[[int], Deployment]:
        """The record of the contracts on a chain."""

    @property
    def media(self) -> MediaFolder:
        """Where pictures, clips and metadata are kept."""

    @property
    def withheld(self) -> WithheldFiles:
        """Which of them nobody gets while moments are hidden."""

    @property
    def code(self) -> CodeCheck:
        """Whether the chain has the code that was deployed."""

    @property
    def venue(self) -> Callable[[Session], Venue]:
        """Where the moments of the mirrored chain are sold."""

    @property
    def sessions(self) -> Sessions:
        """Who is signed in."""

    @property
    def names(self) -> Names:
        """What accounts are called."""


@dataclass(frozen=True, slots=True)
class Contracts:
    """Addresses wallets talk to, checksummed."""

    tt: str
    market: str
    ledger: str
    moments: str
    auction: str
    exchange: str
    subscriptions: str
    sounds: str


@dataclass(frozen=True, slots=True)
class Site:
    """The chain a page shows, and the block it shows it at.

    `clock` is the server's own time, and `now` what ages are counted from (`market.clock`). `genesis` tells a
    local chain that was started anew from the one before.
    """

    chain_id: int
    genesis: str
    network: str
    head: Head
    clock: int
    now: int
    launch_bond: int
    contracts: Contracts
    public_rpc_url: str | None
    trouble: Trouble | None

    @property
    def is_local(self) -> bool:
        """Whether this is a chain on the developer's own machine."""
        return self.chain_id in LOCAL_CHAINS


def serving(request: Request) -> Serving:
    """The running application behind a request."""
    context: Serving = request.app.state.context
    return context


def held_of(request: Request, session: Session) -> Held | None:
    """The session of who reads the page, if they signed in."""
    context = serving(request)
    token = token_in(request.cookies, context.settings, scheme=request.url.scheme)
    return context.sessions.find(session, token)


def reader_of(request: Request, session: Session) -> Address | None:
    """Who reads the page, if they signed in."""
    held = held_of(request, session)
    return None if held is None else held.account


def site_of(request: Request, session: Session) -> Site:
    """What the page of this request says about the chain. Raises NothingIndexed."""
    context = serving(request)
    mirror = read_mirror(session)
    if mirror is None:
        raise NothingIndexed
    deployment = context.deployment(mirror.chain_id)
    return Site(
        chain_id=mirror.chain_id,
        genesis="0x" + deployment.genesis_hash.hex(),
        network=deployment.network,
        head=mirror.head,
        clock=int(time.time()),
        now=now_at(mirror.head),
        launch_bond=mirror.launch_bond,
        contracts=Contracts(
            tt=address(deployment.tt),
            market=address(deployment.market),
            ledger=address(deployment.ledger),
            moments=address(deployment.moments),
            auction=address(deployment.auction),
            exchange=address(deployment.exchange),
            subscriptions=address(deployment.subscriptions),
            sounds=address(deployment.sounds),
        ),
        public_rpc_url=context.settings.wallet_rpc_url(mirror.chain_id),
        trouble=context.standing.trouble,
    )
