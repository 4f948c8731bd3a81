"""The contracts on a node, and calls to them by name."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eth_abi.abi import decode, encode
from eth_hash.auto import keccak

from tests.support.artifacts import artifact as artifact
from tests.support.node import Node

TT = 10**18
DAY = 86_400
FOREVER = 2**63
NOBODY = "0x" + "00" * 20
GUARDIAN_ROLE = 1
OPERATOR_ROLE = 2
MIN_WINDOW = 60
LAUNCH_BOND = 100 * TT
_GAS = 30_000_000


def spelled(parameter: dict[str, Any]) -> str:
    """A parameter's type with structs as tuples."""
    kind: str = parameter["type"]
    if not kind.startswith("tuple"):
        return kind
    members = ",".join(spelled(each) for each in parameter["components"])
    return f"({members}){kind.removeprefix('tuple')}"


class Contract:
    """One contract on a node."""

    def __init__(self, node: Node, address: str, name: str) -> None:
        self.node = node
        self.address = address
        self._functions = {
            (entry["name"], len(entry["inputs"])): entry
            for entry in artifact(name)["abi"]
            if entry["type"] == "function"
        }

    def data(self, function: str, *arguments: Any) -> str:
        """Call data."""
        types = [spelled(each) for each in self._functions[function, len(arguments)]["inputs"]]
        selector = keccak(f"{function}({','.join(types)})".encode())[:4]
        return "0x" + (selector + encode(types, arguments)).hex()

    def send(self, sender: str, function: str, *arguments: Any, value: int = 0) -> str:
        """A transaction, whether it reverts or not; returns its hash."""
        return send(self.node, sender, self.address, self.data(function, *arguments), value)

    def do(self, sender: str, function: str, *arguments: Any, value: int = 0) -> dict[str, Any]:
        """A transaction that must succeed; returns its receipt."""
        tx = self.send(sender, function, *arguments, value=value)
        receipt: dict[str, Any] = self.node.call("eth_getTransactionReceipt", tx)
        if receipt["status"] != "0x1":
            self.node.call("eth_call", {"from": sender, "to": self.address, "value": hex(value),
                                        "data": self.data(function, *arguments)}, "latest")  # fmt: skip
            raise AssertionError(f"{function} reverted")
        return receipt

    def read(self, function: str, *arguments: Any, block: str = "latest") -> Any:
        """The result of a view; a tuple if there are several."""
        call = {"to": self.address, "data": self.data(function, *arguments)}
        raw = bytes.fromhex(self.node.call("eth_call", call, block)[2:])
        outputs = self._functions[function, len(arguments)]["outputs"]
        values = decode([spelled(each) for each in outputs], raw)
        return values[0] if len(values) == 1 else values


def send(node: Node, sender: str, to: str | None, data: str, value: int = 0) -> str:
    """A transaction from an unlocked account."""
    transaction = {"from": sender, "data": data, "value": hex(value), "gas": hex(_GAS)}
    if to is not None:
        transaction["to"] = to
    return node.send(transaction)


@dataclass
class World:
    """Everything deployed, and the accounts of the node.

    The first account deployed and administers, the second guards and operates the fund, the third is the
    treasury.
    """

    node: Node
    accounts: list[str]
    access_manager: Contract
    tt: Contract
    market: Contract
    ledger: Contract
    sounds: Contract
    moments: Contract
    auction: Contract
    exchange: Contract
    subscriptions: Contract
    fund: Contract
    first_block: int

    @property
    def people(self) -> list[str]:
        """Accounts without an office."""
        return self.accounts[3:]

    @property
    def named(self) -> dict[str, Contract]:
        """The contracts with a fixed address, by name."""
        return {
            "AccessManager": self.access_manager,
            "ToktokToken": self.tt,
            "CreatorMarket": self.market,
            "PayoutLedger": self.ledger,
            "SoundLibrary": self.sounds,
            "TopMoments": self.moments,
            "MomentAuction": self.auction,
            "MomentExchange": self.exchange,
            "Subscriptions": self.subscriptions,
            "CreatorFund": self.fund,
        }

    @property
    def guarded(self) -> list[Contract]:
        """The contracts that the guardian may pause."""
        return [self.market, self.moments, self.auction, self.exchange, self.subscriptions]

    def token(self, address: str) -> Contract:
        """The creator token at an address."""
        return Contract(self.node, address, "CreatorToken")

    def write_record(self, directory: Path) -> None:
        """The deployment record the backend reads."""
        chain_id = int(self.node.call("eth_chainId"), 16)
        genesis = self.node.call("eth_getBlockByNumber", "0x0", False)["hash"]
        addresses = {name: contract.address for name, contract in self.named.items()}
        addresses["CreatorToken"] = self.market.read("tokenImplementation")
        record = {
            "chain_id": chain_id,
            "network": "test",
            "genesis_hash": genesis,
            "first_block": self.first_block,
            "contracts": {name: {"address": address} for name, address in addresses.items()},
        }
        directory.mkdir(parents=True, exist_ok=True)
        (directory / f"{chain_id}.json").write_text(json.dumps(record))


