"""What makers and creators sign: orders and vouchers as EIP-712 typed data.

https://eips.ethereum.org/EIPS/eip-712: the digest is keccak256(0x1901 ‖ domain ‖ struct), a struct
is hashed as its type and its members in 32 bytes each, texts and lists as the hash of their content.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from eth_abi.abi import encode
from eth_hash.auto import keccak

from toktok.chain.addresses import checksum
from toktok.market.values import Address, Hash

EXCHANGE = "Toktok MomentExchange"
TOP_MOMENTS = "Toktok TopMoments"

_DOMAIN = keccak(
    b"EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
)
_ORDER = keccak(
    b"Order(address maker,uint8 side,uint256 id,uint256 price,uint256 signedAt,uint256 expiry,"
    b"uint256 group,uint256 counter,uint256 version)"
)
_SPLIT_TYPE = b"Split(address recipient,uint16 bps)"
_TERMS_TYPE = (
    b"MomentTerms(string uri,bytes32 contentHash,uint16 editionSize,uint96 price,uint40 opensAt,"
    b"uint40 closesAt,uint16 maxPerWallet,uint16 royaltyBps,uint64 soundId,Split[] splits,"
    b"string perk)"
)
_SPLIT = keccak(_SPLIT_TYPE)
_TERMS = keccak(_TERMS_TYPE + _SPLIT_TYPE)
_VOUCHER = keccak(
    b"Voucher(address creator,uint256 nonce,uint256 moves,MomentTerms terms)"
    + _TERMS_TYPE
    + _SPLIT_TYPE
)


class Side(IntEnum):
    """What the maker of an order wants: to sell a token, to buy it, to buy any one of a moment."""

    LISTING = 0
    OFFER = 1
    MOMENT_OFFER = 2


@dataclass(frozen=True, slots=True)
class Domain:
    """Where a signature counts: one contract on one chain."""

    name: str
    chain_id: int
    contract: Address

    def digest(self, struct: Hash) -> Hash:
        """What is signed for the struct with this hash."""
        return keccak(b"\x19\x01" + self._separator() + struct)

    def _separator(self) -> Hash:
        values = (_DOMAIN, keccak(self.name.encode()), keccak(b"1"), self.chain_id, self.contract)
        return keccak(encode(["bytes32", "bytes32", "bytes32", "uint256", "address"], values))


@dataclass(frozen=True, slots=True)
class Order:
    """An order as it is signed; `price` in TT wei, `signed_at` and `expiry` timestamps."""

    maker: Address
    side: Side
    id: int
    price: int
    signed_at: int
    expiry: int
    group: int
    counter: int
    version: int

    def struct_hash(self) -> Hash:
        """The hash of the order without its domain."""
        kinds = ["bytes32", "address", "uint8", *["uint256"] * 7]
        return keccak(encode(kinds, (_ORDER, *self._members())))

    def message(self) -> dict[str, Any]:
        """The order as wallets and contracts name its members, wide numbers as strings."""
        return {
            "maker": checksum(self.maker),
            "side": int(self.side),
            "id": str(self.id),
            "price": str(self.price),
            "signedAt": str(self.signed_at),
            "expiry": str(self.expiry),
            "group": str(self.group),
            "counter": str(self.counter),
            "version": str(self.version),
        }

    def _members(self) -> tuple[Any, ...]:
        return (
            self.maker, int(self.side), self.id, self.price, self.signed_at, self.expiry,
            self.group, self.counter, self.version,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Split:
    """One recipient of the creator's side, and its share in 1/10,000."""

    recipient: Address
    bps: int


@dataclass(frozen=True, slots=True)
class Terms:
    """What a creator promises of a moment; `price` in TT wei, 0 for what is not there."""

    uri: str
    content_hash: Hash
    edition_size: int
    price: int
    opens_at: int
    closes_at: int
    max_per_wallet: int
    royalty_bps: int
    sound_id: int
    splits: tuple[Split, ...]
    perk: str

    def struct_hash(self) -> Hash:
        """The hash of the terms as a member of a voucher."""
        splits = b"".join(
            keccak(encode(["bytes32", "address", "uint16"], (_SPLIT, each.recipient, each.bps)))
            for each in self.splits
        )
        kinds = [
            "bytes32", "bytes32", "bytes32", "uint16", "uint96", "uint40", "uint40", "uint16",
            "uint16", "uint64", "bytes32", "bytes32",
        ]  # fmt: skip
        values = (
            _TERMS, keccak(self.uri.encode()), self.content_hash, self.edition_size, self.price,
            self.opens_at, self.closes_at, self.max_per_wallet, self.royalty_bps, self.sound_id,
            keccak(splits), keccak(self.perk.encode()),
        )  # fmt: skip
        return keccak(encode(kinds, values))

    def message(self) -> dict[str, Any]:
        """The terms as wallets and contracts name their members, wide numbers as strings."""
        return {
            "uri": self.uri,
            "contentHash": "0x" + self.content_hash.hex(),
            "editionSize": self.edition_size,
            "price": str(self.price),
            "opensAt": self.opens_at,
            "closesAt": self.closes_at,
            "maxPerWallet": self.max_per_wallet,
            "royaltyBps": self.royalty_bps,
            "soundId": str(self.sound_id),
            "splits": [
                {"recipient": checksum(each.recipient), "bps": each.bps} for each in self.splits
            ],
            "perk": self.perk,
        }


@dataclass(frozen=True, slots=True)
class Voucher:
    """A moment its creator has signed; `moves` is how often the creator had moved by then."""

    creator: Address
    nonce: int
    moves: int
    terms: Terms

    def struct_hash(self) -> Hash:
        """The hash of the voucher without its domain."""
        kinds = ["bytes32", "address", "uint256", "uint256", "bytes32"]
        values = (_VOUCHER, self.creator, self.nonce, self.moves, self.terms.struct_hash())
        return keccak(encode(kinds, values))

    def message(self) -> dict[str, Any]:
        """The voucher as wallets and contracts name its members, wide numbers as strings."""
        return {
            "creator": checksum(self.creator),
            "nonce": str(self.nonce),
            "moves": str(self.moves),
            "terms": self.terms.message(),
        }
