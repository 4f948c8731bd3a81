"""How far what is served is behind the chain."""

from __future__ import annotations

from typing import Protocol

from toktok.indexer.audit.auditor import Audited
from toktok.indexer.trouble import Trouble


class Standing(Protocol):
    """How far the index is behind the node, and whether that is near enough to serve."""

    @property
    def head_number(self) -> int | None:
        """The node's last block, if it ever answered."""

    @property
    def head_timestamp(self) -> int | None:
        """Its timestamp."""

    @property
    def block_number(self) -> int | None:
        """The last block indexed."""

    @property
    def lag_blocks(self) -> int:
        """Blocks still to be indexed."""

    @property
    def lag_seconds(self) -> int:
        """Seconds of chain time still to be indexed."""

    @property
    def stalled_seconds(self) -> float:
        """Seconds for which there were blocks to index, and none was indexed."""

    @property
    def ready(self) -> bool:
        """Whether answers show the chain as it is now, give or take the allowed lag."""

    @property
    def trouble(self) -> Trouble | None:
        """Why not; None if they do."""

    @property
    def audited(self) -> Audited | None:
        """The last audit of a sample."""
