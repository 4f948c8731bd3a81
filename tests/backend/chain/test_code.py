"""What stands at the contracts' addresses is compared with what was deployed there."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

from eth_hash.auto import keccak

from tests.support.world import World
from toktok.chain.code import CodeCheck, sources
from toktok.chain.deployments import Deployment, load_deployment

WRONG = "0x" + "ab" * 32


def recorded(world: World, directory: Path, **changed: str) -> Any:
    """The record of `world` with the hashes of its code, some of them changed."""
    world.write_record(directory)
    (path,) = directory.iterdir()
    record = json.loads(path.read_text())
    for name, each in record["contracts"].items():
        code = bytes.fromhex(world.node.call("eth_getCode", each["address"], "latest")[2:])
        each["code_hash"] = changed.get(name, f"0x{keccak(code).hex()}")
    path.write_text(json.dumps(record))
    return partial(load_deployment, directory=directory)


def deployment_of(load: Any, world: World) -> Deployment:
    found: Deployment = load(int(world.node.call("eth_chainId"), 16))
    return found


async def test_code_is_compared_with_the_chain(world: World, tmp_path: Path) -> None:
    load = recorded(world, tmp_path, CreatorMarket=WRONG)
    check = CodeCheck(world.node.url, load)
    deployment = deployment_of(load, world)
    assert {each.as_deployed for each in check.contracts(deployment)} == {None}
    await check.run()
    found = {each.name: each.as_deployed for each in check.contracts(deployment)}
    assert found == {name: name != "CreatorMarket" for name in deployment.named}


async def test_record_without_hashes_is_not_taken_for_the_same(
    world: World, tmp_path: Path
) -> None:
    world.write_record(tmp_path)
    load = partial(load_deployment, directory=tmp_path)
    check = CodeCheck(world.node.url, load)
    await check.run()
    assert {each.as_deployed for each in check.contracts(deployment_of(load, world))} == {None}


def test_every_contract_has_its_sources() -> None:
    assert {len(each.sha256) for each in sources().values()} == {64}
    assert sources()["CreatorMarket"].path == "contracts/creators/CreatorMarket.sol"
    assert len({each.sha256 for each in sources().values()}) == len(sources())
