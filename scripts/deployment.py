"""A deployment as a sequence of steps: three contracts and their roles, each taken once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from brownie import Contract, web3
from eth_utils import to_checksum_address

from scripts.artifacts import Artifacts, code_hash
from scripts.networks import NETWORKS
from scripts.record import Deployed, Record, Sending, write_record
from scripts.sending import Sender, SendError, contract_address

CREATED = ("AccessManager", "ToktokToken", "CreatorMarket")
ADMIN_ROLE = 0
GUARDIAN_ROLE = 1
ADMIN_DELAY = 2 * 86_400
LAUNCH_BOND = 100 * 10**18

# Gas of a step that cannot be estimated before the ones in front of it have been taken.
USUAL_GAS = {"AccessManager": 2_100_000, "ToktokToken": 1_000_000, "CreatorMarket": 8_500_000}
USUAL_ROLES_GAS = 170_000


class DeployError(Exception):
    """The deployment cannot go on; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What is fixed at deployment. Times in seconds, the bond in TT wei."""

    admin: str
    guardian: str
    payout: str
    min_window: int
    admin_delay: int
    launch_bond: int = LAUNCH_BOND


@dataclass(frozen=True, slots=True)
class Contracts:
    """The deployed contracts."""

    access_manager: Contract
    tt: Contract
    market: Contract
    ledger: Contract
    token_implementation: Contract

    def token(self, address: str) -> Contract:
        """The creator token at `address`."""
        abi = self.token_implementation.abi
        return Contract.from_abi("CreatorToken", address, abi, persist=False)


def connect_contracts(artifacts: Artifacts, record: Record) -> Contracts:
    """The contracts that `record` names, on the connected network."""

    def at(name: str) -> Contract:
        return artifacts.at(name, record.contracts[name].address)

    return Contracts(
        access_manager=at("AccessManager"),
        tt=at("ToktokToken"),
        market=at("CreatorMarket"),
        ledger=at("PayoutLedger"),
        token_implementation=at("CreatorToken"),
    )


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
        if self._sender.address != record.unfinished.deployer:
            raise DeployError(
                f"{record.unfinished.deployer} began this deployment and has to finish it: "
                f"set TOKTOK_DEPLOYER_KEY to its key, or remove {path} to begin anew"
            )

    def run(self) -> Contracts:
        """Take every step that is missing."""
        for name in CREATED:
            if name not in self._record.contracts:
                self._create(name)
        contracts = connect_contracts(self._artifacts, self._record)
        self._hand_out_roles(contracts)
        self._record.unfinished = None
        write_record(self._path, self._record)
        return contracts

    def dry_run(self) -> None:
        """Print every missing transaction and what it would cost at most."""
        nonce = web3.eth.get_transaction_count(self._sender.address)
        total = 0
        for name in CREATED:
            if name in self._record.contracts:
                continue
            gas = self._estimate(None, self._creation(name, nonce), USUAL_GAS[name])
            total += gas
            self._print_step(f"create {name}", contract_address(self._sender.address, nonce), gas)
            nonce += 1
        total += USUAL_ROLES_GAS
        self._print_step("hand out roles", self._role_summary(), USUAL_ROLES_GAS)
        print(f"  {'total':<22} {total:>11,} gas  {_ether(self._sender.cost(total))}")
        print(f"  paid by {self._sender.address}, which has {_ether(self._funds())}")

    def check_funds(self) -> None:
        """Raises DeployError when the deployer cannot pay for what is missing."""
        missing = [USUAL_GAS[n] for n in USUAL_GAS if n not in self._record.contracts]
        needed = self._sender.cost(sum(missing) + USUAL_ROLES_GAS)
        if self._funds() < needed:
            raise DeployError(
                f"{self._sender.address} has {_ether(self._funds())} and may need "
                f"{_ether(needed)}: fund it first"
            )

    def _create(self, name: str) -> None:
        nonce = web3.eth.get_transaction_count(self._sender.address)
        receipt = self._take(f"create {name}", to=None, data=self._creation(name, nonce))
        self._note(name, receipt["contractAddress"], receipt)
        if name == "CreatorMarket":
            market = self._artifacts.at(name, receipt["contractAddress"])
            self._note("PayoutLedger", market.ledger(), receipt)
            self._note("CreatorToken", market.tokenImplementation(), receipt)
        write_record(self._path, self._record)

    def _creation(self, name: str, nonce: int) -> str:
        terms = self._terms
        if name == "AccessManager":
            return self._artifacts.creation(name, self._sender.address)
        if name == "ToktokToken":
            return self._artifacts.creation(name)
        return self._artifacts.creation(
            name,
            self._address_of("AccessManager", nonce - 2),
            self._address_of("ToktokToken", nonce - 1),
            terms.payout,
            terms.min_window,
            terms.launch_bond,
        )

    def _address_of(self, name: str, nonce: int) -> str:
        """Where `name` is or, in a dry run, would come to be."""
        known = self._record.contracts.get(name)
        return known.address if known else contract_address(self._sender.address, nonce)

    def _hand_out_roles(self, contracts: Contracts) -> None:
        manager, market = contracts.access_manager, contracts.market
        pausing = [market.signatures["pause"], market.signatures["unpause"]]
        if all(manager.getTargetFunctionRole(market, each) == GUARDIAN_ROLE for each in pausing):
            return
        terms = self._terms
        calls = [
            manager.setTargetFunctionRole.encode_input(market, pausing, GUARDIAN_ROLE),
            manager.labelRole.encode_input(GUARDIAN_ROLE, "GUARDIAN"),
            manager.grantRole.encode_input(GUARDIAN_ROLE, terms.guardian, 0),
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

    def _estimate(self, to: str | None, data: str, usual: int) -> int:
        try:
            return self._sender.gas_of(to=to, data=data)
        except SendError:
            return usual

    def _funds(self) -> int:
        return int(web3.eth.get_balance(self._sender.address))

    def _role_summary(self) -> str:
        return f"guardian {self._terms.guardian}, admin {self._terms.admin}"

    def _print_step(self, step: str, about: str, gas: int) -> None:
        print(f"  {step:<22} {gas:>11,} gas  {_ether(self._sender.cost(gas))}  {about}")


def _ether(wei: int) -> str:
    return f"{wei / 10**18:.6f} ETH"
