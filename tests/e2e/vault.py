"""A wallet whose account is a contract: its owner's key signs and sends, the contract answers for it (EIP-1271)."""

from __future__ import annotations

import json
from typing import Any

from eth_abi.abi import encode
from eth_account import Account
from eth_account.signers.local import LocalAccount
from eth_utils.address import to_checksum_address
from eth_utils.crypto import keccak
from playwright.sync_api import Page

from tests.e2e.chain import Chain
from tests.e2e.wallet import Wallet
from tests.support.artifacts import artifact


def deploy_vault(chain: Chain, owner: LocalAccount) -> str:
    """An account that does what `owner` says; its address."""
    signed = owner.sign_transaction(
        {
            "chainId": 1337, "data": artifact("Wallet")["bytecode"]["object"], "value": 0,
            "nonce": int(chain.rpc.call("eth_getTransactionCount", owner.address, "pending"), 16),
            "gas": 1_000_000, "gasPrice": 3 * 10**9,
        }
    )  # fmt: skip
    raw = "0x" + bytes(signed.raw_transaction).hex()
    receipt = chain.rpc.call(
        "eth_getTransactionReceipt", chain.rpc.call("eth_sendRawTransaction", raw)
    )
    assert receipt["status"] == "0x1"
    return str(to_checksum_address(receipt["contractAddress"]))


class VaultWallet(Wallet):
    """Shows the page the contract's address; nothing that the page is given is the owner's own."""

    def __init__(self, page: Page, chain: Chain, owner: LocalAccount, vault: str) -> None:
        super().__init__(page, owner, chain.rpc, name="Vault")
        self.vault = vault

    def _perform(self, method: str, params: list[Any]) -> Any:
        match method:
            case "eth_requestAccounts":
                self.connected = True
                return [self.vault]
            case "eth_accounts":
                return [self.vault] if self.connected else []
            case "eth_signTypedData_v4":
                assert params[0].lower() == self.vault.lower()
                return self._sign(json.loads(params[1]))
            case "eth_sendTransaction":
                return self._through_the_vault(params[0])
            case _:
                return super()._perform(method, params)

    def _sign(self, message: dict[str, Any]) -> str:
        signed = Account.sign_typed_data(self.account.key, full_message=message)
        return "0x" + bytes(signed.signature).hex()

    def _through_the_vault(self, wanted: dict[str, str]) -> Any:
        data, value = bytes.fromhex(wanted["data"][2:]), int(wanted.get("value", "0x0"), 16)
        call = encode(["address", "uint256", "bytes"], [wanted["to"], value, data])
        selector = keccak(text="perform(address,uint256,bytes)")[:4]
        gas = int(wanted["gas"], 16) + 100_000
        outer = {"to": self.vault, "data": "0x" + (selector + call).hex(), "gas": hex(gas)}
        return super()._perform("eth_sendTransaction", [outer])
