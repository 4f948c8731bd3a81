"""The text people sign to sign in (EIP-4361), and its digest as wallets sign it (EIP-191)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from eth_hash.auto import keccak

from toktok.chain.addresses import checksum
from toktok.market.values import Address, Hash

STATEMENT = "Sign in to Toktok. This costs nothing and moves nothing."

_NONCE = re.compile(r"^Nonce: ([0-9a-zA-Z]{8,64})$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Challenge:
    """What one text says; times in Unix seconds, `origin` such as https://toktok.example."""

    origin: str
    account: Address
    chain_id: int
    nonce: str
    issued_at: int
    expires_at: int

    @property
    def message(self) -> str:
        """The text, letter by letter as the standard's grammar has it."""
        domain = self.origin.partition("://")[2]
        return "\n".join(
            (
                f"{domain} wants you to sign in with your Ethereum account:",
                checksum(self.account),
                "",
                STATEMENT,
                "",
                f"URI: {self.origin}",
                "Version: 1",
                f"Chain ID: {self.chain_id}",
                f"Nonce: {self.nonce}",
                f"Issued At: {_written(self.issued_at)}",
                f"Expiration Time: {_written(self.expires_at)}",
            )
        )


def nonce_of(message: str) -> str | None:
    """The nonce in a text that was signed; None if it has none, or several."""
    found = _NONCE.findall(message)
    return found[0] if len(found) == 1 else None


def digest_of(message: str) -> Hash:
    """What `personal_sign` signs."""
    content = message.encode()
    return keccak(b"\x19Ethereum Signed Message:\n%d" % len(content) + content)


def _written(timestamp: int) -> str:
    return datetime.fromtimestamp(timestamp, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
