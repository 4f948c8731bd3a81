"""Signatures of permits, claims, vouchers and orders, made by the node's own keys (EIP-712)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.model.abi import CHAIN_ID, MEMBERS, content_hash
from tests.model.protocol.exchange import OrderSignature
from tests.model.protocol.ledger import ClaimSignature
from tests.model.protocol.moments import MomentTerms, VoucherSignature
from tests.model.protocol.tt import Permit

if TYPE_CHECKING:
    from tests.model.stage import Stage

_PERMIT = "address owner,address spender,uint256 value,uint256 nonce,uint256 deadline"
_CLAIM = (
    "address account,address[] tokens,uint256[] moments,address to,uint256 nonce,uint256 deadline"
)
_SPLIT = "address recipient,uint16 bps"
_TERMS = (
    "string uri,bytes32 contentHash,uint16 editionSize,uint96 price,uint40 opensAt,uint40 closesAt,"
    "uint16 maxPerWallet,uint16 royaltyBps,uint64 soundId,Split[] splits,string perk"
)
_VOUCHER = "address creator,uint256 nonce,uint256 moves,MomentTerms terms"
_ORDER = (
    "address maker,uint8 side,uint256 id,uint256 price,uint256 signedAt,uint256 expiry,"
    "uint256 group,uint256 counter,uint256 version"
)
_DOMAIN = "string name,string version,uint256 chainId,address verifyingContract"
_NAMES = {
    "tt": "Toktok",
    "ledger": "Toktok PayoutLedger",
    "moments": "Toktok TopMoments",
    "exchange": "Toktok MomentExchange",
}


def _fields(text: str) -> list[dict[str, str]]:
    pairs = (each.split(" ") for each in text.split(","))
    return [{"type": kind, "name": name} for kind, name in pairs]


class Signer:
    """Signs for everybody."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def sign(self, signature: Any) -> bytes:
        """The bytes of a signature that the model knows by who signed what."""
        return bytes.fromhex(self._signed(signature)[2:])

    def _signed(self, signature: Any) -> str:
        match signature:
            case Permit():
                return self._permit(signature)
            case ClaimSignature():
                return self._claim(signature)
            case VoucherSignature():
                return self._voucher(signature)
            case OrderSignature():
                return self._order(signature)
        raise AssertionError(f"not a signature: {signature}")

    def _permit(self, permit: Permit) -> str:
        at = self._stage.address
        message = {
            "owner": at(permit.owner),
            "spender": at(permit.spender),
            "value": str(permit.value),
            "nonce": str(permit.nonce),
            "deadline": str(permit.deadline),
        }
        return self._typed(permit.signer, "tt", {"Permit": _PERMIT}, message)

    def _claim(self, claim: ClaimSignature) -> str:
        at = self._stage.address
        message = {
            "account": at(claim.account),
            "tokens": [at(each) for each in claim.tokens],
            "moments": [str(each) for each in claim.moments],
            "to": at(claim.to),
            "nonce": str(claim.nonce),
            "deadline": str(claim.deadline),
        }
        return self._typed(claim.signer, "ledger", {"ClaimAll": _CLAIM}, message)

    def _voucher(self, signature: VoucherSignature) -> str:
        voucher = signature.voucher
        message = {
            "creator": self._stage.address(voucher.creator),
            "nonce": str(voucher.nonce),
            "moves": str(voucher.moves),
            "terms": self._terms(voucher.terms),
        }
        kinds = {"Voucher": _VOUCHER, "MomentTerms": _TERMS, "Split": _SPLIT}
        return self._typed(signature.signer, "moments", kinds, message)

    def _terms(self, terms: MomentTerms) -> dict[str, Any]:
        return {
            "uri": terms.uri,
            "contentHash": "0x" + content_hash(terms.content).hex(),
            "editionSize": terms.edition,
            "price": str(terms.price),
            "opensAt": str(terms.opens_at),
            "closesAt": str(terms.closes_at),
            "maxPerWallet": terms.most_per_wallet,
            "royaltyBps": terms.royalty_bps,
            "soundId": str(terms.sound),
            "splits": [
                {"recipient": self._stage.address(recipient), "bps": bps}
                for recipient, bps in terms.splits
            ],
            "perk": terms.perk,
        }

    def _order(self, signature: OrderSignature) -> str:
        order = signature.order
        message = {
            "maker": self._stage.address(order.maker),
            "side": MEMBERS[order.side],
            "id": str(order.number),
            "price": str(order.price),
            "signedAt": str(order.signed_at),
            "expiry": str(order.expiry),
            "group": str(order.group),
            "counter": str(order.counter),
            "version": str(order.version),
        }
        return self._typed(signature.signer, "exchange", {"Order": _ORDER}, message)

    def _typed(self, signer: str, part: str, kinds: dict[str, str], message: dict[str, Any]) -> str:
        """A contract account's owner, the administrator here, signs for it."""
        by = self._stage.address("admin" if signer == "vault" else signer)
        domain = {
            "name": _NAMES[part],
            "version": "1",
            "chainId": CHAIN_ID,
            "verifyingContract": self._stage.address(part),
        }
        types = {name: _fields(text) for name, text in (("EIP712Domain", _DOMAIN), *kinds.items())}
        typed = {
            "types": types, "primaryType": next(iter(kinds)), "domain": domain, "message": message,
        }  # fmt: skip
        signed: str = self._stage.node.call("eth_signTypedData_v4", by, typed)
        return signed
