"""The committed ABIs are what the compiler says."""

from __future__ import annotations

import subprocess

from scripts.deploying.protocol import NAMES
from scripts.deploying.sources import hash_of
from scripts.export_abi import exported, outdated, render


def test_the_committed_abis_are_up_to_date(artifacts):
    assert outdated(exported(artifacts)) == [], "run `python -m scripts.export_abi`"


def test_the_text_does_not_depend_on_the_order_of_the_compiler(artifacts):
    abi = artifacts.abi("CreatorMarket")
    assert render(abi) == render(abi[::-1])


def test_every_contract_is_exported(artifacts):
    assert {path.stem for path in exported(artifacts)} == {*NAMES, "sources"}


def test_the_hash_of_the_sources_is_what_anybody_computes(tmp_path):
    files = {"b.sol": b"contract B {}\n", "a.sol": b"contract A {}\n"}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    listed = subprocess.run(
        ["sha256sum", "a.sol", "b.sol"], cwd=tmp_path, capture_output=True, check=True
    ).stdout
    again = subprocess.run(["sha256sum"], input=listed, capture_output=True, check=True).stdout
    assert hash_of(list(files), root=tmp_path) == again.split()[0].decode()
