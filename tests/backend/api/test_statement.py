"""What a statement says an account paid and received is what the token contract moved."""

from __future__ import annotations

import csv
import io
from asyncio import to_thread
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from eth_abi.abi import encode
from eth_hash.auto import keccak
from sqlalchemy import QueuePool

from tests.support.served import Served
from tests.support.world import DAY, FOREVER, NOBODY, TT
from toktok.api.routes.accounts import one_statement
from toktok.api.statement import COLUMNS, decimal
from toktok.store.engine import Store
from toktok.store.tables import Source

_TRANSFER = "0x" + keccak(b"Transfer(address,address,uint256)").hex()
_CREDITED = "0x" + keccak(b"Credited(address,address,uint8,uint256,uint256)").hex()

#: Running sums of the market's books, told when they are collected.
_COLLECTED = ("dividends", "trade_fees", "protocol")
#: What the ledger credits, as payouts name it.
_OF_LEDGER = (
    "tips", "sales", "resales", "royalties", "subscriptions", "fund", "outbids", "sale_referrals",
)  # fmt: skip


def moved(toktok: Served) -> dict[tuple[str, str], int]:
    """By transaction and account: TT wei received less TT wei paid, as the token's own events have it."""
    asked = {"address": toktok.world.tt.address, "topics": [_TRANSFER], "fromBlock": "0x0"}
    found: dict[tuple[str, str], int] = defaultdict(int)
    for log in toktok.world.node.call("eth_getLogs", asked):
        sender, to = (f"0x{topic[-40:]}" for topic in log["topics"][1:3])
        found[log["transactionHash"], sender] -= int(log["data"], 16)
        found[log["transactionHash"], to] += int(log["data"], 16)
    return found


def statement(toktok: Served, account: str) -> list[dict[str, str]]:
    response = toktok.client.get(f"/v1/accounts/{account}/statement")
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert "attachment" in response.headers["content-disposition"]
    return list(csv.DictReader(io.StringIO(response.text)))


def wei(text: str) -> int:
    return int(Decimal(text or "0") * 10**18)


def test_each_line_is_what_the_token_moved(paid_out: Served) -> None:
    toktok = paid_out
    ours = {each.address.lower() for each in toktok.world.named.values()}
    truth = moved(toktok)
    kinds = set()
    compared = 0
    for account in toktok.world.people:
        said: dict[str, int] = defaultdict(int)
        for line in statement(toktok, account):
            said[line["transaction"]] += wei(line["tt_received"]) - wei(line["tt_paid"])
            kinds.add(line["what"])
        for tx_hash, net in said.items():
            if _is_paid_in_eth(toktok, tx_hash):
                continue
            untold = truth.get((tx_hash, account.lower()), 0) - net
            # Whoever pays through the token itself may earn of it, too: that is all the statement tells.
            assert untold == 0 or untold == -_handed_over(toktok, tx_hash, account), tx_hash
            compared += 1
        for (tx_hash, who), net in truth.items():
            if who == account.lower() and net and tx_hash not in said:
                sent = toktok.world.node.call("eth_getTransactionByHash", tx_hash)
                by_itself = sent["from"] == who and sent["to"] in ours
                plain = sent["to"] == toktok.world.tt.address.lower()
                assert not by_itself or plain, tx_hash
    assert compared > 100
    assert kinds >= {
        "trade",
        "contribution",
        "tip",
        "claim",
        "moment_bought",
        "bid",
        "subscription",
        "gift_to_fans",
        "subscription_for_another",
    }


def _handed_over(toktok: Served, tx_hash: str, account: str) -> int:
    """What the account paid by a call of the token itself, in TT wei."""
    sent = toktok.world.node.call("eth_getTransactionByHash", tx_hash)
    if (sent["from"], sent["to"]) != (account.lower(), toktok.world.tt.address.lower()):
        return 0
    receipt = toktok.world.node.call("eth_getTransactionReceipt", tx_hash)
    return sum(
        int(log["data"], 16)
        for log in receipt["logs"]
        if log["topics"][0] == _TRANSFER and log["topics"][1].endswith(account.lower()[2:])
    )


