"""A Ganache chain with the contracts on it, and people who use them without a browser."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from eth_abi.abi import decode, encode
from eth_account import Account
from eth_account.signers.local import LocalAccount
from eth_utils.abi import collapse_if_tuple
from eth_utils.address import to_checksum_address
from eth_utils.crypto import keccak

from tests.e2e.rpc import Rpc
from tests.support.node import ROOT, free_port

TT = ETH = 10**18
DAY = 86_400
FOREVER = 2**63
NOBODY = "0x" + "00" * 20
PATIENCE = 120.0


def person(name: str) -> LocalAccount:
    """The same account for the same name, every time."""
    account: LocalAccount = Account.from_key(keccak(text=f"toktok e2e {name}"))
    return account


class Contract:
    """A contract on the chain, its functions by name."""

    def __init__(self, chain: Chain, name: str, address: str) -> None:
        self.chain = chain
        self.address = address
        path = ROOT / f"backend/toktok/chain/abi/{name}.json"
        self._functions = {
            each["name"]: each
            for each in json.loads(path.read_text())
            if each["type"] == "function"
        }

    def data(self, function: str, *arguments: Any) -> str:
        """Call data."""
        types = [collapse_if_tuple(each) for each in self._functions[function]["inputs"]]
        selector = keccak(text=f"{function}({','.join(types)})")[:4]
        return "0x" + (selector + encode(types, arguments)).hex()

    def read(self, function: str, *arguments: Any) -> Any:
        """What a view function returns; a single value without its tuple."""
        call = {"to": self.address, "data": self.data(function, *arguments)}
        raw = self.chain.rpc.call("eth_call", call, "latest")
        types = [collapse_if_tuple(each) for each in self._functions[function]["outputs"]]
        values = decode(types, bytes.fromhex(raw[2:]))
        return values[0] if len(values) == 1 else values

    def send(self, sender: LocalAccount, function: str, *arguments: Any, value: int = 0) -> None:
        """A transaction of `sender`, mined."""
        self.chain.send(sender, self.address, self.data(function, *arguments), value)


class Chain:
    """One node, the deployed contracts, and its clock."""

    def __init__(self, url: str, record: Path) -> None:
        self.rpc = Rpc(url)
        self.record = record
        self._rich = self.rpc.call("eth_accounts")[0]
        contracts = json.loads(record.read_text())["contracts"]
        self.tt = Contract(self, "ToktokToken", contracts["ToktokToken"]["address"])
        self.market = Contract(self, "CreatorMarket", contracts["CreatorMarket"]["address"])
        self.ledger = Contract(self, "PayoutLedger", contracts["PayoutLedger"]["address"])
        self.moments = Contract(self, "TopMoments", contracts["TopMoments"]["address"])
        address = contracts["Subscriptions"]["address"]
        self.subscriptions = Contract(self, "Subscriptions", address)

    @property
    def now(self) -> int:
        """The newest block's timestamp."""
        return int(self.rpc.call("eth_getBlockByNumber", "latest", False)["timestamp"], 16)

    @property
    def height(self) -> int:
        """The newest block's number."""
        return int(self.rpc.call("eth_blockNumber"), 16)

    def eth(self, account: LocalAccount) -> int:
        """Wei of ETH."""
        return int(self.rpc.call("eth_getBalance", account.address, "latest"), 16)

    def pass_time(self, seconds: int) -> None:
        """Let the chain's clock run ahead, into a new block."""
        self.rpc.call("evm_increaseTime", seconds)
        self.rpc.call("evm_mine")

    def send(self, sender: LocalAccount, to: str, data: str = "0x", value: int = 0) -> None:
        """A signed transaction, mined; fails if it reverts."""
        nonce = int(self.rpc.call("eth_getTransactionCount", sender.address, "pending"), 16)
        transaction: dict[str, Any] = {
            "chainId": 1337, "nonce": nonce, "to": to_checksum_address(to), "data": data,
            "value": value, "gas": 1_000_000, "gasPrice": 3 * 10**9,
        }  # fmt: skip
        signed = sender.sign_transaction(transaction)
        raw = "0x" + bytes(signed.raw_transaction).hex()
        mined = self.rpc.call("eth_sendRawTransaction", raw)
        receipt = self.rpc.call("eth_getTransactionReceipt", mined)
        assert receipt["status"] == "0x1", f"{sender.address}'s {data[:10]} to {to} reverted"

    def fund(self, account: LocalAccount, eth: int, *, tt: int = 0) -> LocalAccount:
        """Give `account` ETH, and turn enough of it into so many whole TT; allow the market all of it."""
        self.rpc.call(
            "eth_sendTransaction",
            {"from": self._rich, "to": account.address, "value": hex(eth * ETH)},
        )
        if tt:
            self.tt.send(account, "deposit", value=tt * TT // 10_000)
            self.tt.send(account, "approve", self.market.address, 2**256 - 1)
        return account

    def launch(self, creator: LocalAccount, handle: str, **terms: Any) -> str:
        """Open a launch; the token's address."""
        chosen = {
            "handle": handle, "name": handle.title(), "symbol": handle.upper()[:6], "contractURI": "",
            "window": 60, "minimumRaise": 1_000 * TT, "maximumRaise": 0, "maxPerAccount": 0,
            "creatorFeeBps": 200, "fanFeeBps": 150, "allocationVesting": 30 * DAY,
            "creatorVesting": 180 * DAY, **terms,
        }  # fmt: skip
        self.market.send(creator, "launch", tuple(chosen.values()))
        token: str = self.market.read("tokenOfHandle", handle)
        return token

    def launch_alone(self, creator: LocalAccount, handle: str, *, raised: int) -> str:
        """A token that trades, after a launch that raised so many whole TT, all of it the creator's."""
        token = self.launch(creator, handle)
        self.market.send(creator, "contribute", token, raised * TT)
        self.pass_time(61)
        self.market.send(creator, "finalize", token)
        return token

    def buy(self, buyer: LocalAccount, token: str, tt: int) -> None:
        """Buy for `tt` whole TT."""
        self.market.send(buyer, "buy", token, tt * TT, 0, buyer.address, FOREVER, NOBODY)

    def sell(self, seller: LocalAccount, token: str, amount: int) -> None:
        """Sell `amount` token wei."""
        self.market.send(seller, "sell", token, amount, 0, seller.address, FOREVER, NOBODY)

    def sell_moment(self, creator: LocalAccount, buyer: LocalAccount, *, price: int) -> int:
        """A moment of `creator`, one serial of which `buyer` buys for so many whole TT; its id."""
        uri = "ipfs://bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e"
        self.moments.send(
            creator, "createMoment", (uri, b"\x5e" * 32, 10, price * TT, 0, 0, 0, 500, 0, (), "")
        )
        moment: int = self.ledger.read("momentCount")
        self.tt.send(buyer, "approve", self.moments.address, price * TT)
        self.moments.send(buyer, "mint", moment, 1, buyer.address, price * TT, NOBODY)
        return moment

    def tt_of(self, account: LocalAccount) -> int:
        """Wei of TT."""
        balance: int = self.tt.read("balanceOf", account.address)
        return balance

    def held(self, token: str, account: LocalAccount) -> int:
        """Token wei."""
        balance: int = Contract(self, "CreatorToken", token).read("balanceOf", account.address)
        return balance


@contextmanager
def ganache(*options: str) -> Iterator[str]:
    """The address of a fresh node."""
    port = free_port()
    command = [
        str(ROOT / "node_modules/.bin/ganache"), "--wallet.deterministic", "--server.port", str(port),
        "--chain.chainId", "1337", "--chain.hardfork", "shanghai", "--logging.quiet",
        "--miner.blockGasLimit", "30000000", "--wallet.defaultBalance", "1000000", *options,
    ]  # fmt: skip
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        wait_for_url(url, process)
        yield url
    finally:
        process.terminate()
        process.wait()


def deploy(url: str, directory: Path) -> Path:
    """Put the contracts on the node at `url`, as `make up` does; the record of where they are."""
    environment = {**os.environ, "TOKTOK_RPC_URL": url, "TOKTOK_DEPLOYMENTS_DIR": str(directory)}
    command = [str(ROOT / ".venv-contracts/bin/python"), "-m", "scripts.deploy"]
    ran = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return directory / "1337.json"


def wait_for_url(url: str, process: subprocess.Popen[Any], *, accept: int = 500) -> None:
    """Until something at `url` answers with a status below `accept`; fails if the process ends."""
    deadline = time.monotonic() + PATIENCE
    while True:
        assert process.poll() is None, f"{process.args!r} has ended"
        assert time.monotonic() < deadline, f"{url} does not answer"
        try:
            if httpx.get(url, timeout=5, trust_env=False).status_code < accept:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
