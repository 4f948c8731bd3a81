"""A wallet that does several calls as one (EIP-5792), by an account that is a contract."""

from __future__ import annotations

from typing import Any

from eth_abi.abi import encode
from eth_account.signers.local import LocalAccount
from eth_utils.crypto import keccak
from playwright.sync_api import Page

from tests.e2e.chain import Chain
from tests.e2e.rpc import RpcRefusal
from tests.e2e.vault import VaultWallet
from tests.e2e.wallet import Wallet

NOT_SUPPORTED = 4200
PENDING, CONFIRMED, REVERTED = 100, 200, 500
_PERFORM_ALL = keccak(text="performAll((address,uint256,bytes)[])")[:4]


class BatchWallet(VaultWallet):
    """All of the calls or none, in one transaction of the contract's owner."""

    def __init__(self, page: Page, chain: Chain, owner: LocalAccount, vault: str) -> None:
        super().__init__(page, chain, owner, vault)
        # What it was asked to do as one.
        self.batches: list[list[dict[str, str]]] = []

    def _perform(self, method: str, params: list[Any]) -> Any:
        match method:
            case "wallet_getCapabilities":
                assert params[0].lower() == self.vault.lower()
                return {hex(self.chain_id): {"atomic": {"status": "supported"}}}
            case "wallet_sendCalls":
                return self._send_calls(params[0])
            case "wallet_getCallsStatus":
                return self._status(params[0])
            case _:
                return super()._perform(method, params)

    def _send_calls(self, asked: dict[str, Any]) -> dict[str, str]:
        assert asked["version"] == "2.0.0"
        assert asked["atomicRequired"] is True
        assert asked["from"].lower() == self.vault.lower()
        self.batches.append(asked["calls"])
        calls = [
            (each["to"], int(each["value"], 16), bytes.fromhex(each["data"][2:]))
            for each in asked["calls"]
        ]
        data = "0x" + (_PERFORM_ALL + encode(["(address,uint256,bytes)[]"], [calls])).hex()
        wanted = {"to": self.vault, "data": data, "gas": hex(1_500_000)}
        return {"id": Wallet._perform(self, "eth_sendTransaction", [wanted])}

    def _status(self, known: str) -> dict[str, Any]:
        receipt = self._rpc.call("eth_getTransactionReceipt", known)
        if receipt is None:
            return {"id": known, "status": PENDING}
        status = CONFIRMED if receipt["status"] == "0x1" else REVERTED
        return {"id": known, "status": status, "atomic": True, "receipts": [receipt]}


class BoastingWallet(Wallet):
    """Says that it can do several calls as one, and then cannot."""

    def _perform(self, method: str, params: list[Any]) -> Any:
        match method:
            case "wallet_getCapabilities":
                return {hex(self.chain_id): {"atomic": {"status": "supported"}}}
            case "wallet_sendCalls":
                raise RpcRefusal({"code": NOT_SUPPORTED, "message": "Not supported."})
            case _:
                return super()._perform(method, params)
