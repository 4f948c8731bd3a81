"""The key by which a push service knows who sends (VAPID, RFC 8292)."""

from __future__ import annotations

import orjson
from Crypto.Hash import SHA256
from Crypto.PublicKey import ECC
from Crypto.Signature import DSS

from toktok.accounts.push.encoding import read, written
from toktok.errors import ConfigError

CURVE = "P-256"

GOOD_FOR = 12 * 3_600
"""Seconds a signed word is good for; services refuse more than a day."""


class PushKey:
    """A key of P-256, and whom a push service writes to when something is wrong."""

    def __init__(self, private: str, contact: str) -> None:
        self._key = _key(private)
        self._contact = contact
        self.public = written(self._key.public_key().export_key(format="SEC1"))
        """The public key as browsers are given it."""

    def authorization(self, origin: str, *, now: int) -> str:
        """What to tell the service at `origin`: who sends, until when that counts, signed."""
        head = written(orjson.dumps({"typ": "JWT", "alg": "ES256"}))
        claims = {"aud": origin, "exp": now + GOOD_FOR, "sub": self._contact}
        said = f"{head}.{written(orjson.dumps(claims))}"
        signature = DSS.new(self._key, "deterministic-rfc6979").sign(SHA256.new(said.encode()))
        return f"vapid t={said}.{written(signature)}, k={self.public}"


def new_private() -> str:
    """A new key, as TOKTOK_PUSH_KEY takes it."""
    return written(int(ECC.generate(curve=CURVE).d).to_bytes(32, "big"))


def _key(private: str) -> ECC.EccKey:
    try:
        return ECC.construct(curve=CURVE, d=int.from_bytes(read(private), "big"))
    except ValueError:
        raise ConfigError(
            "TOKTOK_PUSH_KEY is no private key of P-256.", remedy="`toktok push-key` makes one."
        ) from None
