"""How long a purchase takes in the browser: from the click on a quoted order to the page that says it is in the index."""

from __future__ import annotations

import time
from statistics import median
from typing import Any

from eth_account import Account
from eth_account.signers.local import LocalAccount
from playwright.sync_api import Browser, Page, expect

from tests.e2e.chain import ETH
from tests.e2e.rpc import Rpc
from tests.e2e.wallet import Wallet

TIMES = 5
_DEPOSIT = "0xd0e30db0"


def purchase_seconds(page: Page, *, amount: str) -> float:
    """Seconds from the click to the message that it is bought.

    `page` shows a creator's trade form, its wallet is connected, answers at once, and has the TT; the
    reader's own time, to read and to sign, is not in it.
    """
    page.fill("#amount", amount)
    expect(page.locator("#q-main")).not_to_have_text("–")
    bought = page.locator(".toast.good")
    for each in bought.all():
        each.get_by_role("button").click()
    expect(bought).to_have_count(0)
    begun = time.perf_counter()
    page.click("#trade-submit")
    bought.wait_for()
    return time.perf_counter() - begun


def median_purchase(browser: Browser, address: str) -> float:
    """The median of some purchases on a creator's page of a local chain, each with a permit, by somebody new."""
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.goto(address)
    body = page.locator("body")
    rpc, fan = Rpc(body.get_attribute("data-rpc") or ""), Account.create()
    _fund(rpc, fan, tt=body.get_attribute("data-tt") or "")
    Wallet(page, fan, rpc)
    page.add_init_script("localStorage.setItem('toktok.risk', 'accepted')")
    page.goto(address)
    page.locator("html[data-ready=true]").wait_for(state="attached")
    page.click("#connect")
    page.locator("#connect:not(.main)").wait_for()
    seconds = [purchase_seconds(page, amount=str(10 + turn)) for turn in range(TIMES)]
    context.close()
    return median(seconds)


def _fund(rpc: Rpc, fan: LocalAccount, *, tt: str) -> None:
    """ETH from an account of the node, half of it turned into TT."""
    rich = rpc.call("eth_accounts")[0]
    rpc.call("eth_sendTransaction", {"from": rich, "to": fan.address, "value": hex(2 * ETH)})
    fee = int(rpc.call("eth_getBlockByNumber", "latest", False)["baseFeePerGas"], 16)
    deposit: dict[str, Any] = {
        "chainId": int(rpc.call("eth_chainId"), 16), "nonce": 0, "to": tt, "data": _DEPOSIT,
        "value": ETH, "gas": 200_000, "gasPrice": 2 * fee + 10**9,
    }  # fmt: skip
    raw = fan.sign_transaction(deposit).raw_transaction
    rpc.call("eth_sendRawTransaction", "0x" + bytes(raw).hex())
