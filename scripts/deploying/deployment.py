"""A deployment as a sequence of steps: the contracts and their roles, each taken once."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from brownie import web3
from eth_utils import to_checksum_address

from scripts.deploying.artifacts import Artifacts, code_hash
from scripts.deploying.contracts import Contracts, DeployError, connect_contracts
from scripts.deploying.networks import NETWORKS
from scripts.deploying.protocol import (
    ADMIN_ROLE,
    CREATIONS,
    GUARDIAN_ROLE,
    OPERATOR_ROLE,
    USUAL_ROLES_GAS,
    Creation,
)
from scripts.deploying.record import Deployed, Record, Sending, write_record
from scripts.deploying.sending import Sender, SendError, contract_address
from scripts.deploying.wiring import missing_powers, verify_powers

ADMIN_DELAY = 2 * 86_400
LAUNCH_BOND = 100 * 10**18


@dataclass(frozen=True, slots=True)
class Terms:
    """What is fixed at deployment. Times in seconds, the bond in TT wei."""

    admin: str
    guardian: str
    operator: str
    payout: str
    min_window: int
    admin_delay: int
    launch_bond: int = LAUNCH_BOND


class Deployment:
    """One run: takes the steps that are missing and writes each down."""

    def __init__(self, artifacts: Artifacts, path: Path, record: Record, account: Any) -> None:
        if record.unfinished is None:
            raise ValueError("the deployment is finished")
        self._artifacts = artifacts
        self._path = path
        self._record = record
        self._unfinished = record.unfinished
        self._terms = Terms(**record.unfinished.terms)
        self._sender = Sender(
            account, local=NETWORKS[record.network].local, remember=self._remember
        )
        self._gas_used = 0
        if self._sender.address != record.unfinished.deployer:
            raise DeployError(
                f"{record.unfinished.deployer} began this deployment and has to finish it: "
                f"set TOKTOK_DEPLOYER_KEY to its key, or remove {path} to begin anew"
            )

    def run(self) -> Contracts:
        """Take every step that is missing."""
        for each in CREATIONS:
            if each.name not in self._record.contracts:
                self._create(each)
        self._hand_out_roles()
        terms = self._terms
        holders = {
            ADMIN_ROLE: terms.admin,
            GUARDIAN_ROLE: terms.guardian,
            OPERATOR_ROLE: terms.operator,
        }
        verify_powers(self._artifacts, self._record, holders)
        self._record.unfinished = None
        write_record(self._path, self._record)
        print(f"  {'total':<22} {self._gas_used:>11,} gas")
        return connect_contracts(self._artifacts, self._record)

    def dry_run(self) -> None:
        """Print every missing transaction and what it would cost at most."""
        addresses = self._addresses()
        total = 0
        for each in self._missing():
            gas = self._estimate(self._creation(each), each.usual_gas)
            total += gas
            self._print_step(f"create {each.name}", addresses[each.name], gas)
        total += USUAL_ROLES_GAS
        self._print_step("hand out roles", self._role_summary(), USUAL_ROLES_GAS)
        print(f"  {'total':<22} {total:>11,} gas  {_ether(self._sender.cost(total))}")
        print(f"  paid by {self._sender.address}, which has {_ether(self._funds())}")

    def check_funds(self) -> None:
        """Raises DeployError when the deployer cannot pay for what is missing."""
        gas = sum(each.usual_gas for each in self._missing()) + USUAL_ROLES_GAS
        needed = self._sender.cost(gas)
        if self._funds() < needed:
            raise DeployError(
                f"{self._sender.address} has {_ether(self._funds())} and may need "
                f"{_ether(needed)}: fund it first"
            )

    def _missing(self) -> list[Creation]:
        return [each for each in CREATIONS if each.name not in self._record.contracts]

    def _create(self, creation: Creation) -> None:
        name = creation.name
        receipt = self._take(f"create {name}", to=None, data=self._creation(creation))
        self._note(name, receipt["contractAddress"], receipt)
        created = self._artifacts.at(name, receipt["contractAddress"])
        for child, getter in creation.creates:
            self._note(child, getattr(created, getter)(), receipt)
        write_record(self._path, self._record)

    def _creation(self, creation: Creation) -> str:
        known = {**asdict(self._terms), "deployer": self._sender.address, **self._addresses()}
        arguments = (known[each] for each in creation.arguments)
        return self._artifacts.creation(creation.name, *arguments)

    def _addresses(self) -> dict[str, str]:
        """Where every contract is, or will come to be if we send nothing else."""
        found = {name: each.address for name, each in self._record.contracts.items()}
        nonce = web3.eth.get_transaction_count(self._sender.address)
        for ahead, each in enumerate(self._missing()):
            found[each.name] = contract_address(self._sender.address, nonce + ahead)
            for turn, (child, _) in enumerate(each.creates, start=1):
                found[child] = contract_address(found[each.name], turn)
        return found

    def _hand_out_roles(self) -> None:
        powers = missing_powers(self._artifacts, self._record)
        if not powers:
            return
        manager = self._artifacts.at("AccessManager", self._addresses()["AccessManager"])
        terms = self._terms
        calls = [
            manager.setTargetFunctionRole.encode_input(each.target, each.selectors, each.role)
            for each in powers
        ]
        calls += [
            manager.labelRole.encode_input(GUARDIAN_ROLE, "GUARDIAN"),
            manager.labelRole.encode_input(OPERATOR_ROLE, "OPERATOR"),
            manager.grantRole.encode_input(GUARDIAN_ROLE, terms.guardian, 0),
            manager.grantRole.encode_input(OPERATOR_ROLE, terms.operator, 0),
            manager.grantRole.encode_input(ADMIN_ROLE, terms.admin, terms.admin_delay),
        ]
        if terms.admin != self._sender.address:
            calls.append(manager.renounceRole.encode_input(ADMIN_ROLE, self._sender.address))
        # One transaction: there is no moment at which some of the roles are missing.
        data = manager.multicall.encode_input(calls)
        self._take("hand out roles", to=manager.address, data=data)

    def _take(self, step: str, *, to: str | None, data: str) -> Any:
        sending = self._unfinished.sending
        if sending is not None and sending.step == step:
            print(f"  {step}: was under way, looking for it")
            receipt = self._sender.resume(sending, to=to, data=data)
        else:
            receipt = self._sender.send(step, to=to, data=data)
        print(f"  {step:<22} {receipt['gasUsed']:>11,} gas  block {receipt['blockNumber']}")
        self._gas_used += receipt["gasUsed"]
        self._unfinished.sending = None
        return receipt

    def _note(self, name: str, address: str, receipt: Any) -> None:
        self._record.contracts[name] = Deployed(
            address=str(to_checksum_address(address)),
            block=receipt["blockNumber"],
            tx=receipt["transactionHash"].to_0x_hex(),
            code_hash=code_hash(bytes(web3.eth.get_code(address))),
        )

    def _remember(self, sending: Sending | None) -> None:
        self._unfinished.sending = sending
        write_record(self._path, self._record)

    def _estimate(self, data: str, usual: int) -> int:
        try:
            return self._sender.gas_of(to=None, data=data)
        except SendError:
            return usual

    def _funds(self) -> int:
        return int(web3.eth.get_balance(self._sender.address))

    def _role_summary(self) -> str:
        terms = self._terms
        return f"guardian {terms.guardian}, operator {terms.operator}, admin {terms.admin}"

    def _print_step(self, step: str, about: str, gas: int) -> None:
        print(f"  {step:<22} {gas:>11,} gas  {_ether(self._sender.cost(gas))}  {about}")


def _ether(wei: int) -> str:
    return f"{wei / 10**18:.6f} ETH"
