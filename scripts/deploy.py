"""Deploy the contracts: `python -m scripts.deploy [--network NAME] [--dry-run]`.

Networks: ganache (default), anvil, sepolia, base-sepolia. Settings come from the environment:

    TOKTOK_RPC_URL          the node; needed on public networks
    TOKTOK_DEPLOYER_KEY     who pays; needed on public networks
    TOKTOK_ADMIN            names the roles, after 2 days' notice; needed on public networks
    TOKTOK_GUARDIAN         may stop new entries for a while; needed on public networks
    TOKTOK_OPERATOR         posts the creator fund's roots; needed on public networks
    TOKTOK_PROTOCOL_PAYOUT  who may claim the protocol's fees; the admin if not set

Run again, it checks what stands and changes nothing; interrupted, it goes on where it stopped.
"""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import asdict
from pathlib import Path

from brownie import web3
from brownie.network.account import LocalAccount
from eth_utils import is_address, to_checksum_address

from scripts.deploying.artifacts import Artifacts, BuildError, code_hash, load_artifacts, same_code
from scripts.deploying.contracts import Contracts, DeployError, connect_contracts
from scripts.deploying.deployment import ADMIN_DELAY, Deployment, Terms
from scripts.deploying.networks import NETWORKS, Network, NetworkError, connect, deployer
from scripts.deploying.record import (
    Record,
    RecordError,
    Unfinished,
    read_record,
    record_path,
    write_record,
)
from scripts.deploying.sending import SendError
from scripts.deploying.wiring import verify_wiring


def terms_from_environment(chosen: Network, *, default: str) -> Terms:
    """The terms for `chosen`; on a local network everyone is `default` unless set.

    Raises DeployError when a public network lacks its roles.
    """

    def account(variable: str, fallback: str | None) -> str:
        given = os.environ.get(variable) or fallback
        if given is None:
            raise DeployError(f"{chosen.id} needs an address in {variable}")
        if not is_address(given):
            raise DeployError(f"{variable} is not an address: {given!r}")
        return str(to_checksum_address(given))

    fallback = default if chosen.local else None
    admin = account("TOKTOK_ADMIN", fallback)
    return Terms(
        admin=admin,
        guardian=account("TOKTOK_GUARDIAN", fallback),
        operator=account("TOKTOK_OPERATOR", fallback),
        payout=account("TOKTOK_PROTOCOL_PAYOUT", admin),
        min_window=60 if chosen.local else 3600,
        admin_delay=0 if chosen.local else ADMIN_DELAY,
    )


def deploy(chosen: Network, account: LocalAccount, artifacts: Artifacts) -> Contracts:
    """Deploy to the connected network what is missing there, and check what stands.

    Raises DeployError, SendError, RecordError.
    """
    path = record_path(chosen.chain_id, local=chosen.local)
    record = _record_of_this_chain(chosen, path)
    if record is None:
        record = _begin(chosen, account)
        write_record(path, record)
    verify(artifacts, record, path)
    if record.unfinished is None:
        print(f"Already deployed to {chosen.name}, nothing changed ({path}):")
        contracts = connect_contracts(artifacts, record)
    else:
        print(f"Deploying to {chosen.name} (chain {chosen.chain_id}) from {account.address}:")
        run = Deployment(artifacts, path, record, account)
        if not chosen.local:
            run.check_funds()
        contracts = run.run()
        verify(artifacts, record, path)
        print(f"Deployed; the record is {path}:")
    for name, each in record.contracts.items():
        print(f"  {name:<22} {each.address}  block {each.block}")
    return contracts


def dry_run(chosen: Network, account: LocalAccount, artifacts: Artifacts) -> None:
    """Print every transaction that `deploy` would send, and send none."""
    path = record_path(chosen.chain_id, local=chosen.local)
    record = _record_of_this_chain(chosen, path) or _begin(chosen, account)
    verify(artifacts, record, path)
    if record.unfinished is None:
        print(f"Already deployed to {chosen.name}: there is nothing to send.")
        return
    print(f"Would send to {chosen.name} (chain {chosen.chain_id}), at today's price at most:")
    Deployment(artifacts, path, record, account).dry_run()


def verify(artifacts: Artifacts, record: Record, path: Path) -> None:
    """Raises DeployError unless the chain carries today's contracts where `record` says."""
    for name, each in record.contracts.items():
        code = bytes(web3.eth.get_code(each.address))
        if not code:
            raise DeployError(f"{path} says that {name} is at {each.address}: nothing is there")
        if code_hash(code) != each.code_hash:
            raise DeployError(
                f"{name} at {each.address} is not what was deployed: its code hash is "
                f"{code_hash(code)}, {path} has {each.code_hash}"
            )
        if not same_code(artifacts.runtime(name), code):
            raise DeployError(
                f"{name} at {each.address} was made from other sources than these: check out "
                f"those, or {_begin_anew(record, path)}"
            )
    verify_wiring(artifacts, record, path)


def _record_of_this_chain(chosen: Network, path: Path) -> Record | None:
    """The record at `path`, if it speaks of the connected chain."""
    record = read_record(path)
    if record is None:
        return None
    genesis = _genesis_hash()
    if record.genesis_hash == genesis:
        return record
    if not chosen.local:
        raise DeployError(
            f"{path} is of another chain: its first block is {record.genesis_hash}, the node's "
            f"{genesis}; check TOKTOK_RPC_URL"
        )
    print(f"The chain was reset: what {path.name} says of chain {record.genesis_hash} is over.")
    return None


def _begin(chosen: Network, account: LocalAccount) -> Record:
    terms = terms_from_environment(chosen, default=account.address)
    return Record(
        chain_id=chosen.chain_id,
        network=chosen.id,
        genesis_hash=_genesis_hash(),
        unfinished=Unfinished(deployer=account.address, terms=asdict(terms)),
    )


def _begin_anew(record: Record, path: Path) -> str:
    if NETWORKS[record.network].local:
        return "begin anew with `make reset`"
    return f"move {path} away to deploy these beside them"


def _genesis_hash() -> str:
    found: str = web3.eth.get_block(0)["hash"].to_0x_hex()
    return found


def main() -> int:
    """The command; 0 when everything stands."""
    parser = argparse.ArgumentParser(
        prog="python -m scripts.deploy",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--network", default="ganache", choices=list(NETWORKS))
    parser.add_argument("--dry-run", action="store_true", help="print, send nothing")
    given = parser.parse_args()
    try:
        chosen = connect(given.network)
        account = deployer(chosen)
        artifacts = load_artifacts()
        if given.dry_run:
            dry_run(chosen, account, artifacts)
        else:
            deploy(chosen, account, artifacts)
    except (DeployError, SendError, RecordError, NetworkError, BuildError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
