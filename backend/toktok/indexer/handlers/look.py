"""What is known when the rows of a batch are gathered."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import SQLModel

from toktok.chain.deployments import Deployment
from toktok.indexer.working_set import WorkingSet
from toktok.store.bulk import Key

Read = tuple[type[SQLModel], Key]


@dataclass(frozen=True, slots=True)
class Look:
    """Rows loaded so far, the addresses, and the block's time."""

    rows: WorkingSet
    contracts: Deployment
    timestamp: int
