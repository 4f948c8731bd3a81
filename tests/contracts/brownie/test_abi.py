"""The committed ABIs are what the compiler says."""

from __future__ import annotations

from scripts.export_abi import exported, outdated, render
from scripts.protocol import NAMES


def test_the_committed_abis_are_up_to_date(artifacts):
    assert outdated(exported(artifacts)) == [], "run `python -m scripts.export_abi`"


def test_the_text_does_not_depend_on_the_order_of_the_compiler(artifacts):
    abi = artifacts.abi("CreatorMarket")
    assert render(abi) == render(abi[::-1])


def test_every_contract_is_exported(artifacts):
    assert {path.stem for path in exported(artifacts)} == set(NAMES)
