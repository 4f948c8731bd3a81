"""Many views in one call say what each says alone, on every node."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.node import Node, anvil, ganache
from tests.support.proxy import proxy, refuse
from tests.support.world import World, deploy
from toktok.chain.multicall import PROGRAM, Call, Multicall
from toktok.chain.rpc import Rpc
from toktok.errors import RpcError


@pytest.fixture(scope="module", params=[anvil, ganache], ids=["anvil", "ganache"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    """Contracts, and a few people with TT."""
    with request.param() as node:
        deployed = deploy(node)
        for number, person in enumerate(deployed.people[:5], start=1):
            deployed.tt.do(person, "deposit", value=number)
        yield deployed


def _balances(world: World) -> list[Call]:
    return [_call(world, "balanceOf", person) for person in world.people]


def _call(world: World, function: str, *arguments: Any) -> Call:
    data = world.tt.data(function, *arguments)
    return Call(bytes.fromhex(world.tt.address[2:]), bytes.fromhex(data[2:]))


def _reverting(world: World) -> Call:
    """Nobody can unpause what nobody paused without a role."""
    data = world.market.data("unpause")
    return Call(bytes.fromhex(world.market.address[2:]), bytes.fromhex(data[2:]))


async def _answers(url: str, calls: list[Call], node: Node) -> list[bytes | RpcError]:
    async with Rpc(url) as rpc:
        return await Multicall(rpc, block=node.block_number()).answers(calls)


async def test_each_answer_is_the_one_of_its_call(world: World) -> None:
    calls = _balances(world) * 60
    with proxy(world.node.url) as between:
        answers = await _answers(between.url, calls, world.node)
        asked = between.asked("eth_call")
    balances = [world.tt.read("balanceOf", person) for person in world.people] * 60
    assert [int.from_bytes(each, "big") for each in answers if isinstance(each, bytes)] == balances
    assert asked == 4  # One to try the program, and three for a thousand calls.


async def test_a_call_that_reverts_is_no_other_calls_matter(world: World) -> None:
    before, reverting, after = await _answers(
        world.node.url,
        [_call(world, "totalSupply"), _reverting(world), _call(world, "totalSupply")],
        world.node,
    )
    assert before == after == world.tt.read("totalSupply").to_bytes(32, "big")
    assert isinstance(reverting, RpcError)
    assert "revert" in reverting.message


async def test_an_address_without_code_answers_nothing(world: World) -> None:
    assert await _answers(world.node.url, [Call(bytes(19) + b"\xff", b"\x01")], world.node) == [b""]


async def test_nothing_asked_is_nothing_answered(world: World) -> None:
    assert await _answers(world.node.url, [], world.node) == []


async def test_a_node_that_knows_no_overrides_is_asked_call_by_call(world: World) -> None:
    calls = _balances(world)

    def refused(request: dict[str, Any], reply: dict[str, Any]) -> dict[str, Any]:
        if len(request["params"]) > 2:
            return refuse(request, "too many arguments, want at most 2", code=-32602)
        return reply

    def ignored(request: dict[str, Any], reply: dict[str, Any]) -> dict[str, Any]:
        return {**reply, "result": "0x"} if len(request["params"]) > 2 else reply

    expected = await _answers(world.node.url, calls, world.node)
    for twist in (refused, ignored):
        with proxy(world.node.url) as between:
            between.twist = twist
            assert await _answers(between.url, calls, world.node) == expected
            assert between.asked("eth_call") == 1 + len(calls)


async def test_what_a_node_finds_too_much_is_asked_in_halves(world: World) -> None:
    calls = _balances(world) * 4

    def limited(request: dict[str, Any], reply: dict[str, Any]) -> dict[str, Any]:
        many = len(request["params"][0]["data"]) > 1_000
        return refuse(request, "out of gas") if many else reply

    expected = await _answers(world.node.url, calls, world.node)
    with proxy(world.node.url) as between:
        between.twist = limited
        assert await _answers(between.url, calls, world.node) == expected


async def test_an_answer_cut_short_is_not_believed(world: World) -> None:
    """What the node answers to the whole program is taken as a node without overrides."""
    calls = _balances(world)

    def cut(request: dict[str, Any], reply: dict[str, Any]) -> dict[str, Any]:
        return {**reply, "result": reply["result"][:-2]} if len(request["params"]) > 2 else reply

    with proxy(world.node.url) as between:
        between.twist = cut
        found = await _answers(between.url, calls, world.node)
    assert found == await _answers(world.node.url, calls, world.node)


def test_the_program_fits_where_its_jumps_go() -> None:
    """A jump to anything but a JUMPDEST would fail; a program that grew has others."""
    assert PROGRAM[0x04] == PROGRAM[0x47] == 0x5B
