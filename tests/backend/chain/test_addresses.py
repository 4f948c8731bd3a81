"""Addresses as people write them."""

from __future__ import annotations

import pytest

from toktok.chain.addresses import checksum


@pytest.mark.parametrize(
    "text",
    [
        # The examples of EIP-55.
        "0x52908400098527886E0F7030069857D2E4169EE7",
        "0xde709f2102306220921060314715629080e2fb77",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
        "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
    ],
)
def test_addresses_carry_a_checksum(text: str) -> None:
    assert checksum(bytes.fromhex(text[2:])) == text
