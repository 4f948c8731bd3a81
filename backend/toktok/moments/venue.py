"""Where moments are sold: the contracts of this deployment, and where their files lie."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session, select

from toktok.chain.deployments import Deployment
from toktok.market.errors import NothingIndexed
from toktok.market.values import Address, Hash
from toktok.media.folder import MediaFolder
from toktok.moments.typed_data import EXCHANGE, TOP_MOMENTS, Domain
from toktok.store.tables import Cursor


@dataclass(frozen=True, slots=True)
class Venue:
    """One chain, told from others by its first block too, the contracts on it, and a media folder."""

    chain_id: int
    genesis_hash: Hash
    exchange: Address
    auction: Address
    moments: Address
    fund: Address
    #: What can be credited, but never claim: no recipient of splits.
    closed: frozenset[Address]
    media: MediaFolder

    @property
    def orders(self) -> Domain:
        """Where signatures of orders count."""
        return Domain(EXCHANGE, self.chain_id, self.exchange)

    @property
    def vouchers(self) -> Domain:
        """Where signatures of vouchers count."""
        return Domain(TOP_MOMENTS, self.chain_id, self.moments)


def venue_of(
    session: Session, deployment: Callable[[int], Deployment], media: MediaFolder
) -> Venue:
    """Where the moments of the mirrored chain are sold. Raises NothingIndexed."""
    found = session.exec(select(Cursor.chain_id, Cursor.genesis_hash)).first()
    if found is None:
        raise NothingIndexed
    chain_id, genesis_hash = found
    known = deployment(chain_id)
    return Venue(
        chain_id=chain_id,
        genesis_hash=genesis_hash,
        exchange=known.exchange,
        auction=known.auction,
        moments=known.moments,
        fund=known.fund,
        closed=frozenset((bytes(20), known.ledger, known.market)),
        media=media,
    )
