"""Sending a transaction so that being killed at any moment neither loses nor repeats it.

What is about to be sent is on disk before the node hears of it: the nonce always, the hash where
the key is ours. A nonce is used up once, so whoever comes next can tell what happened.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import rlp
from brownie import web3
from brownie.network.account import LocalAccount
from eth_utils import keccak, to_canonical_address, to_checksum_address
from web3.exceptions import TimeExhausted, TransactionNotFound, Web3Exception

from scripts.deploying.record import Sending

LOCAL_GAS_PRICE = 2 * 10**9
RECEIPT_TIMEOUT = 600.0
GAS_MARGIN = 1.2


class SendError(Exception):
    """A transaction failed or was refused; the message says which and why."""


class Sender:
    """Sends from one account, telling `remember` before and after."""

    def __init__(
        self, account: Any, *, local: bool, remember: Callable[[Sending | None], None]
    ) -> None:
        self.address: str = account.address
        self._key: str | None = account.private_key if isinstance(account, LocalAccount) else None
        self._local = local
        self._remember = remember

    def send(self, step: str, *, to: str | None, data: str) -> Any:
        """Send and wait; the receipt. Raises SendError."""
        nonce = web3.eth.get_transaction_count(self.address, "latest" if self._local else "pending")
        return self._send(step, nonce, to=to, data=data)

    def resume(self, sending: Sending, *, to: str | None, data: str) -> Any:
        """The receipt of what was being sent when we were interrupted, sent again if need be."""
        if web3.eth.get_transaction_count(self.address) <= sending.nonce:
            if sending.tx and _known(sending.tx):
                return self._wait(sending.step, sending.tx)
            return self._send(sending.step, sending.nonce, to=to, data=data)
        mined = sending.tx or self._hash_of(sending.nonce)
        try:
            receipt = web3.eth.get_transaction_receipt(mined)
        except TransactionNotFound:
            # Another transaction took the nonce: this one can never be mined.
            return self.send(sending.step, to=to, data=data)
        return self._succeeded(sending.step, receipt)

    def cost(self, gas: int) -> int:
        """What `gas` costs at most at today's price, in wei."""
        fees = self._fees()
        return gas * int(fees.get("maxFeePerGas", fees.get("gasPrice", 0)))

    def gas_of(self, *, to: str | None, data: str) -> int:
        """What the node expects the transaction to use. Raises SendError with its reason."""
        call = {"from": self.address, "data": data, **({"to": to} if to else {})}
        try:
            return int(web3.eth.estimate_gas(call))
        except (Web3Exception, ValueError) as error:
            raise SendError(str(error)) from None

    def _send(self, step: str, nonce: int, *, to: str | None, data: str) -> Any:
        try:
            gas = int(self.gas_of(to=to, data=data) * GAS_MARGIN)
        except SendError as error:
            raise SendError(f"{step}: the node refuses it: {error}") from None
        fields = {
            "from": self.address,
            "data": data,
            "nonce": nonce,
            "gas": gas,
            "chainId": web3.eth.chain_id,
            **self._fees(),
            **({"to": to} if to else {}),
        }
        try:
            if self._key is None:
                self._remember(Sending(step, nonce, None))
                sent = web3.eth.send_transaction(fields)
            else:
                signed = web3.eth.account.sign_transaction(fields, self._key)
                self._remember(Sending(step, nonce, signed.hash.to_0x_hex()))
                sent = web3.eth.send_raw_transaction(signed.raw_transaction)
        except (Web3Exception, ValueError) as error:
            raise SendError(f"{step}: the node refuses it: {error}") from None
        return self._wait(step, sent.to_0x_hex())

    def _wait(self, step: str, tx: str) -> Any:
        try:
            receipt = web3.eth.wait_for_transaction_receipt(tx, timeout=RECEIPT_TIMEOUT)
        except TimeExhausted:
            raise SendError(
                f"{step}: {tx} is not mined yet; run this again, it waits for the same transaction"
            ) from None
        return self._succeeded(step, receipt)

    def _succeeded(self, step: str, receipt: Any) -> Any:
        if receipt["status"] != 1:
            self._remember(None)
            raise SendError(f"{step}: transaction {receipt['transactionHash'].to_0x_hex()} failed")
        return receipt

    def _fees(self) -> dict[str, Any]:
        if self._local:
            return {"gasPrice": LOCAL_GAS_PRICE}
        tip = web3.eth.max_priority_fee
        base = web3.eth.get_block("latest")["baseFeePerGas"]
        return {"maxPriorityFeePerGas": tip, "maxFeePerGas": 2 * base + tip}

    def _hash_of(self, nonce: int) -> str:
        """The mined transaction of our account with `nonce`, by bisection over the blocks."""
        low, high = 0, web3.eth.block_number
        while low < high:
            middle = (low + high) // 2
            if web3.eth.get_transaction_count(self.address, middle) > nonce:
                high = middle
            else:
                low = middle + 1
        for each in web3.eth.get_block(low, full_transactions=True)["transactions"]:
            if each["from"] == self.address and each["nonce"] == nonce:
                mined: str = each["hash"].to_0x_hex()
                return mined
        raise SendError(f"the transaction of {self.address} with nonce {nonce} is not to be found")


def contract_address(sender: str, nonce: int) -> str:
    """Where the contract that `sender` creates with `nonce` comes to be."""
    address: str = to_checksum_address(
        keccak(rlp.encode([to_canonical_address(sender), nonce]))[12:]
    )
    return address


def _known(tx: str) -> bool:
    try:
        web3.eth.get_transaction(tx)
    except TransactionNotFound:
        return False
    return True
