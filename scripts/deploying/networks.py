"""The networks that Brownie knows in this project, and how to connect to one.

Brownie keeps its list of networks in the home folder; this module brings its own, so that a clean
machine and an old Brownie user's machine behave alike. Nothing secret is read from a file: the RPC
address comes from TOKTOK_RPC_URL, the deployer's key from TOKTOK_DEPLOYER_KEY.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from brownie import accounts, network
from brownie._config import CONFIG
from brownie.network import contract
from brownie.network.account import LocalAccount

LOCAL_GAS_PRICE = "2 gwei"  # Brownie's own default of 0 waits for ever under a base fee.


class NetworkError(Exception):
    """The network cannot be used as asked; the message says what to set."""


@dataclass(frozen=True, slots=True)
class Network:
    """A chain that Brownie attaches to but never starts."""

    id: str
    name: str
    chain_id: int
    rpc_url: str | None = None

    @property
    def local(self) -> bool:
        """Whether the node holds unlocked accounts and its coins are worth nothing."""
        return self.rpc_url is not None


NETWORKS = {
    each.id: each
    for each in (
        Network("ganache", "Ganache", 1337, "http://127.0.0.1:8545"),
        Network("anvil", "Anvil", 31337, "http://127.0.0.1:8545"),
        Network("sepolia", "Sepolia", 11155111),
        Network("base-sepolia", "Base Sepolia", 84532),
    )
}


def register() -> None:
    """Tell Brownie about the networks above, in place of its own of the same names."""
    # Brownie would answer from memory for seconds after a block, and for ever about a reset chain.
    CONFIG.settings["eager_caching"] = False
    for each in NETWORKS.values():
        CONFIG.networks[each.id] = {
            "id": each.id,
            "name": each.name,
            "chainid": str(each.chain_id),
            "host": os.environ.get("TOKTOK_RPC_URL") or each.rpc_url or "",
            "timeout": 60,
        }


def connect(name: str = "ganache") -> Network:
    """Attach Brownie to the running node of network `name`.

    Raises NetworkError when the name is unknown, the address is missing, nothing answers there, or
    the node there is another chain.
    """
    wanted = NETWORKS.get(name)
    if wanted is None:
        raise NetworkError(f"unknown network {name!r}: choose one of {', '.join(NETWORKS)}")
    register()
    _keep_no_records()
    host = CONFIG.networks[name]["host"]
    if not host:
        raise NetworkError(f"{name} needs an RPC address: set TOKTOK_RPC_URL")
    network.connect(name)
    if not network.is_connected():
        raise NetworkError(f"no node answers at {host}: start it, or set TOKTOK_RPC_URL")
    chain_id = network.web3.eth.chain_id
    if chain_id != wanted.chain_id:
        network.disconnect()
        raise NetworkError(f"{host} is chain {chain_id}, but {name} is chain {wanted.chain_id}")
    if wanted.local:
        network.priority_fee(None)
        network.gas_price(LOCAL_GAS_PRICE)
    return wanted


def _keep_no_records() -> None:
    """Stop Brownie from recording deployments: Toktok keeps its own, per chain, in the repository.

    Brownie's would outlive a reset chain and claim its addresses, and writing them fails in the
    compiled build of 1.22.
    """
    contract._add_deployment = lambda *_: None
    contract.ProjectContract._save_deployment = lambda _: None


def deployer(chosen: Network) -> LocalAccount:
    """The account that deploys: TOKTOK_DEPLOYER_KEY, or a local node's first account.

    Raises NetworkError on a public network without a key.
    """
    if key := os.environ.get("TOKTOK_DEPLOYER_KEY"):
        try:
            return accounts.add(key)
        except ValueError:
            raise NetworkError("TOKTOK_DEPLOYER_KEY is not a private key in hex") from None
    if not chosen.local:
        raise NetworkError(f"{chosen.id} needs a funded account: set TOKTOK_DEPLOYER_KEY")
    return accounts[0]