def launch_of_two(world: World) -> str:
    """A trading token of the first of the people: fees of 2% and 1%; the next two gave 600 and 400 TT."""
    creator, first, second = world.people[:3]
    terms = (
        "handle", "Name", "SYM", "ipfs://x", 60, 1_000 * TT, 1_000 * TT, 0, 200, 100,
        10 * DAY, 20 * DAY,
    )  # fmt: skip
    world.market.do(creator, "launch", terms)
    address: str = world.market.read("tokenOf", creator)
    world.market.do(first, "contribute", address, 600 * TT)
    world.market.do(second, "contribute", address, 400 * TT)
    world.market.do(second, "finalize", address)
    return address


def deploy(node: Node) -> World:
    """Deploy everything the way the project does, with a minute as the shortest launch."""
    accounts: list[str] = node.call("eth_accounts")
    deployer, guardian, treasury = accounts[:3]
    first_block = node.block_number() + 1
    manager = _create(node, deployer, "Roles", ["address"], [deployer])
    tt = _create(node, deployer, "ToktokToken", [], [])
    kinds = ["address", "address", "address", "uint256", "uint256"]
    values = [manager.address, tt.address, treasury, MIN_WINDOW, LAUNCH_BOND]
    market = _create(node, deployer, "CreatorMarket", kinds, values)
    ledger = Contract(node, market.read("ledger"), "PayoutLedger")
    sounds = _create(node, deployer, "SoundLibrary", ["address"], [ledger.address])

    def make(name: str, *others: Contract) -> Contract:
        known = [manager.address, *(other.address for other in others)]
        return _create(node, deployer, name, ["address"] * len(known), known)

    moments = make("TopMoments", ledger, sounds)
    world = World(
        node=node,
        accounts=accounts,
        access_manager=manager,
        tt=tt,
        market=market,
        ledger=ledger,
        sounds=sounds,
        moments=moments,
        auction=make("MomentAuction", moments),
        exchange=make("MomentExchange", moments),
        subscriptions=make("Subscriptions", ledger),
        fund=make("CreatorFund", ledger),
        first_block=first_block,
    )
    _name_roles(world, deployer, guardian)
    _equip(world)
    return world


def _name_roles(world: World, deployer: str, guardian: str) -> None:
    manager = world.access_manager

    def allow(contract: Contract, role: int, *signatures: str) -> None:
        selectors = [keccak(each.encode())[:4] for each in signatures]
        manager.do(deployer, "setTargetFunctionRole", contract.address, selectors, role)

    for contract in world.guarded:
        allow(contract, GUARDIAN_ROLE, "pause()", "unpause()")
    allow(world.fund, GUARDIAN_ROLE, "veto()")
    allow(world.fund, OPERATOR_ROLE, "postRoot(bytes32,uint256,string)")
    for role in (GUARDIAN_ROLE, OPERATOR_ROLE):
        manager.do(deployer, "grantRole", role, guardian, 0)


def _equip(world: World) -> None:
    """Give everybody TT, and let the contracts that are paid take it."""
    paid = [
        world.market,
        world.ledger,
        world.moments,
        world.auction,
        world.subscriptions,
        world.fund,
    ]
    with world.node.one_block():
        for person in world.people:
            world.tt.send(person, "deposit", value=1_000 * TT)
            for contract in paid:
                world.tt.send(person, "approve", contract.address, 2**256 - 1)


def _create(node: Node, sender: str, name: str, types: list[str], arguments: list[Any]) -> Contract:
    code = artifact(name)["bytecode"]["object"] + encode(types, arguments).hex()
    tx = send(node, sender, None, code)
    receipt = node.call("eth_getTransactionReceipt", tx)
    assert receipt["status"] == "0x1", f"{name} cannot be created"
    return Contract(node, receipt["contractAddress"], name)
