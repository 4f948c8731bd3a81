"""A wallet for browser tests: announced by EIP-6963, it signs with a real key that the page never sees."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable
from typing import Any, ClassVar

from eth_account import Account
from eth_account.messages import encode_defunct
from eth_account.signers.local import LocalAccount
from eth_utils.address import to_checksum_address
from playwright.sync_api import Page

from tests.e2e.rpc import Rpc, RpcRefusal

# What the page gets: a provider that hands every request to Python and waits for its answer.
PROVIDER = """
({ channel, info }) => {
  let last = 0;
  const open = new Map(), listeners = new Map();
  const provider = {
    request: ({ method, params = [] }) => new Promise((resolve, reject) => {
      open.set(++last, { resolve, reject });
      window[channel](JSON.stringify({ id: last, method, params }));
    }),
    on: (name, listener) => listeners.set(name, [...(listeners.get(name) ?? []), listener]),
    removeListener: (name, listener) =>
      listeners.set(name, (listeners.get(name) ?? []).filter((each) => each !== listener)),
  };
  window[channel + "Answer"] = ({ id, result, error }) => {
    const request = open.get(id);
    open.delete(id);
    if (error) request?.reject(Object.assign(new Error(error.message), error));
    else request?.resolve(result);
  };
  window[channel + "Emit"] = ({ name, value }) => (listeners.get(name) ?? []).forEach((each) => each(value));
  const announce = () => window.dispatchEvent(
    new CustomEvent("eip6963:announceProvider", { detail: Object.freeze({ info, provider }) }));
  window.addEventListener("eip6963:requestProvider", announce);
  announce();
}
"""
ICON = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E"
USER_REJECTED = 4001
UNKNOWN_CHAIN = 4902
NO_SUCH_METHOD = -32601
INTERNAL = -32603
_PATIENCE = 60.0

Request = dict[str, Any]


class Wallet:
    """One account in one page. With `asks`, requests wait for `approve` or `reject`."""

    # What a person has to agree to.
    ASKED: ClassVar[set[str]] = {
        "eth_requestAccounts",
        "eth_sendTransaction",
        "eth_signTypedData_v4",
        "personal_sign",
        "wallet_addEthereumChain",
        "wallet_switchEthereumChain",
    }

    def __init__(
        self,
        page: Page,
        account: LocalAccount,
        rpc: Rpc,
        *,
        name: str = "Pocket",
        icon: str = ICON,
        on_chain: int = 0,
    ) -> None:
        self.page = page
        self.account = account
        self.asks = False
        self.connected = False
        self.log: list[str] = []
        self.waiting: list[Request] = []
        self.sent: list[str] = []
        # The same as they were signed, to be sent again.
        self.signed: list[str] = []
        # Methods that wait for `approve` like those a person has to agree to.
        self.slow: set[str] = set()
        # Methods to which the node behind the wallet does not answer.
        self.dead: set[str] = set()
        # So many transactions the wallet believes to have sent that the chain does not know.
        self.ahead = 0
        self._home = int(rpc.call("eth_chainId"), 16)
        self.chain_id = on_chain or self._home
        self._nodes = {self.chain_id: rpc}
        self._rpc = rpc
        self._channel = f"wallet{uuid.uuid4().hex}"
        info = {
            "uuid": str(uuid.uuid4()), "name": name, "icon": icon, "rdns": f"test.{name.lower()}",
        }  # fmt: skip
        page.expose_binding(self._channel, lambda _, text: self._receive(json.loads(text)))
        given = json.dumps({"channel": self._channel, "info": info})
        page.add_init_script(f"({PROVIDER})({given})")

    def approve(self, method: str) -> None:
        """Agree to the request that is waiting, once it has come."""
        self._answer(self._take(method))

    def approve_and_become(self, method: str, account: LocalAccount) -> None:
        """Agree to it, and switch to another account before the page has the answer."""
        request = self._take(method)
        answer = {"result": self._perform(request["method"], request["params"])}
        self.become(account)
        self._tell("Answer", {"id": request["id"], **answer})

    def reject(self, method: str) -> None:
        """Say no to it."""
        request = self._take(method)
        error = {"code": USER_REJECTED, "message": "User rejected the request."}
        self._tell("Answer", {"id": request["id"], "error": error})

    def use(self, rpc: Rpc) -> None:
        """Talk to another node on the network it is on."""
        self._nodes[self.chain_id] = rpc

    def emit(self, name: str, value: Any) -> None:
        """An event of EIP-1193."""
        self._tell("Emit", {"name": name, "value": value})

    def become(self, account: LocalAccount) -> None:
        """Switch to another account, as people do in their wallet."""
        self.account = account
        self._tell("Emit", {"name": "accountsChanged", "value": [account.address]})

    def wait_for(self, method: str) -> None:
        """Until the page asks for `method`."""
        self._until(lambda: bool(self.waiting), f"the page never asked for {method}")
        assert self.waiting[0]["method"] == method, self.waiting

    def wait_for_count(self, method: str, wanted: int) -> None:
        """Until the page has asked for `method` so often."""
        asked = f"the page did not ask for {method} {wanted} times"
        self._until(lambda: self.count(method) >= wanted, asked)

    def count(self, method: str) -> int:
        """How often the page has asked for `method`."""
        return self.log.count(method)

    def _until(self, condition: Callable[[], bool], otherwise: str) -> None:
        """Look after the page until the condition holds."""
        deadline = time.monotonic() + _PATIENCE
        while not condition():
            assert time.monotonic() < deadline, otherwise
            self.page.wait_for_timeout(20)

    def _take(self, method: str) -> Request:
        self.wait_for(method)
        return self.waiting.pop(0)

    def _receive(self, request: Request) -> None:
        self.log.append(request["method"])
        if request["method"] in self.dead:
            error = {"code": INTERNAL, "message": "failed to fetch"}
            self._tell("Answer", {"id": request["id"], "error": error})
        elif request["method"] in (self.slow | (self.ASKED if self.asks else set())):
            self.waiting.append(request)
        else:
            self._answer(request)

    def _answer(self, request: Request) -> None:
        try:
            answer = {"result": self._perform(request["method"], request["params"])}
        except RpcRefusal as refusal:
            answer = {"error": refusal.error}
        self._tell("Answer", {"id": request["id"], **answer})

    def _tell(self, what: str, value: dict[str, Any]) -> None:
        self.page.evaluate(
            "([name, value]) => window[name]?.(value)", [self._channel + what, value]
        )

    def _perform(self, method: str, params: list[Any]) -> Any:
        match method:
            case "eth_requestAccounts":
                self.connected = True
                return [self.account.address]
            case "eth_accounts":
                return [self.account.address] if self.connected else []
            case "eth_chainId":
                return hex(self.chain_id)
            case "eth_signTypedData_v4":
                return self._sign_typed(json.loads(params[1]))
            case "personal_sign":
                return self._sign_text(params[0])
            case "eth_sendTransaction":
                return self._send(params[0])
            case "wallet_addEthereumChain":
                self._nodes[int(params[0]["chainId"], 16)] = Rpc(params[0]["rpcUrls"][0])
                return None
            case "wallet_switchEthereumChain":
                return self._switch(int(params[0]["chainId"], 16))
            case _ if method.startswith("wallet_"):
                raise RpcRefusal({"code": NO_SUCH_METHOD, "message": f"{method} does not exist"})
            case _:
                return self._nodes[self.chain_id].call(method, *params)

    def _switch(self, chain_id: int) -> None:
        if chain_id not in self._nodes:
            raise RpcRefusal({"code": UNKNOWN_CHAIN, "message": "Unrecognized chain."})
        self.chain_id = chain_id
        self._tell("Emit", {"name": "chainChanged", "value": hex(chain_id)})

    def _sign_typed(self, message: dict[str, Any]) -> str:
        signed = Account.sign_typed_data(self.account.key, full_message=message)
        return "0x" + bytes(signed.signature).hex()

    def _sign_text(self, text: str) -> str:
        signed = Account.sign_message(encode_defunct(hexstr=text), self.account.key)
        return "0x" + bytes(signed.signature).hex()

    def _next_nonce(self, node: Rpc) -> int:
        """As wallets count: what waits, too, of which Ganache says nothing."""
        address = self.account.address
        known = int(node.call("eth_getTransactionCount", address, "latest"), 16)
        waiting = [node.call("eth_getTransactionByHash", each) for each in self.sent]
        mine = [each for each in waiting if each and each["from"].lower() == address.lower()]
        return max([known, *(int(each["nonce"], 16) + 1 for each in mine)])

    def _send(self, wanted: dict[str, str]) -> Any:
        node = self._nodes[self.chain_id]
        fee = int(node.call("eth_getBlockByNumber", "latest", False)["baseFeePerGas"], 16)
        transaction: dict[str, Any] = {
            "type": 2,
            "chainId": self.chain_id,
            "nonce": self._next_nonce(node) + self.ahead,
            "to": to_checksum_address(wanted["to"]),
            "data": wanted.get("data", "0x"),
            "value": int(wanted.get("value", "0x0"), 16),
            "gas": int(wanted["gas"], 16),
            "maxPriorityFeePerGas": 10**9,
            "maxFeePerGas": 2 * fee + 10**9,
        }
        signed = self.account.sign_transaction(transaction)
        raw = "0x" + bytes(signed.raw_transaction).hex()
        self.signed.append(raw)
        self.sent.append(node.call("eth_sendRawTransaction", raw))
        return self.sent[-1]
