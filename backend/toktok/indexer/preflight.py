"""Before anything is written: node, deployment and database must speak of the same chain."""

from __future__ import annotations

from pathlib import Path

from toktok.chain.blocks import Header, fetch_header, fetch_headers
from toktok.chain.deployments import Deployment, load_deployment
from toktok.chain.rpc import Rpc
from toktok.errors import ChainMismatchError, RpcUnavailableError
from toktok.store.engine import Store
from toktok.store.tables import Block, Cursor


async def deployment_on(rpc: Rpc, *, directory: Path) -> Deployment:
    """The record of the chain the node is on, compared with the node."""
    chain_id = int(await rpc.call("eth_chainId"), 16)
    deployment = load_deployment(chain_id, directory=directory)
    genesis = await fetch_header(rpc, 0)
    if genesis is None:
        raise RpcUnavailableError("The node has no genesis block.")
    if genesis.hash != deployment.genesis_hash:
        raise ChainMismatchError(
            f"The contracts were deployed on another chain with the id {chain_id}: its genesis was "
            f"0x{deployment.genesis_hash.hex()}, the node's is 0x{genesis.hash.hex()}."
        )
    code = await rpc.call("eth_getCode", f"0x{deployment.market.hex()}", "latest")
    if len(code) <= len("0x"):
        raise ChainMismatchError(
            f"There is no contract at the market's address 0x{deployment.market.hex()}: the chain "
            "was reset after the deployment."
        )
    return deployment


async def check_database(rpc: Rpc, store: Store, deployment: Deployment) -> None:
    """Refuse a database that mirrors another chain, or an earlier life of this one."""
    with store.read() as session:
        cursor = session.get(Cursor, 1)
        if cursor is None:
            return
        anchors = [
            block
            for number in (cursor.first_block - 1, cursor.first_block)
            if (block := session.get(Block, number)) is not None
        ]
    ours = (cursor.chain_id, cursor.genesis_hash, cursor.market, cursor.first_block)
    theirs = (
        deployment.chain_id,
        deployment.genesis_hash,
        deployment.market,
        deployment.first_block,
    )
    if ours != theirs:
        raise ChainMismatchError(
            f"The database mirrors chain {cursor.chain_id} with the market 0x{cursor.market.hex()}, "
            f"the node is on chain {deployment.chain_id} with 0x{deployment.market.hex()}."
        )
    headers = await fetch_headers(rpc, [anchor.number for anchor in anchors])
    for anchor, header in zip(anchors, headers, strict=True):
        if header is None or header.hash != anchor.hash:
            raise ChainMismatchError(
                f"The chain was reset under the database: block {anchor.number} was "
                f"0x{anchor.hash.hex()}, the node has {_shown(header)}."
            )


def _shown(header: Header | None) -> str:
    return "no such block" if header is None else f"0x{header.hash.hex()}"
