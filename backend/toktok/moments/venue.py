"""Where moments are sold: the contracts of this deployment, and where their files lie."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session

from toktok.chain.deployments import Deployment
from toktok.market.errors import NothingIndexed
from toktok.market.state import read_state
from toktok.market.values import Address, Hash
from toktok.media.folder import MediaFolder
from toktok.moments.typed_data import EXCHANGE, TOP_MOMENTS, Domain
from toktok.moments.withheld_files import WithheldFiles


@dataclass(frozen=True, slots=True)
class Venue:
    """One chain, told from others by its first block too, the contracts on it, a media folder, and what of it is withheld."""

    chain_id: int
    genesis_hash: Hash
    exchange: Address
    auction: Address
    moments: Address
    fund: Address
    #: What can be credited, but never claim: no recipient of splits.
    closed: frozenset[Address]
    media: MediaFolder
    withheld: WithheldFiles

    @property
    def orders(self) -> Domain:
        """Where signatures of orders count."""
        return Domain(EXCHANGE, self.chain_id, self.exchange)

    @property
    def vouchers(self) -> Domain:
        """Where signatures of vouchers count."""
        return Domain(TOP_MOMENTS, self.chain_id, self.moments)


def venue_of(
    session: Session,
    deployment: Callable[[int], Deployment],
    media: MediaFolder,
    withheld: WithheldFiles,
) -> Venue:
    """Where the moments of the mirrored chain are sold. Raises NothingIndexed."""
    state = read_state(session)
    if state is None:
        raise NothingIndexed
    known = deployment(state.chain_id)
    return Venue(
        chain_id=state.chain_id,
        genesis_hash=state.genesis_hash,
        exchange=known.exchange,
        auction=known.auction,
        moments=known.moments,
        fund=known.fund,
        closed=frozenset((bytes(20), known.ledger, known.market)),
        media=media,
        withheld=withheld,
    )
