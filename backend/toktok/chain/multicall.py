"""Many calls of views in one `eth_call`, by a program that is lent to the chain for that call alone.

No contract has to be deployed: the call carries the program as a state override, code at an address
that has none (Geth, Erigon, Nethermind, Reth, Anvil and Ganache know overrides). A node that does
not know them is asked call by call.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toktok.chain.headers import reading, unhex
from toktok.chain.rpc import Request, Rpc
from toktok.chain.together import together
from toktok.errors import RpcError, RpcUnavailableError

#: Reads records of address (20 bytes), length (4 bytes) and so many bytes of data, calls each, and
#: returns for each a word (2^255 if it succeeded, plus the size of its answer) and the answer.
#: On the right: the stack after the line, its top last; `at` is the place in the records, `out`
#: that in the answer, which is written to the memory from 0 on.
PROGRAM = bytes.fromhex(
    "6000 6000"  #           0 0                            at out
    "5b"  #             next: JUMPDEST                      at out
    "36 82 10"  #            CALLDATASIZE DUP3 LT           at out more
    "15 6047 57"  #          ISZERO done JUMPI              at out
    "81 35"  #               DUP2 CALLDATALOAD              at out head
    "6018 83 01"  #          24 DUP4 ADD                    at out head data
    "81 6040 1c"  #          DUP2 64 SHR                    at out head data address+length
    "63ffffffff 16"  #       2^32-1 AND                     at out head data length
    "80 82 85 37"  #         DUP1 DUP3 DUP6 CALLDATACOPY    at out head data length
    "6000 6000 82 86"  #     0 0 DUP3 DUP7                  … length 0 0 length out
    "86 6060 1c"  #          DUP7 96 SHR                    … length 0 0 length out address
    "5a fa"  #               GAS STATICCALL                 at out head data length succeeded
    "60ff 1b 3d 17"  #       255 SHL RETURNDATASIZE OR      at out head data length word
    "84 52"  #               DUP5 MSTORE                    at out head data length
    "3d 6000 85 6020 01"  #  RETURNDATASIZE 0 DUP6 32 ADD   … length size 0 out+32
    "3e"  #                  RETURNDATACOPY                 at out head data length
    "01 92 50 50"  #         ADD SWAP3 POP POP              at' out
    "3d 01 6020 01"  #       RETURNDATASIZE ADD 32 ADD      at' out'
    "6004 56"  #             next JUMP
    "5b 6000 f3"  #     done: JUMPDEST 0 RETURN
)
#: Where the program is lent to: an address nobody can have.
_PLACE = f"0x{b'toktok multicall'.rjust(20, bytes(1)).hex()}"
#: At most so many calls, and bytes of arguments, at once: with room to spare within 50 million gas,
#: what common nodes allow.
_MOST_CALLS, _MOST_BYTES = 500, 16_384
_IN_FLIGHT = 4
_WORD = 32
_IDENTITY = bytes(19) + b"\x04"


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a view: the contract, selector and arguments."""

    to: bytes
    data: bytes


class Multicall:
    """Asks one node for views at one block; a few requests at a time."""

    def __init__(self, rpc: Rpc, *, block: int) -> None:
        self._rpc = rpc
        self._block = hex(block)
        self._lends: bool | None = None
        self._slots = asyncio.Semaphore(_IN_FLIGHT)

    async def answers(self, calls: Sequence[Call]) -> list[bytes | RpcError]:
        """What each call returned, or the refusal; one call's failure is no other's."""
        if self._lends is None:
            self._lends = await self._can_lend()
        if not self._lends:
            return await self._plainly(calls)
        parts = await together(self._part(part) for part in _parts(calls))
        return [answer for part in parts for answer in part]

    async def _can_lend(self) -> bool:
        """Whether the node runs the program: a precompile has to give back what it is given."""
        try:
            return await self._lent([Call(_IDENTITY, b"toktok")]) == [b"toktok"]
        except (RpcError, RpcUnavailableError):
            return False

    async def _part(self, calls: Sequence[Call]) -> list[bytes | RpcError]:
        """The answers to a part; halved while the node finds it too much."""
        try:
            async with self._slots:
                found = await self._lent(calls)
        except RpcError:
            if len(calls) == 1:
                return await self._plainly(calls)
            half = len(calls) // 2
            return [*await self._part(calls[:half]), *await self._part(calls[half:])]
        # What failed may have been short of gas: alone it is told why, or succeeds.
        failed = [place for place, answer in enumerate(found) if answer is None]
        again = await self._plainly([calls[place] for place in failed])
        told = dict(zip(failed, again, strict=True))
        return [told[place] if answer is None else answer for place, answer in enumerate(found)]

    async def _lent(self, calls: Sequence[Call]) -> list[bytes | None]:
        records = b"".join(
            call.to + len(call.data).to_bytes(4, "big") + call.data for call in calls
        )
        request = {"to": _PLACE, "data": f"0x{records.hex()}"}
        program = {_PLACE: {"code": f"0x{PROGRAM.hex()}"}}
        answer = await self._rpc.call("eth_call", request, self._block, program)
        with reading("the results of views"):
            found = list(_records(unhex(answer)))
            if len(found) != len(calls):
                raise ValueError("results of other calls")
        return found

    async def _plainly(self, calls: Sequence[Call]) -> list[bytes | RpcError]:
        requests = [
            Request(
                "eth_call",
                ({"to": f"0x{call.to.hex()}", "data": f"0x{call.data.hex()}"}, self._block),
            )
            for call in calls
        ]
        answers = await self._rpc.batch_answers(requests)
        with reading("the result of a view"):
            return [each if isinstance(each, RpcError) else unhex(each) for each in answers]


def _parts(calls: Sequence[Call]) -> Iterator[Sequence[Call]]:
    """Runs of calls that one request takes."""
    first = size = 0
    for place, call in enumerate(calls):
        size += len(call.data)
        if place > first and (place - first == _MOST_CALLS or size > _MOST_BYTES):
            yield calls[first:place]
            first, size = place, len(call.data)
    if calls:
        yield calls[first:]


def _records(answer: bytes) -> Iterator[bytes | None]:
    """The program's answer, taken apart; None for what failed."""
    at = 0
    while at < len(answer):
        word = int.from_bytes(answer[at : at + _WORD], "big")
        at += _WORD
        end = at + (word & 0xFFFF_FFFF)
        if end > len(answer):
            raise ValueError("an answer that ends too early")
        yield answer[at:end] if word >> 255 else None
        at = end
