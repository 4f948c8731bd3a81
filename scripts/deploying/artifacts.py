"""What the compiler made of the contracts, and whether a chain carries the same."""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stdout
from typing import Any, TextIO

from brownie import Contract, project
from brownie.exceptions import CompilerError
from eth_utils import keccak

from scripts.root import ROOT

# Contracts that the project knows by a name of its own.
SOURCE_NAMES = {"AccessManager": "Roles"}

_PUSH1 = 0x60
_PUSH32 = 0x7F


class BuildError(Exception):
    """The contracts do not compile; the message is the compiler's."""


class Artifacts:
    """The compiled contracts of the project, by name."""

    def __init__(self, loaded: Any) -> None:
        self._project = loaded

    def abi(self, name: str) -> list[dict[str, Any]]:
        """The ABI of contract `name`."""
        abi: list[dict[str, Any]] = self._build(name)["abi"]
        return abi

    def runtime(self, name: str) -> bytes:
        """The code of contract `name` as it stands on a chain, immutables left at zero."""
        return bytes.fromhex(self._build(name)["deployedBytecode"].removeprefix("0x"))

    def sources(self, name: str) -> tuple[str, list[str]]:
        """The file of contract `name`, and every file it is compiled from."""
        build = self._build(name)
        return build["sourcePath"], list(build["allSourcePaths"].values())

    def creation(self, name: str, *arguments: object) -> str:
        """What a transaction must carry to deploy contract `name`, in hex."""
        container = self._container(name)
        data: str = container.deploy.encode_input(*arguments)
        return data if data.startswith("0x") else f"0x{data}"

    def at(self, name: str, address: str) -> Contract:
        """Contract `name` at `address` on the connected network."""
        return Contract.from_abi(name, address, self.abi(name), persist=False)

    def _build(self, name: str) -> dict[str, Any]:
        build: dict[str, Any] = self._container(name)._build
        return build

    def _container(self, name: str) -> Any:
        return self._project[SOURCE_NAMES.get(name, name)]


def load_artifacts() -> Artifacts:
    """Compile what changed since the last time. Raises BuildError."""
    loaded = next((each for each in project.get_loaded_projects() if each._path == ROOT), None)
    if loaded is None:
        try:
            with redirect_stdout(_Headlines(sys.stdout)):
                loaded = project.load(str(ROOT), "Toktok")
        except CompilerError as error:
            paragraphs = [each for each in str(error).split("\n\n") if "Error: " in each]
            raise BuildError("\n\n".join(paragraphs) or str(error)) from None
    return Artifacts(loaded)


class _Headlines(io.TextIOBase):
    """Lets through that Brownie compiles, and not the list of everything it has compiled."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        if text.startswith("Compiling"):
            self._stream.write("Compiling the contracts, up to a minute...\n")
            self._stream.flush()
        return len(text)


def code_hash(code: bytes) -> str:
    """Keccak-256 of a contract's code, in hex."""
    return f"0x{keccak(code).hex()}"


def same_code(compiled: bytes, deployed: bytes) -> bool:
    """Whether `deployed` is `compiled` with its immutables filled in.

    The compiler leaves a 32-byte zero in place of every immutable; the notes it appends about its
    sources do not run and are left aside.
    """
    template, code = _without_notes(compiled), _without_notes(deployed)
    if len(template) != len(code):
        return False
    at = 0
    while at < len(template):
        operation = template[at]
        width = operation - _PUSH1 + 1 if _PUSH1 <= operation <= _PUSH32 else 0
        operand = slice(at + 1, at + 1 + width)
        immutable = operation == _PUSH32 and not any(template[operand])
        if code[at] != operation or not (immutable or template[operand] == code[operand]):
            return False
        at += 1 + width
    return True


def _without_notes(code: bytes) -> bytes:
    """`code` without the CBOR that its last two bytes give the length of."""
    if len(code) < 2:
        return code
    length = int.from_bytes(code[-2:], "big") + 2
    return code[:-length] if length < len(code) else code
