"""Whether deployed contracts know each other, and obey whom they should."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.deploying.artifacts import Artifacts
from scripts.deploying.contracts import DeployError
from scripts.deploying.protocol import POWERS, WIRING
from scripts.deploying.record import Record


@dataclass(frozen=True, slots=True)
class Power:
    """Functions of a contract, by their selectors, that a role may call."""

    target: str
    selectors: tuple[str, ...]
    role: int


def verify_wiring(artifacts: Artifacts, record: Record, path: Path) -> None:
    """Raises DeployError unless every contract of `record` names the others where they are."""
    for name, getters in WIRING.items():
        if name not in record.contracts:
            continue
        contract = artifacts.at(name, record.contracts[name].address)
        for getter, other in getters.items():
            found, expected = getattr(contract, getter)(), record.contracts[other].address
            if found != expected:
                raise DeployError(f"{name}.{getter} is {found}, {path} says {expected}")


def missing_powers(artifacts: Artifacts, record: Record) -> Sequence[Power]:
    """What the roles should be allowed and are not. All contracts must stand."""
    manager = artifacts.at("AccessManager", record.contracts["AccessManager"].address)
    return [
        power
        for power in _powers(artifacts, record)
        if any(
            manager.getTargetFunctionRole(power.target, each) != power.role
            for each in power.selectors
        )
    ]


def verify_powers(artifacts: Artifacts, record: Record, holders: Mapping[int, str]) -> None:
    """Raises DeployError unless each role may call what it should and is held by its account."""
    for power in missing_powers(artifacts, record):
        raise DeployError(f"role {power.role} may not call all it should at {power.target}")
    manager = artifacts.at("AccessManager", record.contracts["AccessManager"].address)
    for role, account in holders.items():
        if not manager.hasRole(role, account)[0]:
            raise DeployError(f"role {role} was not given to {account}")


def _powers(artifacts: Artifacts, record: Record) -> Sequence[Power]:
    powers = []
    for role, name, functions in POWERS:
        target = artifacts.at(name, record.contracts[name].address)
        selectors = tuple(target.signatures[each] for each in functions)
        powers.append(Power(target.address, selectors, role))
    return powers
