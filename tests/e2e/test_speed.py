"""What a purchase costs in questions to the wallet's node, each of which may be far away; seconds are `make bench-page`'s."""

from __future__ import annotations

from collections import Counter

from tests.e2e.chain import TT, person
from tests.e2e.conftest import Stage, Visit
from tests.e2e.following import at_trade, submit, wallet_of


def test_second_purchase_asks_no_more_than_it_must(stage: Stage, visit: Visit) -> None:
    chain, fan = stage.chain, stage.chain.fund(person("fas"), 2, tt=1_000)
    chain.tt.send(fan, "approve", chain.market.address, 0)
    visitor = at_trade(visit, fan)
    wallet = wallet_of(visitor)
    submit(visitor, "10")
    visitor.toast("Bought")
    wallet.wait_for_count("eth_getTransactionByHash", 1)
    before = len(wallet.log)
    submit(visitor, "11")
    visitor.toast("for 11 TT")
    asked = wallet.log[before:]
    sent = asked.index("eth_sendTransaction")
    # Funds, allowance and the contract's mind; the permit's nonce; its mind again with the permit; one of the balance shown.
    assert asked[: sent + 1].count("eth_call") <= 6
    assert sum(Counter(asked[: sent + 1]).values()) <= 13
    # A block at once: it is found with the first look, and with a second it still stands once it is indexed.
    assert asked[sent:].count("eth_getTransactionReceipt") == 2
    assert chain.tt_of(fan) == 979 * TT
