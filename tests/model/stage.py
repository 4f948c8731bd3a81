"""The contracts on a node, and the accounts that act on them, all by the model's names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from eth_abi.abi import encode
from eth_abi.exceptions import DecodingError
from eth_hash.auto import keccak

from tests.model import abi
from tests.model.protocol.chain import NOBODY
from tests.model.protocol.fund import Leaves
from tests.model.protocol.guard import Roles
from tests.model.protocol.refusal import Refusal
from tests.model.protocol.tt import INFINITE
from tests.model.protocol.world import World, begin
from tests.model.signing import Signer
from tests.support import world as support
from tests.support.merkle import proof_of, tree_of
from tests.support.node import Node, NodeError

# The accounts of the node, in its order; the guardian also operates the fund.
OFFICES = ("admin", "guardian", "treasury")
PEOPLE = (
    "ada", "bea", "cleo", "dora", "edda", "fay", "gus", "hal", "ivy", "jon", "kim", "lou", "max",
    "nora", "omar", "pia", "quin",
)  # fmt: skip
VAULT = "vault"
ACTORS = (*PEOPLE, VAULT)
# What the deployment for tests gives everybody: ETH made TT, and leave to these to take it.
GIVEN = 1_000 * 10**18
TRUSTED = ("market", "ledger", "moments", "auctions", "subscriptions", "fund")
RICH = "pia"
WEALTH = 2_000 * 10**18
RICHES = 10**35
PARTS = {
    "tt": "ToktokToken",
    "market": "CreatorMarket",
    "ledger": "PayoutLedger",
    "sounds": "SoundLibrary",
    "moments": "TopMoments",
    "auctions": "MomentAuction",
    "exchange": "MomentExchange",
    "subscriptions": "Subscriptions",
    "fund": "CreatorFund",
}
GUARDED = ("market", "moments", "auctions", "exchange", "subscriptions")
_GAS = 30_000_000


class Tree:
    """A Merkle tree over hashed leaves."""

    def __init__(self, leaves: list[bytes]) -> None:
        self._levels = tree_of(leaves)

    @property
    def root(self) -> bytes:
        """The root; zero without leaves."""
        return self._levels[-1][0] if self._levels[-1] else bytes(32)

    def proof(self, at: int) -> list[bytes]:
        """The way from a leaf to the root."""
        return proof_of(self._levels, at)


@dataclass
class Stage:
    """Addresses by name, and the way to the node."""

    node: Node
    addresses: dict[str, str]
    names: dict[str, str]

    def __post_init__(self) -> None:
        self.writer = abi.Writer(self.address, Signer(self).sign)
        self._trees: dict[Leaves, Tree] = {}

    def name(self, name: str, address: str) -> None:
        """Give an address a name."""
        self.addresses[name] = address.lower()
        self.names[address.lower()] = name

    def address(self, name: str) -> str:
        """The address of a name."""
        return self.addresses[name]

    def named(self, address: str) -> str:
        """The name of an address; the address if it has none."""
        return self.names.get(address.lower(), address.lower())

    def tree(self, leaves: Leaves) -> Tree:
        """The hashes over the leaves of a root."""
        if leaves not in self._trees:
            kinds = ["uint256", "address", "address", "uint256"]
            fund = self.address("fund")
            told = [(abi.CHAIN_ID, fund, self.address(who), total) for who, total in leaves]
            self._trees[leaves] = Tree([keccak(keccak(encode(kinds, each))) for each in told])
        return self._trees[leaves]

    def contract(self, part: str) -> str:
        """Which contract a part of the model, or a creator token, is."""
        return PARTS.get(part, "CreatorToken")

    def data(self, part: str, function: str, *values: Any) -> bytes:
        """Call data."""
        found = abi.functions(self.contract(part))[function]
        return found.selector + self.writer.arguments(found, values)

    def send(self, sender: str, to: str, data: bytes, value: int = 0) -> Refusal | None:
        """A transaction in a block of its own; what it was refused with."""
        if sender == VAULT:
            data = self._through_vault(to, data, value)
            sender, to, value = "admin", VAULT, 0
        transaction = {
            "from": self.address(sender),
            "to": self.address(to),
            "data": "0x" + data.hex(),
            "value": hex(value),
            "gas": hex(_GAS),
            "gasPrice": "0x0",
        }
        receipt = self.node.call("eth_sendTransactionSync", transaction)
        return None if receipt["status"] == "0x1" else self._refusal(transaction)

    def read(self, part: str, function: str, *values: Any) -> tuple[Any, ...]:
        """What a view says."""
        call = {"to": self.address(part), "data": "0x" + self.data(part, function, *values).hex()}
        found = abi.functions(self.contract(part))[function]
        raw = bytes.fromhex(self.node.call("eth_call", call, "latest")[2:])
        return abi.decoded(found.outputs, raw)

    def refusal(self, raw: bytes) -> Refusal:
        """The error in what a call gave back."""
        if not raw:
            return Refusal("NoReason")
        name, types = abi.errors().get(raw[:4], (f"0x{raw[:4].hex()}", ()))
        try:
            values = abi.decoded(types, raw[4:])
        except DecodingError:
            return Refusal(name, raw[4:].hex())
        pairs = zip(types, values, strict=True)
        return Refusal(name, *(self._plain(kind, value) for kind, value in pairs))

    def _plain(self, kind: str, value: Any) -> int | str:
        if kind == "address":
            return self.named(value)
        return f"0x{value.hex()}" if isinstance(value, bytes) else value

    def _refusal(self, transaction: dict[str, str]) -> Refusal:
        """The error of a transaction that has just changed nothing: asked again in its block."""
        try:
            self.node.call("eth_call", transaction, "latest")
        except NodeError as error:
            return self.refusal(error.data)
        raise AssertionError("a transaction failed that does not fail when it is asked again")

    def _through_vault(self, to: str, data: bytes, value: int) -> bytes:
        function = abi.functions("Wallet")["perform"]
        return function.selector + encode(
            ["address", "uint256", "bytes"], [self.address(to), value, data]
        )


def deploy(node: Node) -> Stage:
    """Everything on the node, as the other tests have it; a lens, and an account that is a contract."""
    deployed = support.deploy(node)
    stage = Stage(node, {}, {})
    stage.name(NOBODY, support.NOBODY)
    for name, address in zip((*OFFICES, *PEOPLE), deployed.accounts, strict=True):
        stage.name(name, address)
    for part, contract in PARTS.items():
        stage.name(part, deployed.named[contract].address)
    for name, contract in (("lens", "Lens"), (VAULT, "Wallet")):
        code = support.artifact(contract)["bytecode"]["object"]
        tx = support.send(node, stage.address("admin"), None, code)
        receipt = node.call("eth_getTransactionReceipt", tx)
        stage.name(name, receipt["contractAddress"])
    return stage


def counterpart(stage: Stage) -> World:
    """The model of what was deployed: same ETH, same TT, same allowances."""
    roles = Roles(admin="admin", guardian="guardian", operator="guardian")
    terms = {"bond": support.LAUNCH_BOND, "least_window": support.MIN_WINDOW}
    world = begin(roles=roles, treasury="treasury", **terms)
    world.chain.now = stage.node.timestamp()
    world.chain.contracts |= {VAULT, "lens"}
    for name in (*OFFICES, *ACTORS):
        wealth = RICHES if name == RICH else WEALTH
        stage.node.call("anvil_setBalance", stage.address(name), hex(wealth))
        world.chain.eth[name] = wealth
    for name in PEOPLE:
        world.chain.eth[name] += GIVEN
        world.tt.deposit(name, GIVEN)
        for spender in TRUSTED:
            world.tt.approve(name, spender, INFINITE)
    return world
