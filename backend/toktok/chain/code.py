"""What stands at the addresses of the contracts: the code that was deployed, from sources anybody can hash."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from eth_hash.auto import keccak

from toktok.chain.deployments import Deployment
from toktok.chain.rpc import Request, RetryPolicy, Rpc
from toktok.errors import ToktokError

_LOG = logging.getLogger("toktok.chain")
#: Nobody waits for the answer: who has asked in vain asks again later.
_RETRY = RetryPolicy(attempts=1)
_AGAIN_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Source:
    """What a contract is compiled from: its file, how many files that takes, and SHA-256 of them all.

    The hash is what `sha256sum FILES | sha256sum` prints, the files in the order of their paths.
    `abi` is SHA-256 of the ABI file in this package.
    """

    path: str
    files: int
    sha256: str
    abi: str


@dataclass(frozen=True, slots=True)
class Deployed:
    """A contract: where it is, what it is, and whether the chain has the code that was deployed.

    `code_hash` is None where the record lacks it, `as_deployed` None until the node has been asked.
    """

    name: str
    address: bytes
    code_hash: bytes | None
    as_deployed: bool | None
    source: Source


class CodeCheck:
    """Asks the node once for the code of every contract: code never changes."""

    def __init__(self, rpc_url: str, deployment: Callable[[int], Deployment]) -> None:
        self._rpc_url = rpc_url
        self._deployment = deployment
        self._found: dict[str, bytes] = {}

    async def run(self) -> None:
        """Ask until there is an answer; no trouble ends it before."""
        async with Rpc(self._rpc_url, retry=_RETRY) as rpc:
            while not self._found:
                try:
                    self._found = await _code_hashes(rpc, self._deployment)
                except (ToktokError, ValueError, TypeError) as error:
                    _LOG.info("The code of the contracts cannot be compared yet. %s", error)
                    await asyncio.sleep(_AGAIN_SECONDS)

    def contracts(self, deployment: Deployment) -> list[Deployed]:
        """Every contract of the deployment, by name."""
        recorded = dict(deployment.code_hashes)
        return [
            Deployed(
                name=name,
                address=address,
                code_hash=recorded.get(name),
                as_deployed=self._compare(name, recorded.get(name)),
                source=sources()[name],
            )
            for name, address in sorted(deployment.named.items())
        ]

    def _compare(self, name: str, recorded: bytes | None) -> bool | None:
        found = self._found.get(name)
        return None if found is None or recorded is None else found == recorded


async def _code_hashes(rpc: Rpc, deployment: Callable[[int], Deployment]) -> dict[str, bytes]:
    chain_id = int(await rpc.call("eth_chainId"), 16)
    named = deployment(chain_id).named
    asked = [Request("eth_getCode", (f"0x{each.hex()}", "latest")) for each in named.values()]
    codes: list[str] = await rpc.batch(asked)
    return {
        name: keccak(bytes.fromhex(code.removeprefix("0x")))
        for name, code in zip(named, codes, strict=True)
    }


@lru_cache
def sources() -> dict[str, Source]:
    """What each contract is compiled from, by its name."""
    package = files("toktok.chain")
    said: dict[str, Any] = json.loads((package / "sources.json").read_text())
    return {
        name: Source(
            path=each["path"],
            files=each["files"],
            sha256=each["sha256"],
            abi=sha256((package / "abi" / f"{name}.json").read_bytes()).hexdigest(),
        )
        for name, each in said.items()
    }
