"""People who sign orders and vouchers, hand them in over HTTP, and use them on the chain."""

from __future__ import annotations

import itertools
from typing import Any

import httpx

from tests.support.node import Node, NodeError
from tests.support.served import Served
from tests.support.signing import STRUCTS, Fields, sign_order, sign_voucher
from tests.support.world import NOBODY, TT, Contract, World, artifact, send
from toktok.api.schemas.problems import Problem
from toktok.chain.addresses import checksum

LISTING, OFFER, MOMENT_OFFER = range(3)
SERIALS = 100_000
DAY = 86_400
INFINITE = 2**256 - 1
CONTENT = b"\x07" * 32
_GROUPS = itertools.count(1_001)

Struct = tuple[Any, ...]


class Stall:
    """A running application, and what its people can do with moments."""

    def __init__(self, toktok: Served) -> None:
        self.toktok = toktok
        self.world: World = toktok.world
        self.node: Node = toktok.world.node

    @property
    def now(self) -> int:
        """The chain's clock."""
        return self.node.timestamp()

    def be_patient(self) -> None:
        """Let this client hand in as much as a test needs."""
        self.toktok.be_patient()

    @staticmethod
    def checksum(address: str) -> str:
        """An address as answers spell it."""
        return checksum(bytes.fromhex(address[2:]))

    @staticmethod
    def message(order: Struct) -> dict[str, Any]:
        """An order as JSON."""
        return named("Order", order)

    def group(self) -> int:
        """A group, or the nonce of a voucher, that nobody has used at any stall."""
        return next(_GROUPS)

    def terms(self, **changes: Any) -> Struct:
        """Terms of a moment as the contract takes them."""
        terms: dict[str, Any] = {
            "uri": "ipfs://clip", "contentHash": CONTENT, "editionSize": 50, "price": 2 * TT,
            "opensAt": 0, "closesAt": 0, "maxPerWallet": 0, "royaltyBps": 500, "soundId": 0,
            "splits": [], "perk": "a call",
        }  # fmt: skip
        return tuple({**terms, **changes}.values())

    def moment(self, creator: str, **changes: Any) -> int:
        """A new moment of `creator`."""
        self.world.moments.do(creator, "createMoment", self.terms(**changes))
        number: int = self.world.ledger.read("momentCount")
        return number

    def mint(self, owner: str, moment: int) -> int:
        """A new token of `owner`, that the exchange may move."""
        minted = self.world.moments.read("momentState", moment)[3]
        self.world.moments.do(owner, "mint", moment, 1, owner, INFINITE, NOBODY)
        self.world.moments.do(owner, "setApprovalForAll", self.world.exchange.address, True)
        return moment * SERIALS + int(minted) + 1

    def allow(self, account: str, amount: int = INFINITE) -> None:
        """Let the exchange take so much TT of an account."""
        self.world.tt.do(account, "approve", self.world.exchange.address, amount)

    def order(self, maker: str, side: int, subject: int, **changes: Any) -> Struct:
        """An order as the contract takes it, good for a day."""
        now = self.now
        version = 0
        if side == LISTING:
            version = self.world.moments.read("versionOf", subject)
        order: dict[str, Any] = {
            "maker": maker, "side": side, "id": subject, "price": 5 * TT, "signedAt": now,
            "expiry": now + DAY, "group": self.group(),
            "counter": self.world.exchange.read("counterOf", maker), "version": version,
        }  # fmt: skip
        return tuple({**order, **changes}.values())

    def voucher(self, creator: str, **changes: Any) -> Struct:
        """A voucher as the contract takes it."""
        own: dict[str, Any] = {
            key: changes.pop(key) for key in ("nonce", "moves") if key in changes
        }
        voucher: dict[str, Any] = {
            "creator": creator, "nonce": self.group(),
            "moves": self.world.market.read("movesOf", creator), "terms": self.terms(**changes),
        }  # fmt: skip
        return tuple({**voucher, **own}.values())

    def sign(self, order: Struct, *, by: str | None = None) -> bytes:
        """The maker's signature, or somebody else's."""
        return sign_order(self.world.exchange, order, by=by)

    def sign_voucher(self, voucher: Struct, *, by: str | None = None) -> bytes:
        """The creator's signature, or somebody else's."""
        return sign_voucher(self.world.moments, voucher, by=by)

    def post(self, order: Struct, signature: bytes | None = None) -> httpx.Response:
        """Hand an order in, once everything that happened is indexed."""
        signature = self.sign(order) if signature is None else signature
        self.toktok.catch_up()
        body = {"order": self.message(order), "signature": f"0x{signature.hex()}"}
        return self.toktok.client.post("/v1/orders", json=body)

    def post_voucher(self, voucher: Struct, signature: bytes | None = None) -> httpx.Response:
        """Hand a voucher in, once everything that happened is indexed."""
        signature = self.sign_voucher(voucher) if signature is None else signature
        self.toktok.catch_up()
        body = {"voucher": named("Voucher", voucher), "signature": f"0x{signature.hex()}"}
        return self.toktok.client.post("/v1/vouchers", json=body)

    def kept(self, order: Struct) -> str:
        """Hand in an order that is taken; its hash."""
        response = self.post(order)
        assert response.status_code == 201, response.text
        answer: dict[str, str] = response.json()
        return answer["hash"]

    def state(self, order_hash: str) -> tuple[str, str | None]:
        """State and reason, once everything that happened is indexed."""
        self.toktok.catch_up()
        found = self.toktok.get(f"/v1/orders/{order_hash}")
        return found["state"], found["reason"]

    def voucher_state(self, voucher_hash: str) -> tuple[str, str | None]:
        """State and reason, once everything that happened is indexed."""
        self.toktok.catch_up()
        found = self.toktok.get(f"/v1/vouchers/{voucher_hash}")
        return found["state"], found["reason"]

    def would(self, sender: str, contract: Contract, function: str, *arguments: Any) -> bool:
        """Whether a call would succeed at the head."""
        call = {"from": sender, "to": contract.address, "data": contract.data(function, *arguments)}
        try:
            self.node.call("eth_call", call, "latest")
        except NodeError:
            return False
        return True

    def wallet(self, owner: str) -> Contract:
        """A contract that is an account of `owner`'s, and signs what `owner` signs (EIP-1271)."""
        code = artifact("Wallet")["bytecode"]["object"]
        receipt = self.node.call("eth_getTransactionReceipt", send(self.node, owner, None, code))
        return Contract(self.node, receipt["contractAddress"], "Wallet")

    def through(
        self, wallet: Contract, owner: str, to: Contract, function: str, *given: Any
    ) -> None:
        """What a wallet does at its owner's word."""
        data = bytes.fromhex(to.data(function, *given)[2:])
        wallet.do(owner, "perform", to.address, 0, data)

    def move_creator(self, token: str, heir: str) -> None:
        """Hand a creator's token on to a new key."""
        creator = self.world.market.read("creatorOf", token)
        self.world.market.do(creator, "transferCreator", token, heir)
        self.node.wait_until(3 * DAY)
        self.world.market.do(heir, "acceptCreator", token)

    def launched(self, creator: str, handle: str) -> str:
        """A creator's token that trades."""
        terms = (handle, handle, "T", "", 600, 1_000 * TT, 0, 0, 100, 100, 0, 0)
        self.world.market.do(creator, "launch", terms)
        token: str = self.world.market.read("tokenOf", creator)
        self.world.market.do(creator, "contribute", token, 1_000 * TT)
        self.node.wait_until(601)
        self.world.market.do(creator, "finalize", token)
        return token


