"""Messages that only one browser can read (RFC 8291), in the coding `aes128gcm` (RFC 8188)."""

from __future__ import annotations

import secrets

from Crypto.Cipher import AES
from Crypto.Hash import SHA256
from Crypto.Protocol.DH import key_agreement
from Crypto.Protocol.KDF import HKDF
from Crypto.PublicKey import ECC

from toktok.accounts.push.key import CURVE

PADDED = 1_024
"""All messages have this length, so that it says nothing about them."""

_RECORD = 4_096
_END = b"\x02"


def seal(message: bytes, *, key: bytes, secret: bytes) -> bytes:
    """The body that the browser with this public `key` and `secret` can open. Raises ValueError."""
    if len(message) >= PADDED:
        raise ValueError(f"{len(message)} bytes are more than a message has")
    padded = (message + _END).ljust(PADDED, b"\0")
    return sealed_record(
        padded,
        theirs=point(key),
        secret=secret,
        ours=ECC.generate(curve=CURVE),
        salt=secrets.token_bytes(16),
    )


def sealed_record(
    record: bytes, *, theirs: ECC.EccKey, secret: bytes, ours: ECC.EccKey, salt: bytes
) -> bytes:
    """One record, its end mark included, between a new key of ours and one of theirs."""
    own, other = (bytes(each.public_key().export_key(format="SEC1")) for each in (ours, theirs))
    shared = bytes(key_agreement(eph_priv=ours, static_pub=theirs, kdf=lambda agreed: agreed))
    keyed = _derived(shared, 32, salt=secret, info=b"WebPush: info\0" + other + own)
    content_key = _derived(keyed, 16, salt=salt, info=b"Content-Encoding: aes128gcm\0")
    nonce = _derived(keyed, 12, salt=salt, info=b"Content-Encoding: nonce\0")
    text, tag = AES.new(content_key, AES.MODE_GCM, nonce=nonce).encrypt_and_digest(record)
    return salt + _RECORD.to_bytes(4, "big") + bytes([len(own)]) + own + text + tag


def point(key: bytes) -> ECC.EccKey:
    """The public key in these 65 bytes. Raises ValueError unless they are a point of the curve."""
    if len(key) != 65 or key[0] != 4:
        raise ValueError("no uncompressed point")
    return ECC.import_key(key, curve_name=CURVE)


def _derived(master: bytes, length: int, *, salt: bytes, info: bytes) -> bytes:
    made = HKDF(master, length, salt, SHA256, context=info)
    assert isinstance(made, bytes)
    return made