@pytest.fixture
def paid_out(toktok: Served) -> Served:
    """The application, after a creator has sold a moment it shares, and everybody has claimed: one to another address."""
    world, token = toktok.world, toktok.history.tokens[0]
    for contract in world.guarded:
        contract.send(world.accounts[1], "unpause")
    creator = world.market.read("creatorOf", token)
    fan, friend = [person for person in world.people if person != creator][:2]
    shares = [(creator, 7_000), (friend, 3_000)]
    terms = ("ipfs://shared", b"\x03" * 32, 40, TT + 7, 0, 0, 0, 700, 0, shares, "")
    world.moments.do(creator, "createMoment", terms)
    moment = world.ledger.read("momentCount")
    world.moments.do(fan, "mint", moment, 3, fan, 100 * TT, NOBODY)
    told = encode(["uint8", "uint256", "address"], [int(Source.RESALE), moment, NOBODY])
    world.tt.do(fan, "transferAndCall", world.ledger.address, TT // 2 + 3, told)
    world.market.do(fan, "buy", token, TT, 0, fan, FOREVER, friend)
    world.node.wait_until(DAY)
    world.ledger.do(creator, "claimAll", [token], [moment], creator)
    world.ledger.do(fan, "claimAll", [token], [], friend)
    toktok.catch_up()
    return toktok


def test_income_adds_up_to_what_payouts_say_was_earned(paid_out: Served) -> None:
    toktok, told = paid_out, set()
    for account in (*toktok.world.people, toktok.world.market.read("protocolPayout")):
        booked: dict[tuple[str, str | None], int] = defaultdict(int)
        claimed = 0
        for line in statement(toktok, account):
            if line["counts_as"] in ("income", "returned"):
                token = None if line["what"] == "referrals" else line["token"] or None
                booked[line["what"], token] += wei(line["tt_booked"])
                assert (line["counts_as"] == "returned") == (line["what"] == "outbids")
            else:
                assert not line["tt_booked"]
                assert (line["counts_as"] == "payout") == (line["what"] == "claim")
            claimed += wei(line["tt_received"]) if line["what"] == "claim" else 0
        paid = toktok.get(f"/v1/payouts/{account}")
        earned = {}
        for part in paid["breakdown"]:
            waits = int(part["owed"]) if part["source"] in _COLLECTED else 0
            if part["source"] != "moments" and int(part["earned"]) > waits:
                earned[part["source"], part["token"]] = int(part["earned"]) - waits
        assert booked == earned
        assert claimed == int(paid["claimed"])
        told |= {source for source, _ in booked}
    assert told >= {*_COLLECTED, *_OF_LEDGER, "referrals"}


def test_each_credit_of_the_ledger_is_told_with_its_transaction(paid_out: Served) -> None:
    toktok = paid_out
    asked = {
        "address": toktok.world.ledger.address,
        "topics": [_CREDITED],
        "fromBlock": "0x0",
    }
    truth: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for log in toktok.world.node.call("eth_getLogs", asked):
        amount = int(log["data"][2:66], 16)
        truth[f"0x{log['topics'][1][-40:]}"].append((log["transactionHash"], amount))
    of_moments = 0
    for account in toktok.world.people:
        lines = [each for each in statement(toktok, account) if each["what"] in _OF_LEDGER]
        told = [(each["transaction"], wei(each["tt_booked"])) for each in lines]
        assert told == truth[account.lower()]
        sold = [each for each in lines if each["what"] in ("sales", "resales", "sale_referrals")]
        assert all(int(each["moment"]) > 0 for each in sold)
        of_moments += len(sold)
    assert of_moments > 10


def test_no_line_is_without_an_amount(paid_out: Served) -> None:
    toktok = paid_out
    words = {"time", "block", "transaction", "what", "creator", "moment", "counts_as", "token"}
    first_sales = set()
    for account in toktok.world.people:
        for line in statement(toktok, account):
            assert any(Decimal(line[name] or "0") for name in set(COLUMNS) - words), line
            if line["what"] == "moment_sold":
                first_sales.add(line["tt_received"])
    assert "" not in first_sales


def _is_paid_in_eth(toktok: Served, tx_hash: str) -> bool:
    sent: dict[str, Any] = toktok.world.node.call("eth_getTransactionByHash", tx_hash)
    return int(sent["value"], 16) > 0 and sent["to"] != toktok.world.tt.address.lower()


def test_tokens_sent_and_received_are_on_both_sides(toktok: Served) -> None:
    sent = {
        (row["tx_hash"], side): (row["data"]["amount"], name)
        for row in toktok.get("/v1/activity", kind="token_transfer", limit=200)["items"]
        for side, name in (
            (row["account"].lower(), "tokens_given"),
            (row["data"]["to"].lower(), "tokens_received"),
        )
    }
    found = {
        (line["transaction"], account.lower()): (
            str(wei(line["tokens_given"] or line["tokens_received"])),
            "tokens_given" if line["tokens_given"] else "tokens_received",
        )
        for account in toktok.world.people
        for line in statement(toktok, account)
        if line["what"] == "token_transfer"
    }
    assert found == sent
    assert {name for _, name in found.values()} == {"tokens_given", "tokens_received"}


def test_the_lines_are_in_order_and_every_account_has_a_heading(toktok: Served) -> None:
    lines = statement(toktok, toktok.world.people[0])
    assert [int(each["block"]) for each in lines] == sorted(int(each["block"]) for each in lines)
    nobody = toktok.client.get(f"/v1/accounts/0x{'ab' * 20}/statement").text
    assert nobody == ",".join(COLUMNS) + "\r\n"


def test_sums_are_written_with_all_their_digits() -> None:
    assert decimal(0) == ""
    assert decimal(1) == "0.000000000000000001"
    assert decimal(3 * 10**18 // 2) == "1.5"
    assert decimal(10 * 10**18) == "10"
    assert decimal(10**30) == "1000000000000"


async def test_whoever_takes_it_slowly_holds_no_connection(toktok: Served) -> None:
    store = Store(toktok.settings.database_url)
    context = replace(toktok.app.state.context, store=store)
    account = bytes.fromhex(toktok.world.people[0][2:])
    response = await to_thread(one_statement, context, account)
    async for piece in response.body_iterator:
        assert isinstance(piece, bytes)
        assert piece.startswith(b"time,block,")
        break
    assert isinstance(store.engine.pool, QueuePool)
    assert store.engine.pool.checkedout() == 0
    store.close()
