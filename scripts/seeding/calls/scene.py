"""What calls are made of: contracts, people, numbers, media, and orders that people have signed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from brownie import Contract, web3
from eth_utils import to_checksum_address

from scripts.deploying.contracts import Contracts
from scripts.seeding.acts import TT, Act, Order
from scripts.seeding.cast import ACCOUNTS
from scripts.seeding.draft import moment_of
from scripts.seeding.numbers import Numbers
from scripts.seeding.plan import Plan
from scripts.seeding.signing import as_tuple, sign
from scripts.seeding.studio.shelf import Made
from scripts.seeding.works import PIECES, Piece
from toktok.media.folder import MediaFolder

ZERO = "0x" + "00" * 20
_SIDES = ("listing", "offer", "moment offer")
_PIECES = {each.key: each for each in PIECES}


@dataclass(frozen=True, slots=True)
class Call:
    """A contract, what to call on it, and the ETH wei that go along."""

    to: Contract
    data: str
    value: int = 0


@dataclass(frozen=True, slots=True)
class Signed:
    """A message by the names of its struct, and the signature of whoever it speaks for."""

    message: Mapping[str, Any]
    signature: str


@dataclass(slots=True)
class Scene:
    """The chain, began at timestamp `began`, and what the seed knows besides."""

    contracts: Contracts
    wallet: Sequence[str]
    plan: Plan
    media: Mapping[str, Made]
    folder: MediaFolder
    began: int
    numbers: Numbers = field(init=False)
    _tokens: dict[str, Contract] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.numbers = Numbers(self.plan.acts)

    def call(self, to: Contract, function: str, *arguments: object, value: int = 0) -> Call:
        """A call of a contract's function."""
        return Call(to, getattr(to, function).encode_input(*arguments), value)

    def by(self, act: Act) -> str:
        """The address of whoever acts."""
        return self.wallet[act.by]

    def other(self, act: Act) -> str:
        """The address of the other account; zero if there is none."""
        return ZERO if act.other is None else self.wallet[act.other]

    def spender(self, act: Act) -> Contract:
        """The contract that is approved."""
        return getattr(self.contracts, act.spender)

    def moments_of(self, handle: str, at: int) -> list[int]:
        """Ids of the creator's moments that exist at the time `at`."""
        keys = (each.key for each in PIECES if each.creator == handle)
        return [self.numbers.moment(key) for key in keys if self.numbers.exists(key, at)]

    def creator(self, handle: str) -> str:
        """The address of a creator."""
        return self.wallet[ACCOUNTS[handle]]

    def token(self, handle: str) -> Contract:
        """A creator's token, from the event of its launch: a failed one frees its handle."""
        if handle not in self._tokens:
            market = self.contracts.market
            topics = [market.topics["Launched"], None, f"0x{self.creator(handle)[2:].lower():0>64}"]
            launched = web3.eth.get_logs(
                {"address": market.address, "fromBlock": 0, "topics": topics}
            )
            address = to_checksum_address(bytes(launched[0]["topics"][1])[12:])
            self._tokens[handle] = self.contracts.token(address)
        return self._tokens[handle]

    def terms(self, key: str) -> dict[str, Any]:
        """What the creator of a moment promises, wide numbers as texts."""
        piece: Piece = _PIECES[key]
        return {
            "uri": self.media[key].uri,
            "contentHash": self.media[key].content_hash,
            "editionSize": piece.edition,
            "price": str(piece.price * TT),
            "opensAt": self.began + moment_of(piece.opens) if piece.opens else 0,
            "closesAt": self.began + moment_of(piece.closes) if piece.closes else 0,
            "maxPerWallet": piece.limit,
            "royaltyBps": piece.royalty,
            "soundId": str(self.numbers.sound(piece.sound)),
            "splits": self.splits(piece.splits),
            "perk": piece.perk,
        }

    def splits(self, parts: Sequence[tuple[int, int]]) -> list[dict[str, Any]]:
        """A list of splits, from account numbers and shares."""
        return [{"recipient": self.wallet[number], "bps": bps} for number, bps in parts]

    def voucher(self, key: str) -> Signed:
        """A moment's voucher, as its creator signs it now."""
        piece = _PIECES[key]
        creator = self.creator(piece.creator)
        message = {
            "creator": creator,
            "nonce": str(piece.voucher),
            "moves": str(self.contracts.market.movesOf(creator)),
            "terms": self.terms(key),
        }
        return Signed(message, sign(creator, self.contracts.moments, "hashVoucher", message))

    def order(self, order: Order) -> Signed:
        """An order, as its maker signs it: a listing for the token as it is now."""
        maker, exchange = self.wallet[order.maker], self.contracts.exchange
        numbers = self.numbers
        of_moment = order.side == "moment offer"
        token = None if of_moment else numbers.token(order.piece, order.serial)
        listing = order.side == "listing"
        message = {
            "maker": maker,
            "side": _SIDES.index(order.side),
            "id": str(numbers.moment(order.piece) if token is None else token),
            "price": str(order.price),
            "signedAt": str(self.began + order.at),
            "expiry": str(self.began + order.at + order.expiry),
            "group": str(order.group),
            "counter": str(exchange.counterOf(maker)),
            "version": str(self.contracts.moments.versionOf(token) if listing else 0),
        }
        return Signed(message, sign(maker, exchange, "hashOrder", message))

    def voucher_arguments(self, key: str) -> tuple[Any, str]:
        """A voucher as `mintVoucher` takes it."""
        signed = self.voucher(key)
        value = as_tuple(self.contracts.moments, "hashVoucher", signed.message)
        return value, signed.signature

    def order_arguments(self, order: Order) -> tuple[Any, str]:
        """An order as the exchange takes it."""
        signed = self.order(order)
        value = as_tuple(self.contracts.exchange, "hashOrder", signed.message)
        return value, signed.signature
