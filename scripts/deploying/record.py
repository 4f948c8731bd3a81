"""The file that says where the contracts of a chain are, and how far an unfinished deployment got.

Written after each step and before each transaction, in one piece: whoever is killed in between
finds out from the chain what became of it.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from scripts.root import ROOT


class RecordError(Exception):
    """The record cannot be used; the message says what to do."""


@dataclass(slots=True)
class Deployed:
    """One contract: where, since when, by which transaction, and Keccak-256 of its code."""

    address: str
    block: int
    tx: str
    code_hash: str


@dataclass(slots=True)
class Sending:
    """A transaction that was about to be sent; `tx` is its hash where we signed it ourselves."""

    step: str
    nonce: int
    tx: str | None


@dataclass(slots=True)
class Unfinished:
    """What an interrupted deployment needs to go on as it began."""

    deployer: str
    terms: dict[str, Any]
    sending: Sending | None = None


@dataclass(slots=True)
class Record:
    """A deployment to one chain. `unfinished` is None once all of it stands."""

    chain_id: int
    network: str
    genesis_hash: str
    contracts: dict[str, Deployed] = field(default_factory=dict)
    unfinished: Unfinished | None = None

    @property
    def first_block(self) -> int:
        """The block of the first contract; nothing of ours is before it."""
        return min((each.block for each in self.contracts.values()), default=0)


def record_path(chain_id: int, *, local: bool) -> Path:
    """Where the record of a chain is: with the local state, or with the sources."""
    if local:
        return Path(os.environ.get("TOKTOK_DEPLOYMENTS_DIR") or ROOT / ".toktok/deployments") / (
            f"{chain_id}.json"
        )
    return ROOT / "backend/toktok/chain/deployments" / f"{chain_id}.json"


def read_record(path: Path) -> Record | None:
    """The record at `path`, None if there is none. Raises RecordError if it is not one."""
    try:
        raw = json.loads(path.read_text())
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise RecordError(f"{path} is not a deployment record ({error}): remove it") from None
    try:
        raw.pop("first_block", None)
        contracts = {name: Deployed(**each) for name, each in raw.pop("contracts").items()}
        unfinished = raw.pop("unfinished", None)
        if unfinished is not None:
            sending = unfinished.pop("sending")
            unfinished = Unfinished(**unfinished, sending=sending and Sending(**sending))
        return Record(**raw, contracts=contracts, unfinished=unfinished)
    except (KeyError, TypeError, AttributeError) as error:
        raise RecordError(f"{path} is not a deployment record ({error}): remove it") from None


def write_record(path: Path, record: Record) -> None:
    """Put `record` at `path`, wholly or not at all."""
    raw: dict[str, Any] = {
        "chain_id": record.chain_id,
        "network": record.network,
        "genesis_hash": record.genesis_hash,
        "first_block": record.first_block,
        "contracts": {name: asdict(each) for name, each in record.contracts.items()},
    }
    if record.unfinished is not None:
        raw["unfinished"] = asdict(record.unfinished)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".tmp")
    with draft.open("w") as file:
        file.write(json.dumps(raw, indent=2) + "\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
