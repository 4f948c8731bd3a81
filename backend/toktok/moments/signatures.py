"""Whether an account signed a digest: by its key, or by what its contract says (EIP-1271)."""

from __future__ import annotations

from eth_abi.abi import encode
from eth_hash.auto import keccak
from eth_keys.datatypes import Signature
from eth_keys.exceptions import BadSignature
from eth_utils.exceptions import ValidationError

from toktok.chain.rpc import Rpc
from toktok.errors import RpcError
from toktok.market.values import Address, Hash

#: Half of the order of secp256k1: of the two signatures with the same meaning, contracts take the
#: one with the smaller s.
_GREATEST_S = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0
_LENGTH = 65
_MAGIC = keccak(b"isValidSignature(bytes32,bytes)")[:4]
_GAS = 3_000_000


def recover(digest: Hash, signature: bytes) -> Address | None:
    """Whose key made the signature (r, s, v with v 27 or 28); None if nobody's."""
    if len(signature) != _LENGTH or signature[64] not in (27, 28):
        return None
    r, s = int.from_bytes(signature[:32]), int.from_bytes(signature[32:64])
    if s > _GREATEST_S:
        return None
    try:
        made = Signature(vrs=(signature[64] - 27, r, s))
        return made.recover_public_key_from_msg_hash(digest).to_canonical_address()
    except (BadSignature, ValidationError):
        return None


async def contract_accepts(rpc: Rpc, account: Address, digest: Hash, signature: bytes) -> bool:
    """Whether the contract `account` takes the signature for its own, at the node's head."""
    data = _MAGIC + encode(["bytes32", "bytes"], (digest, signature))
    call = {"to": f"0x{account.hex()}", "data": f"0x{data.hex()}", "gas": hex(_GAS)}
    try:
        answer: str = await rpc.call("eth_call", call, "latest")
    except RpcError:
        return False
    said = bytes.fromhex(answer[2:])
    return len(said) >= 32 and said[:32] == _MAGIC.ljust(32, b"\x00")


async def is_signed(rpc: Rpc, account: Address, digest: Hash, signature: bytes) -> bool:
    """Whether the contracts would take the signature for `account`'s: its key first, then its code."""
    if recover(digest, signature) == account:
        return True
    return await contract_accepts(rpc, account, digest, signature)
