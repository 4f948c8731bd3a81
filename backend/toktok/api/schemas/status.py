"""How the service is."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from toktok.api.schemas.values import Address, Hash, Record, Timestamp, Wei, example
from toktok.indexer.trouble import Case


class NodeHead(Record):
    """The node's last block, as far as it has answered."""

    number: int | None
    timestamp: Timestamp | None


class IndexedHead(Record):
    """The block the index stands at."""

    number: int
    hash: Hash
    timestamp: Timestamp


class Contracts(Record):
    """Addresses on this chain."""

    tt: Address
    market: Address
    ledger: Address
    access_manager: Address
    token_implementation: Address
    sounds: Address
    moments: Address
    auction: Address
    exchange: Address
    subscriptions: Address
    fund: Address


class Code(Record):
    """A contract, and what it is made of."""

    contract: str
    address: Address
    code_hash: Annotated[
        Hash | None, Field(description="Keccak-256 of its code when it was deployed.")
    ]
    as_deployed: Annotated[
        bool | None,
        Field(description="Whether the chain has that code; null until the node was asked."),
    ]
    source: Annotated[str, Field(description="The file it is written in.")]
    source_files: Annotated[int, Field(description="How many files it is compiled from.")]
    source_sha256: Annotated[
        str,
        Field(
            description="What `sha256sum FILES | sha256sum` prints for these, in the order of their paths."
        ),
    ]
    abi_sha256: str


class Audit(Record):
    """Values of this database, picked by chance, compared with what the contracts say."""

    block: int
    at: Annotated[int, Field(description="When, by the server's clock: Unix seconds.")]
    compared: int
    differences: int


class Status(Record):
    """Which chain this is, and how far the index is behind it."""

    model_config = example(
        {
            "chain_id": 1337,
            "genesis_hash": "0x2b2a1c0f3d1e7c59f0a7a6d8c4b3e2f1908d7c6b5a493827161504f3e2d1c0b9",
            "network": "ganache",
            "head": {"number": 42, "timestamp": 1_790_000_000},
            "cursor": {
                "number": 42,
                "hash": "0x5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060",
                "timestamp": 1_790_000_000,
            },
            "lag_blocks": 0,
            "lag_seconds": 0,
            "ready": True,
            "reason": None,
            "case": None,
            "values": {},
            "audit": {"block": 41, "at": 1_790_000_000, "compared": 312, "differences": 0},
            "paused": {},
            "launch_bond": "100000000000000000000",
            "contracts": {
                "tt": "0x8CdaF0CD259887258Bc13a92C0a6dA92698644C0",
                "market": "0xF12b5dd4EAD5F743C6BaA640B0216200e89B60Da",
                "ledger": "0x345cA3e014Aaf5dcA488057592ee47305D9B3e10",
                "access_manager": "0xf25186B5081Ff5cE73482AD761DB0eB0d25abfBF",
                "token_implementation": "0x59d3631c86BbE35EF041872d502F218A39FBa150",
                "sounds": "0xFB88dE099e13c3ED21F80a7a1E49f8CAEcF10df6",
                "moments": "0x2C2B9C9a4a25e24B174f26114e8926a9f2128FE4",
                "auction": "0x30753E4A8aad7F8597332E813735Def5dD395028",
                "exchange": "0xAa588d3737B611baFD7bD713445b314BD453a5C8",
                "subscriptions": "0xf204a4Ef082f5c04bB89F7D5E6568B796096735a",
                "fund": "0x75c35C980C0d37ef46DF04d31A140b65503c0eEd",
            },
            "code": [
                {
                    "contract": "CreatorMarket",
                    "address": "0xF12b5dd4EAD5F743C6BaA640B0216200e89B60Da",
                    "code_hash": "0x2c53e0b3384615246aae24b025044f93d8fd5704305810356b53f0bc01822a4c",
                    "as_deployed": True,
                    "source": "contracts/creators/CreatorMarket.sol",
                    "source_files": 32,
                    "source_sha256": "7a3d2b7c9a54f7f4d4fd7a4c3cbbd8f0c0d3b7f18e3a0f7d9d1f1a5c3f0b9e61",
                    "abi_sha256": "90b1d2c3b1d9c3e2c0d4f86a3d1f2e5b7c8a9d0e1f2a3b4c5d6e7f8091a2b3c4",
                }
            ],
            "public_rpc_url": "http://127.0.0.1:8545",
        }
    )

    chain_id: int | None
    genesis_hash: Annotated[
        Hash | None,
        Field(description="The first block: local chains that follow each other share the rest."),
    ]
    network: str | None
    head: NodeHead
    cursor: IndexedHead | None
    lag_blocks: int
    lag_seconds: int
    ready: bool
    reason: Annotated[str | None, Field(description="Why not ready, in words for operators.")]
    case: Annotated[
        Case | None, Field(description="Why not ready, for programs; pages have a sentence for it.")
    ]
    values: Annotated[dict[str, str], Field(description="What that sentence names.")]
    audit: Annotated[
        Audit | None,
        Field(description="The last sample compared with the chain, if there was one."),
    ]
    paused: Annotated[
        dict[str, Timestamp],
        Field(description="By contract: until when new entries are stopped, or were."),
    ]
    launch_bond: Wei
    contracts: Contracts | None
    code: list[Code]
    public_rpc_url: Annotated[
        str | None,
        Field(description="What to propose to a wallet; null if the operator proposes nothing."),
    ]


class Health(Record):
    """The process answers."""

    model_config = example({"status": "ok"})

    status: Literal["ok"]


class Readiness(Record):
    """Answers show the chain as it is now."""

    model_config = example(
        {"status": "ready", "block": 42, "head": 42, "lag_blocks": 0, "lag_seconds": 0}
    )

    status: Literal["ready"]
    block: Annotated[int | None, Field(description="The last block indexed.")]
    head: Annotated[int | None, Field(description="The node's last block.")]
    lag_blocks: int
    lag_seconds: Annotated[int, Field(description="Of the chain's clock.")]
