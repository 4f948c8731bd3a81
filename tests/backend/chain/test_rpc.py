"""JSON-RPC: batches, retries, and errors that say what happened."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.mirror import PATIENCE
from tests.support.node import Node, free_port
from tests.support.proxy import Answer, Proxy, proxy, refuse
from toktok.chain.blocks import fetch_head
from toktok.chain.rpc import BATCH_SIZE, Hooks, Request, RetryPolicy, Rpc
from toktok.errors import RpcError, RpcTimeoutError, RpcUnavailableError

QUICK = RetryPolicy(attempts=3, first_delay=0.001)


@pytest.fixture
def between(node: Node) -> Iterator[Proxy]:
    with proxy(node.url) as listening:
        yield listening


async def test_a_batch_answers_in_the_order_of_the_questions(node: Node) -> None:
    node.call("anvil_mine", "0x104")
    numbers = list(range(2 * BATCH_SIZE + 50, -1, -1))
    async with Rpc(node.url) as rpc:
        blocks = await rpc.batch(
            [Request("eth_getBlockByNumber", (hex(number), False)) for number in numbers]
        )
    assert [int(block["number"], 16) for block in blocks] == numbers


async def test_a_busy_node_is_asked_again(between: Proxy) -> None:
    between.refusals = [429, 503]
    async with Rpc(between.url, retry=QUICK) as rpc:
        assert await rpc.call("eth_chainId") == hex(31337)


async def test_a_rate_limit_inside_an_answer_is_asked_again(between: Proxy) -> None:
    limits = [True]

    def twist(request: dict[str, object], reply: Answer) -> Answer:
        if limits:
            limits.pop()
            return refuse(request, "rate limit exceeded", code=-32005)
        return reply

    between.twist = twist
    async with Rpc(between.url, retry=QUICK) as rpc:
        assert await rpc.call("eth_chainId") == hex(31337)
    assert between.asked("eth_chainId") == 2


async def test_a_node_that_stays_busy_is_as_good_as_down(between: Proxy) -> None:
    between.twist = lambda request, _reply: refuse(request, "Too Many Requests", code=429)
    async with Rpc(between.url, retry=QUICK) as rpc:
        with pytest.raises(RpcUnavailableError, match="busy"):
            await rpc.call("eth_chainId")
    assert between.asked("eth_chainId") == QUICK.attempts


async def test_what_takes_too_long_is_asked_in_halves(between: Proxy) -> None:
    sizes, patience = [], threading.Event()

    def intercept(calls: Any) -> str | None:
        size = len(calls) if isinstance(calls, list) else 1
        sizes.append(size)
        if size > 2:
            patience.wait(PATIENCE)
        return None

    between.intercept = intercept
    async with Rpc(between.url, retry=QUICK, timeout=2.0) as rpc:
        assert await rpc.batch([Request("eth_chainId")] * 8) == [hex(31337)] * 8
    patience.set()
    assert sorted(sizes) == [2, 2, 2, 2, 4, 4, 8]


async def test_one_call_that_takes_too_long_is_given_up(between: Proxy) -> None:
    patience = threading.Event()

    def intercept(calls: Any) -> str | None:
        patience.wait(PATIENCE)
        return None

    between.intercept = intercept
    async with Rpc(between.url, retry=QUICK, timeout=0.05) as rpc:
        with pytest.raises(RpcTimeoutError):
            await rpc.call("eth_chainId")
    patience.set()


async def test_it_gives_up_after_the_last_attempt(between: Proxy) -> None:
    between.refusals = [503] * 10
    counted: list[str] = []
    async with Rpc(between.url, retry=QUICK, hooks=Hooks(error=counted.append)) as rpc:
        with pytest.raises(RpcUnavailableError, match="answers 503"):
            await rpc.call("eth_chainId")
    assert counted == ["busy"] * QUICK.attempts


async def test_a_node_that_is_not_there_is_named_without_its_secrets() -> None:
    port = free_port()
    async with Rpc(f"http://user:pass@127.0.0.1:{port}/v2/key", retry=QUICK) as rpc:
        with pytest.raises(RpcUnavailableError) as caught:
            await rpc.call("eth_chainId")
    assert f"http://127.0.0.1:{port} cannot be reached" in str(caught.value)
    assert "TOKTOK_RPC_URL" in str(caught.value)
    assert "key" not in str(caught.value)
    assert "pass" not in str(caught.value)


async def test_garbage_is_no_answer(between: Proxy) -> None:
    between.refusals = [200, 200, 200]
    async with Rpc(between.url, retry=QUICK) as rpc:
        with pytest.raises(RpcUnavailableError, match="not JSON-RPC"):
            await rpc.call("eth_chainId")


async def test_a_refusal_says_why_and_stands_in_its_place(node: Node) -> None:
    async with Rpc(node.url) as rpc:
        with pytest.raises(RpcError, match="eth_nonsense"):
            await rpc.call("eth_nonsense")
        first, second = await rpc.batch_answers([Request("eth_nonsense"), Request("eth_chainId")])
    assert isinstance(first, RpcError)
    assert second == hex(31337)


def test_the_wait_stays_bounded_however_long_the_outage() -> None:
    policy = RetryPolicy(longest_delay=5.0)
    assert all(2.5 <= policy.delay(attempt) <= 5.0 for attempt in (20, 1_024, 10**9))
    assert policy.delay(0) <= 0.1


@pytest.mark.parametrize("reason", ["batch limit exceeded", "Too many requests in the batch"])
async def test_batches_shrink_to_the_limit_of_the_provider(between: Proxy, reason: str) -> None:
    limit, sizes = 7, []

    def intercept(calls: Any) -> str | None:
        sizes.append(len(calls) if isinstance(calls, list) else 1)
        if sizes[-1] > limit:
            return json.dumps(refuse({"id": None}, reason))
        return None

    between.intercept = intercept
    requests = [Request("eth_chainId")] * 60
    async with Rpc(between.url, retry=QUICK) as rpc:
        assert await rpc.batch(requests) == [hex(31337)] * 60
        sizes.clear()
        assert await rpc.batch(requests) == [hex(31337)] * 60
    assert sum(size > limit for size in sizes) <= 1, "it has learnt"


@pytest.mark.parametrize(
    "reply",
    ['"busy"', "7", "null", "[]", '["text"]', "{}", '{"id": [1], "result": 1}', '{"result": 7}',
     '{"result": {}}', '{"result": "0x1"}', '{"result": {"number": "latest"}}'],
)  # fmt: skip
async def test_an_answer_that_cannot_be_read_is_none(between: Proxy, reply: str) -> None:
    between.intercept = lambda _calls: reply
    async with Rpc(between.url, retry=QUICK) as rpc:
        with pytest.raises(RpcUnavailableError):
            await fetch_head(rpc)


@pytest.mark.parametrize("error", ['"no"', '{"code": "none"}', '{"code": [], "message": 3}'])
async def test_a_refusal_in_any_shape_is_a_refusal(between: Proxy, error: str) -> None:
    between.intercept = lambda _calls: f'{{"id": 1, "error": {error}}}'
    async with Rpc(between.url, retry=QUICK) as rpc:
        with pytest.raises(RpcError, match="eth_chainId"):
            await rpc.call("eth_chainId")
