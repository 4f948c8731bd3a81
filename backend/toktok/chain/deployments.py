"""Where the contracts are: the record that the deployment wrote for a chain."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from eth_hash.auto import keccak

from toktok.errors import ChainMismatchError, ConfigError


@dataclass(frozen=True, slots=True)
class Deployment:
    """Addresses on one chain (20 bytes each) and the first block that speaks of them."""

    chain_id: int
    network: str
    genesis_hash: bytes
    first_block: int
    access_manager: bytes
    tt: bytes
    market: bytes
    ledger: bytes
    token_implementation: bytes
    sounds: bytes
    moments: bytes
    auction: bytes
    exchange: bytes
    subscriptions: bytes
    fund: bytes
    #: Keccak-256 of each contract's code when it was deployed, by name, where the record has it.
    code_hashes: tuple[tuple[str, bytes], ...] = field(default=(), kw_only=True)

    @property
    def named(self) -> dict[str, bytes]:
        """Every contract's address, by its name."""
        return {name: getattr(self, field) for field, name in _NAMES.items()}

    @property
    def followed(self) -> dict[str, bytes]:
        """The contracts whose addresses are fixed and whose events are read, by name."""
        return {name: getattr(self, field) for field, name in _FOLLOWED.items()}

    def name_of(self, address: bytes) -> str:
        """The name of one of the followed contracts."""
        return next(name for name, each in self.followed.items() if each == address)

    @property
    def fingerprint(self) -> bytes:
        """32 bytes that are different for other addresses."""
        return keccak(b"".join(self.followed.values()))


_FOLLOWED = {
    "tt": "ToktokToken",
    "market": "CreatorMarket",
    "ledger": "PayoutLedger",
    "sounds": "SoundLibrary",
    "moments": "TopMoments",
    "auction": "MomentAuction",
    "exchange": "MomentExchange",
    "subscriptions": "Subscriptions",
    "fund": "CreatorFund",
}
_NAMES = {**_FOLLOWED, "access_manager": "AccessManager", "token_implementation": "CreatorToken"}


def load_deployment(chain_id: int, *, directory: Path) -> Deployment:
    """The record for `chain_id`: from `directory`, else the one this package carries."""
    name = f"{chain_id}.json"
    local = directory / name
    packaged = files("toktok.chain") / "deployments" / name
    if local.is_file():
        return _parse(local.read_text(), source=str(local), chain_id=chain_id)
    if packaged.is_file():
        return _parse(packaged.read_text(), source=name, chain_id=chain_id)
    raise ConfigError(
        f"The contracts are not deployed on chain {chain_id}: there is no {local}.",
        remedy="Deploy them (`make up` does it on the local chain) or set TOKTOK_RPC_URL.",
    )


def _parse(text: str, *, source: str, chain_id: int) -> Deployment:
    try:
        record: dict[str, Any] = json.loads(text)
        contracts = record["contracts"]
        deployment = Deployment(
            chain_id=int(record["chain_id"]),
            network=str(record["network"]),
            genesis_hash=_bytes(record["genesis_hash"], 32),
            first_block=int(record["first_block"]),
            code_hashes=tuple(
                (name, _bytes(contracts[name]["code_hash"], 32))
                for name in _NAMES.values()
                if "code_hash" in contracts[name]
            ),
            **{field: _bytes(contracts[name]["address"], 20) for field, name in _NAMES.items()},
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ConfigError(
            f"The deployment record {source} is not complete ({error}).",
            remedy="Run the deployment again; it resumes where it stopped.",
        ) from None
    if deployment.chain_id != chain_id:
        raise ChainMismatchError(
            f"The deployment record {source} is of chain {deployment.chain_id}, "
            f"the node is on chain {chain_id}."
        )
    return deployment


def _bytes(value: str, length: int) -> bytes:
    raw = bytes.fromhex(value.removeprefix("0x"))
    if len(raw) != length:
        raise ValueError(f"{value} has not {length} bytes")
    return raw
