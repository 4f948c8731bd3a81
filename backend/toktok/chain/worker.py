"""A process that reads receipts while this one writes: an interpreter is busy with one thing at a time.

Questions and answers are pickled; both sides are ours, and nobody else can reach the pipes.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from types import TracebackType
from typing import Any, BinaryIO, Self

from toktok.chain.contracts import Contracts
from toktok.chain.deployments import Deployment
from toktok.chain.headers import Header
from toktok.chain.reader import Reader, Reading

_LENGTH_BYTES = 8
#: What takes a second on a busy machine.
_PATIENCE_SECONDS = 60.0
#: Bytes of an answer that may wait to be taken.
_BUFFERED = 1 << 22
_READY = "ready"


class WorkerLostError(Exception):
    """The process ended; what it was asked can be asked elsewhere."""


class Worker:
    """The process, from the side of who asks. Ends with the block it is the context of."""

    def __init__(self, deployment: Deployment) -> None:
        self._deployment = deployment
        self._process: asyncio.subprocess.Process | None = None
        self._pipe: asyncio.StreamWriter | None = None
        self._asked: asyncio.Queue[asyncio.Future[Reading]] = asyncio.Queue()
        self._listening: asyncio.Task[None] | None = None
        self.is_ready = False

    async def __aenter__(self) -> Self:
        with suppress(OSError):  # Where there is no room for a process, nothing is ever ready.
            self._process = await asyncio.create_subprocess_exec(
                # -P: what lies in the folder we were started from is none of our modules.
                sys.executable, "-P", "-m", __name__,
                stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=_BUFFERED,
            )  # fmt: skip
            assert self._process.stdout is not None
            self._pipe = self._process.stdin
            self._listening = asyncio.create_task(self._listen(self._process.stdout))
            await self._send(self._deployment)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.is_ready = False
        if self._process is None:
            return
        ending = asyncio.create_task(self._end())
        try:
            await asyncio.shield(ending)
        finally:  # Who is cancelled meanwhile waits all the same.
            await ending

    async def _end(self) -> None:
        assert self._process is not None
        assert self._listening is not None
        with suppress(ProcessLookupError):
            self._process.kill()
        await self._listening
        await self._process.wait()

    @property
    def pid(self) -> int | None:
        """The process's number."""
        return self._process.pid if self._process is not None else None

    async def read(self, headers: Sequence[Header], texts: Sequence[bytes]) -> Reading:
        """`Reader.read`, over there. Raises `WorkerLostError` if the process has ended, or hangs."""
        if not self.is_ready:
            raise WorkerLostError
        answer: asyncio.Future[Reading] = asyncio.get_running_loop().create_future()
        self._asked.put_nowait(answer)
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                await self._send((headers, texts))
                return await answer
        except TimeoutError:
            self.is_ready = False
            raise WorkerLostError from None

    async def _send(self, value: object) -> None:
        assert self._pipe is not None
        self._pipe.write(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
        with suppress(ConnectionError):  # Whoever listens hears of it.
            await self._pipe.drain()

    async def _listen(self, answers: asyncio.StreamReader) -> None:
        """Answers come in the order of the questions."""
        try:
            with suppress(asyncio.IncompleteReadError, ConnectionError):
                while True:
                    length = int.from_bytes(await answers.readexactly(_LENGTH_BYTES), "big")
                    self._take(pickle.loads(await answers.readexactly(length)))
        finally:  # Whatever it was: nobody may wait for what does not come.
            self.is_ready = False
            while not self._asked.empty():
                answer = self._asked.get_nowait()
                if not answer.done():
                    answer.set_exception(WorkerLostError())

    def _take(self, value: Any) -> None:
        if value == _READY:
            self.is_ready = True
            return
        answer = self._asked.get_nowait()
        if answer.done():
            return  # Whoever asked was cancelled.
        if isinstance(value, Exception):
            answer.set_exception(value)
        else:
            answer.set_result(value)


def _answer(sink: BinaryIO, value: object) -> None:
    text = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    sink.write(len(text).to_bytes(_LENGTH_BYTES, "big"))
    sink.write(text)
    sink.flush()


def main() -> None:
    """Answer until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who asks.
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    reader = Reader(Contracts(pickle.load(source)))
    _answer(sink, _READY)
    with suppress(EOFError, BrokenPipeError, pickle.UnpicklingError):  # Cut off in a question, too.
        while True:
            _answer(sink, _read(reader, *pickle.load(source)))
    os._exit(0)  # Whatever is left to be written, there is nobody to read it.


def _read(reader: Reader, headers: Sequence[Header], texts: Sequence[bytes]) -> Reading | Exception:
    try:
        return reader.read(headers, texts)
    except Exception as error:
        return error


if __name__ == "__main__":
    main()
