"""Before anything is written: node, deployment and database must speak of the same chain."""

from __future__ import annotations

import asyncio
from pathlib import Path

from toktok.chain.blocks import fetch_head, fetch_header, fetch_headers
from toktok.chain.deployments import Deployment, load_deployment
from toktok.chain.headers import Header, reading
from toktok.chain.rpc import Rpc
from toktok.errors import ChainMismatchError, RpcError, RpcUnavailableError
from toktok.store.engine import Store
from toktok.store.tables import Block, Cursor


async def deployment_on(rpc: Rpc, *, directory: Path) -> Deployment:
    """The record of the chain the node is on, compared with the node."""
    answer = await rpc.call("eth_chainId")
    with reading("a chain id"):
        chain_id = int(answer, 16)
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
    if code in ("0x", "", None):
        raise ChainMismatchError(
            f"There is no contract at the market's address 0x{deployment.market.hex()}: the chain "
            "was reset after the deployment."
        )
    return deployment


async def check_database(rpc: Rpc, store: Store, deployment: Deployment) -> None:
    """Refuse a database that mirrors another chain, or an earlier life of this one."""
    cursor, anchors = await asyncio.to_thread(_anchors, store)
    if cursor is None:
        return
    ours = (cursor.chain_id, cursor.genesis_hash, cursor.contracts, cursor.first_block)
    theirs = (
        deployment.chain_id,
        deployment.genesis_hash,
        deployment.fingerprint,
        deployment.first_block,
    )
    if ours != theirs:
        raise ChainMismatchError(
            f"The database mirrors chain {cursor.chain_id} with the market 0x{cursor.market.hex()}, "
            f"the node is on chain {deployment.chain_id} with 0x{deployment.market.hex()} and the "
            "contracts beside it."
        )
    headers = await fetch_headers(rpc, [anchor.number for anchor in anchors])
    if None in headers and (await fetch_head(rpc)).number >= anchors[-1].number:
        # Not a shorter chain; behind a load balancer the next one asked may have it.
        missing = anchors[headers.index(None)].number
        raise RpcError("eth_getBlockByNumber", code=0, message=f"no block {missing}")
    for anchor, header in zip(anchors, headers, strict=True):
        if header is None or header.hash != anchor.hash:
            raise ChainMismatchError(
                f"The chain was reset under the database: block {anchor.number} was "
                f"0x{anchor.hash.hex()}, the node has {_shown(header)}."
            )


def _anchors(store: Store) -> tuple[Cursor | None, list[Block]]:
    with store.read() as session:
        cursor = session.get(Cursor, 1)
        if cursor is None:
            return None, []
        found = [
            session.get(Block, number) for number in (cursor.first_block - 1, cursor.first_block)
        ]
    return cursor, [block for block in found if block is not None]


def _shown(header: Header | None) -> str:
    return "no such block" if header is None else f"0x{header.hash.hex()}"
