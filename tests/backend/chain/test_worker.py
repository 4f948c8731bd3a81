"""What the second process reads is what this one reads; without it nothing is lost."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

import msgspec
import pytest

from tests.support.history import History
from tests.support.mirror import until
from tests.support.world import World
from toktok.chain.blocks import fetch_headers
from toktok.chain.contracts import Contracts
from toktok.chain.deployments import Deployment, load_deployment
from toktok.chain.headers import ContradictionError, Header
from toktok.chain.reader import Reader
from toktok.chain.rpc import Request, Rpc
from toktok.chain.worker import Worker, WorkerLostError
from toktok.config import Settings

Blocks = tuple[list[Header], list[bytes]]


@pytest.fixture
def deployment(world: World, settings: Settings) -> Deployment:
    return load_deployment(31337, directory=settings.deployments_dir)


@pytest.fixture
async def blocks(world: World) -> Blocks:
    history = History(world, seed=71)
    history.begin(launches=1)
    history.play(40)
    numbers = range(1, world.node.block_number() + 1)
    async with Rpc(world.node.url) as rpc:
        headers = [header for header in await fetch_headers(rpc, numbers) if header is not None]
        requests = [Request("eth_getBlockReceipts", (hex(number),)) for number in numbers]
        return headers, [bytes(raw) for raw in await rpc.batch(requests, kind=msgspec.Raw)]


@pytest.mark.databases("sqlite")
async def test_it_reads_what_we_read_question_by_question(
    deployment: Deployment, blocks: Blocks
) -> None:
    headers, texts = blocks
    half = len(headers) // 2
    async with Worker(deployment) as worker:
        await until(lambda: worker.is_ready)
        first, second = await asyncio.gather(
            worker.read(headers[:half], texts[:half]), worker.read(headers[half:], texts[half:])
        )
    ours = Reader(Contracts(deployment)).read(headers, texts)
    assert first.events | second.events == ours.events
    assert (first.logs + second.logs, ours.logs > 100) == (ours.logs, True)


@pytest.mark.databases("sqlite")
async def test_what_it_cannot_accept_is_told_here_and_the_next_question_answered(
    deployment: Deployment, blocks: Blocks
) -> None:
    headers, texts = blocks
    async with Worker(deployment) as worker:
        await until(lambda: worker.is_ready)
        swapped = [texts[-1], *texts[1:]]
        with pytest.raises(ContradictionError):
            await worker.read(headers, swapped)
        assert (await worker.read(headers, texts)).logs > 0


@pytest.mark.databases("sqlite")
async def test_who_waits_for_a_process_that_dies_is_told(
    deployment: Deployment, blocks: Blocks
) -> None:
    async with Worker(deployment) as worker:
        await until(lambda: worker.is_ready)
        assert worker.pid is not None
        os.kill(worker.pid, signal.SIGSTOP)
        waiting = asyncio.create_task(worker.read(*blocks))
        await asyncio.sleep(0)
        os.kill(worker.pid, signal.SIGKILL)
        with pytest.raises(WorkerLostError):
            await waiting
        await until(lambda: not worker.is_ready)
        with pytest.raises(WorkerLostError):
            await worker.read(*blocks)


@pytest.mark.databases("sqlite")
async def test_without_room_for_a_process_nothing_is_ready_and_nothing_fails(
    deployment: Deployment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    async with Worker(deployment) as worker:
        with pytest.raises(WorkerLostError):
            await worker.read([], [])


@pytest.mark.databases("sqlite")
async def test_modules_of_the_folder_we_are_in_are_not_taken_for_ours(
    deployment: Deployment, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "msgspec.py").write_text("raise SystemExit\n")
    monkeypatch.chdir(tmp_path)
    async with Worker(deployment) as worker:
        await until(lambda: worker.is_ready)