def named(struct: str, value: Struct) -> dict[str, Any]:
    """A struct as JSON: numbers as digits, but the side."""
    fields: Fields = STRUCTS[struct]
    return {
        name: _plain(name, kind, each) for (name, kind), each in zip(fields, value, strict=True)
    }


def _plain(name: str, kind: str, value: Any) -> Any:
    if kind.endswith("[]"):
        return [named(kind.removesuffix("[]"), each) for each in value]
    if kind in STRUCTS:
        return named(kind, value)
    if isinstance(value, bytes):
        return f"0x{value.hex()}"
    return str(value) if isinstance(value, int) and name != "side" else value


class Table:
    """A seller with a token, a buyer with TT, and a creator."""

    def __init__(self, stall: Stall) -> None:
        self.creator, self.seller, self.buyer, self.stranger = stall.world.people[4:8]
        self.moment = stall.moment(self.creator)
        self.token = stall.mint(self.seller, self.moment)
        stall.allow(self.buyer)


def refused(stall: Stall, order: tuple[Any, ...], status: int, *words: str) -> dict[str, Any]:
    """The problem document of an order that is not taken."""
    response = stall.post(order)
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem = Problem.model_validate(response.json(), strict=True)
    assert problem.remedy
    for word in words:
        assert word in f"{problem.detail} {problem.remedy}", problem
    found: dict[str, Any] = response.json()
    return found
