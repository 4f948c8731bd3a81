"""The name IPFS gives a file, from its bytes alone.

UnixFS as `ipfs add --cid-version=1` makes it: chunks of 262,144 bytes as raw leaves, at most 174
links in a node, a balanced tree; SHA-256, version 1, base32. Formats:
https://specs.ipfs.tech/unixfs/ and https://ipld.io/specs/codecs/dag-pb/spec/.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from mmap import mmap

CHUNK = 262_144
LINKS = 174
SCHEME = "ipfs://"

_VERSION = 1
_RAW = 0x55
_DAG_PB = 0x70
_SHA2_256 = bytes((0x12, 32))
_UNIXFS_FILE = 2

# What stands for version, codec and hash in base32; the digest follows.
_SHAPE = re.compile(r"baf(?:kre|ybe)i[a-z2-7]{52}")


@dataclass(frozen=True, slots=True)
class _Node:
    """A block of the tree: binary CID, bytes of file below it, bytes of all blocks below it."""

    cid: bytes
    file_bytes: int
    block_bytes: int


def cid_of(content: bytes | mmap) -> str:
    """The CID of a file, such as bafkrei… for up to one chunk and bafybei… above."""
    chunks = range(0, max(len(content), 1), CHUNK)
    nodes = [_leaf(content[at : at + CHUNK]) for at in chunks]
    while len(nodes) > 1:
        nodes = [_parent(nodes[at : at + LINKS]) for at in range(0, len(nodes), LINKS)]
    text = base64.b32encode(nodes[0].cid).decode().rstrip("=").lower()
    return f"b{text}"


def is_cid(text: str) -> bool:
    """Whether `text` looks like a name that `cid_of` gives."""
    return _SHAPE.fullmatch(text) is not None


def _leaf(chunk: bytes) -> _Node:
    return _Node(_cid(_RAW, chunk), len(chunk), len(chunk))


def _parent(children: Sequence[_Node]) -> _Node:
    """A dag-pb node: its links, then a UnixFS message that tells the sizes of what they lead to."""
    file_bytes = sum(each.file_bytes for each in children)
    message = _number(1, _UNIXFS_FILE) + _number(3, file_bytes)
    message += b"".join(_number(4, each.file_bytes) for each in children)
    links = b"".join(_bytes(2, _link(each)) for each in children)
    block = links + _bytes(1, message)
    below = sum(each.block_bytes for each in children)
    return _Node(_cid(_DAG_PB, block), file_bytes, len(block) + below)


def _link(child: _Node) -> bytes:
    return _bytes(1, child.cid) + _bytes(2, b"") + _number(3, child.block_bytes)


def _cid(codec: int, block: bytes) -> bytes:
    return bytes((_VERSION, codec)) + _SHA2_256 + sha256(block).digest()


def _number(field: int, value: int) -> bytes:
    """A protobuf field of wire type 0."""
    return _varint(field << 3) + _varint(value)


def _bytes(field: int, value: bytes) -> bytes:
    """A protobuf field of wire type 2."""
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
