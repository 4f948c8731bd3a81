"""What tests of transactions under way need: blocks that wait, tabs, and others who are quicker."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from eth_account.signers.local import LocalAccount
from eth_utils.address import to_checksum_address
from playwright.sync_api import expect

from tests.e2e.acting import accept_risk, quote
from tests.e2e.chain import Chain
from tests.e2e.conftest import PATIENCE_MS, Stage, Visit, Visitor
from tests.e2e.rpc import Rpc
from tests.e2e.wallet import Wallet

SENT = "Sent, waiting for a block"


@contextmanager
def no_blocks(chain: Chain) -> Iterator[None]:
    """The chain takes transactions and mines none of them; all of them afterwards."""
    chain.rpc.call("miner_stop")
    try:
        yield
    finally:
        chain.rpc.call("miner_start")


def at_trade(visit: Visit, fan: LocalAccount, path: str = "/creators/mira") -> Visitor:
    """Connected, on a page with a form, the risks read."""
    visitor = visit(fan)
    accept_risk(visitor)
    visitor.go(path)
    visitor.connect()
    return visitor


def wallet_of(visitor: Visitor) -> Wallet:
    """The wallet of somebody who has one."""
    assert visitor.wallet is not None
    return visitor.wallet


def submit(visitor: Visitor, amount: str) -> None:
    """Ask for a purchase for so many TT."""
    quote(visitor, amount)
    visitor.page.click("#trade-submit")


def wait_until_sent(visitor: Visitor) -> None:
    """Until the page follows a transaction that no block has."""
    expect(visitor.page.locator(".toast .detail").last).to_contain_text(SENT)


def second_tab(visitor: Visitor, stage: Stage) -> Visitor:
    """Another page of the same browser, with the same wallet."""
    page = visitor.page.context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    wallet = Wallet(page, wallet_of(visitor).account, stage.chain.rpc)
    wallet.connected = True
    return Visitor(page, visitor.url, wallet)


def queue(rpc: Rpc, sender: LocalAccount, nonce: int, to: str, **other: Any) -> str:
    """A transaction that waits for a block, ahead of those that pay less; its hash."""
    wanted = {
        "chainId": 1337, "nonce": nonce, "to": to_checksum_address(to), "data": "0x", "value": 0,
        "gas": 1_000_000, "gasPrice": 50 * 10**9, **other,
    }  # fmt: skip
    raw = sender.sign_transaction(wanted).raw_transaction
    sent: str = rpc.call("eth_sendRawTransaction", "0x" + bytes(raw).hex())
    return sent


def replace(rpc: Rpc, sender: LocalAccount, sent: str, *, to: str = "", **other: Any) -> str:
    """Put another transaction, or the same one, in the place of one that waits; its hash."""
    before = rpc.call("eth_getTransactionByHash", sent)
    same = {} if to else {"data": before["input"]}
    return queue(rpc, sender, int(before["nonce"], 16), to or before["to"], **same, **other)


def count_of(rpc: Rpc, account: LocalAccount) -> int:
    """The nonce of the account's next transaction."""
    return int(rpc.call("eth_getTransactionCount", account.address, "latest"), 16)


def trades_of(stage: Stage, fan: LocalAccount, creator: str = "mira") -> list[dict[str, Any]]:
    """The trades that the API has of somebody, once the chain's last block is indexed."""
    stage.catch_up()
    query = {"account": fan.address, "kind": "trade"}
    rows = stage.server.client.get("/v1/activity", params=query).json()["items"]
    return [row for row in rows if row["kind"] == "trade"]
