"""Settings that follow from others."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from toktok.config import Settings

KEYED = "https://provider.example/v3/secret-key"
OPEN = "https://rpc.example"


@pytest.mark.parametrize(
    ("chain_id", "public", "told"),
    [
        (1337, None, KEYED),
        (31337, None, KEYED),
        (31337, OPEN, OPEN),
        (11155111, OPEN, OPEN),
        (11155111, None, None),
        (None, None, None),
    ],
)
def test_wallets_are_told_the_node_only_where_it_is_ones_own(
    chain_id: int | None, public: str | None, told: str | None
) -> None:
    settings = Settings(rpc_url=KEYED, public_rpc_url=public)
    assert settings.wallet_rpc_url(chain_id) == told


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        ("toktok.example", "http://toktok.example:8000"),
        ("0.0.0.0", "http://127.0.0.1:8000"),
        ("::", "http://[::1]:8000"),
        ("::1", "http://[::1]:8000"),
        ("2001:db8::7", "http://[2001:db8::7]:8000"),
    ],
)
def test_the_address_of_the_server_can_be_opened(host: str, url: str) -> None:
    assert Settings(host=host, port=8000).url == url


def test_every_setting_is_in_the_manual() -> None:
    manual = (Path(__file__).parents[2] / "docs/operations.md").read_text()
    for name in Settings.model_fields:
        assert f"`TOKTOK_{name.upper()}`" in manual


def test_operators_are_those_who_are_named() -> None:
    one, other = "0x" + "ab" * 20, "0x" + "CD" * 20
    settings = Settings(operators=f" {one}, {other},")
    assert settings.is_operator(bytes.fromhex("ab" * 20))
    assert settings.is_operator(bytes.fromhex("cd" * 20))
    assert not settings.is_operator(bytes.fromhex("ef" * 20))
    assert not settings.is_operator(None)
    assert not Settings().is_operator(bytes(20))
    with pytest.raises(ValidationError, match="'nobody' is not an address"):
        Settings(operators=f"{one},nobody")
