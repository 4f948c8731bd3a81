"""Why the database may not be the chain as it is now: in words for operators, and as a case that pages have a sentence for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from toktok.errors import (
    ChainMismatchError,
    DatabaseDamagedError,
    DatabaseReplacedError,
    DatabaseUnavailableError,
    ReorgTooDeepError,
    RpcError,
    RpcUnavailableError,
    SchemaError,
    ToktokError,
    UntrustedNodeError,
)

Case = Literal[
    "starting", "standby", "node_silent", "behind", "stalled", "differs", "node_unreachable",
    "node_refuses", "node_contradicts", "database_away", "database_unusable", "another_chain",
    "rewritten", "unreadable", "stopped",
]  # fmt: skip

CASES: Mapping[Case, tuple[str, ...]] = {
    "starting": (),
    "standby": (),
    "node_silent": ("seconds",),
    "behind": ("blocks",),
    "stalled": ("block", "seconds", "head"),
    "differs": ("number",),
    "node_unreachable": (),
    "node_refuses": (),
    "node_contradicts": (),
    "database_away": (),
    "database_unusable": (),
    "another_chain": (),
    "rewritten": (),
    "unreadable": (),
    "stopped": (),
}
"""Every case, and the names of the values that it has."""

_OF_ERRORS: tuple[tuple[type[ToktokError], Case], ...] = (
    (RpcUnavailableError, "node_unreachable"),
    (RpcError, "node_refuses"),
    (UntrustedNodeError, "node_contradicts"),
    (DatabaseUnavailableError, "database_away"),
    (DatabaseReplacedError, "database_unusable"),
    (DatabaseDamagedError, "database_unusable"),
    (SchemaError, "database_unusable"),
    (ChainMismatchError, "another_chain"),
    (ReorgTooDeepError, "rewritten"),
)


@dataclass(frozen=True, slots=True)
class Trouble:
    """A case, its values, and what an operator is told: that may name what readers have no use for."""

    case: Case
    detail: str
    values: Mapping[str, int] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.detail


def trouble_of(error: ToktokError) -> Trouble:
    """What an error of ours means for those who read what is indexed."""
    cases = (case for kind, case in _OF_ERRORS if isinstance(error, kind))
    return Trouble(next(cases, "stopped"), str(error))
