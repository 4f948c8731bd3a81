"""Deployment records: found, complete, of the right chain."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from toktok.chain.deployments import Deployment, load_deployment
from toktok.errors import ChainMismatchError, ConfigError

RECORD = {
    "chain_id": 1337,
    "network": "ganache",
    "genesis_hash": "0x" + "11" * 32,
    "first_block": 3,
    "contracts": {
        name: {"address": f"0x{number:040x}"}
        for number, name in enumerate(
            (
                "AccessManager",
                "ToktokToken",
                "CreatorMarket",
                "PayoutLedger",
                "CreatorToken",
                "SoundLibrary",
                "TopMoments",
                "MomentAuction",
                "MomentExchange",
                "Subscriptions",
                "CreatorFund",
            ),
            1,
        )
    },
}


def test_a_record_is_read(tmp_path: Path) -> None:
    (tmp_path / "1337.json").write_text(json.dumps(RECORD))
    deployment = load_deployment(1337, directory=tmp_path)
    assert deployment.first_block == 3
    assert deployment.market == (3).to_bytes(20, "big")
    assert deployment.fund == (11).to_bytes(20, "big")
    assert deployment.name_of(deployment.moments) == "TopMoments"
    assert deployment.genesis_hash == b"\x11" * 32


def test_a_record_of_before_names_the_contract_that_is_missing(tmp_path: Path) -> None:
    record = json.loads(json.dumps(RECORD))
    del record["contracts"]["TopMoments"]
    (tmp_path / "1337.json").write_text(json.dumps(record))
    with pytest.raises(ConfigError, match="TopMoments"):
        load_deployment(1337, directory=tmp_path)


def test_another_address_is_another_fingerprint() -> None:
    at = [number.to_bytes(20, "big") for number in range(11)]
    prints = set()
    followed = (1, 2, 3, 5, 6, 7, 8, 9, 10)
    for place in followed:
        addresses = [*at[:place], b"\xff" * 20, *at[place + 1 :]]
        prints.add(Deployment(1, "test", bytes(32), 1, *addresses).fingerprint)
    assert len(prints) == len(followed)


def test_a_missing_record_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="make up"):
        load_deployment(1337, directory=tmp_path)


@pytest.mark.parametrize("missing", ["contracts", "genesis_hash", "first_block"])
def test_half_a_record_is_refused(tmp_path: Path, missing: str) -> None:
    half = {key: value for key, value in RECORD.items() if key != missing}
    (tmp_path / "1337.json").write_text(json.dumps(half))
    with pytest.raises(ConfigError, match=missing):
        load_deployment(1337, directory=tmp_path)


def test_a_record_of_another_chain_is_refused(tmp_path: Path) -> None:
    (tmp_path / "1.json").write_text(json.dumps(RECORD))
    with pytest.raises(ChainMismatchError, match="chain 1337"):
        load_deployment(1, directory=tmp_path)
