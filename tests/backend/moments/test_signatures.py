"""Only what the contracts take for a signature is one."""

from __future__ import annotations

import pytest
from eth_keys.datatypes import PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from tests.backend.moments.stall import Stall
from toktok.chain.rpc import Rpc
from toktok.moments.signatures import contract_accepts, is_signed, recover

pytestmark = pytest.mark.databases("sqlite")

ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
KEY = PrivateKey(b"\x21" * 32)
ACCOUNT = KEY.public_key.to_canonical_address()
DIGEST = b"\x42" * 32


def signed(digest: bytes = DIGEST) -> bytes:
    """The key's signature as wallets write it."""
    made = KEY.sign_msg_hash(digest)
    r, s, v = int(made.r), int(made.s), int(made.v)
    return r.to_bytes(32) + s.to_bytes(32) + bytes([27 + v])


def test_the_signer_is_recovered() -> None:
    assert recover(DIGEST, signed()) == ACCOUNT
    assert recover(b"\x43" * 32, signed()) != ACCOUNT


@given(st.binary(max_size=100))
def test_what_is_no_signature_is_nobodys(signature: bytes) -> None:
    assert recover(DIGEST, signature) != ACCOUNT


@pytest.mark.parametrize("v", [0, 1, 26, 29, 255])
def test_another_recovery_number_is_nobodys(v: int) -> None:
    assert recover(DIGEST, signed()[:64] + bytes([v])) is None


def test_the_other_signature_of_the_same_meaning_is_nobodys() -> None:
    whole = signed()
    s = ORDER - int.from_bytes(whole[32:64])
    twin = whole[:32] + s.to_bytes(32) + bytes([55 - whole[64]])
    assert recover(DIGEST, twin) is None


@pytest.mark.parametrize("part", [bytes(32), ORDER.to_bytes(32), b"\xff" * 32])
def test_numbers_out_of_range_are_nobodys(part: bytes) -> None:
    assert recover(DIGEST, part + signed()[32:]) is None
    assert recover(DIGEST, signed()[:32] + bytes(32) + signed()[64:]) is None


async def test_a_contract_is_asked_what_it_takes_for_its_own(stall: Stall) -> None:
    owner = stall.world.people[1]
    wallet = stall.wallet(owner)
    address = bytes.fromhex(wallet.address[2:])
    order = stall.order(wallet.address, 1, 100_001)
    digest: bytes = stall.world.exchange.read("hashOrder", order)
    theirs = stall.sign(order, by=stall.world.people[2])
    async with Rpc(stall.node.url) as rpc:
        signature = stall.sign(order, by=owner)
        assert await is_signed(rpc, address, digest, signature)
        assert not await is_signed(rpc, address, digest, theirs)
        assert not await contract_accepts(rpc, ACCOUNT, digest, signed(digest))
        nobody = bytes.fromhex(stall.world.tt.address[2:])
        assert not await contract_accepts(rpc, nobody, digest, signature)


async def test_a_key_signs_whether_its_account_runs_code_or_not(stall: Stall) -> None:
    address = f"0x{ACCOUNT.hex()}"
    async with Rpc(stall.node.url) as rpc:
        assert await is_signed(rpc, ACCOUNT, DIGEST, signed())
        assert not await is_signed(rpc, ACCOUNT, DIGEST, signed(b"\x01" * 32))
        stall.node.call("anvil_setCode", address, "0x00")
        try:
            assert await is_signed(rpc, ACCOUNT, DIGEST, signed())
        finally:
            stall.node.call("anvil_setCode", address, "0x")
