"""What a statement says an account paid and received is what the token contract moved."""

from __future__ import annotations

import csv
import io
from asyncio import to_thread
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from typing import Any

from eth_hash.auto import keccak
from sqlalchemy import QueuePool

from tests.support.served import Served
from toktok.api.routes.accounts import one_statement
from toktok.api.statement import COLUMNS, decimal
from toktok.store.engine import Store

_TRANSFER = "0x" + keccak(b"Transfer(address,address,uint256)").hex()


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


def test_each_line_is_what_the_token_moved(toktok: Served) -> None:
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
            assert net == truth.get((tx_hash, account.lower()), 0), tx_hash
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
