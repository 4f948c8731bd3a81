"""Give a local chain a past: `python -m scripts.seed`.

Eleven invented creators and 44 fans live through 34 days of launches, trades, tips and claims, all
of it real transactions in chain time that ends now, and the same on every machine. Run again, it
changes nothing; interrupted, it goes on where it stopped. It needs a Ganache that has not been used
for anything else, begun 34 days ago (--chain.time), with 60 accounts.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence

from brownie import accounts
from tqdm import tqdm  # type: ignore[import-untyped]

from scripts.artifacts import BuildError, load_artifacts
from scripts.cast import CREATORS, WALLET_SIZE, Creator
from scripts.deploy import deploy, verify
from scripts.deployment import Contracts, DeployError, connect_contracts
from scripts.networks import NETWORKS, NetworkError, connect, deployer
from scripts.plan import Act, Plan
from scripts.record import RecordError, read_record, record_path
from scripts.sending import SendError
from scripts.stage import SeedError, Stage, acts_played

NETWORK = NETWORKS["ganache"]


def seed(
    contracts: Contracts,
    acts: Sequence[Act],
    *,
    wallet: Sequence[str],
    creators: Sequence[Creator] = CREATORS,
) -> int:
    """Play what the chain lacks of `acts`; how many that were. Raises SeedError."""
    done = acts_played(acts, wallet)
    if done == len(acts):
        return 0
    stage = Stage(contracts, wallet, creators)
    stage.resume_clock()
    progress = tqdm(
        acts[done:],
        desc="Seeding",
        initial=done,
        total=len(acts),
        unit="tx",
        # A log file gets a line now and then, a terminal a bar that moves.
        mininterval=0.1 if sys.stderr.isatty() else 5,
    )
    for act in progress:
        stage.play(act)
    stage.catch_up()
    return len(acts) - done


def main() -> int:
    """The command; 0 when the chain is seeded."""
    parser = argparse.ArgumentParser(
        prog="python -m scripts.seed",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--deploy", action="store_true", help="deploy first what is missing")
    given = parser.parse_args()
    try:
        connect(NETWORK.id)
        contracts = _contracts(deploy_first=given.deploy)
        if len(accounts) < WALLET_SIZE:
            raise SeedError(f"Ganache needs --wallet.totalAccounts {WALLET_SIZE}")
        acts = Plan(CREATORS).build()
        began = time.monotonic()
        played = seed(contracts, acts, wallet=[each.address for each in accounts])
    except (SeedError, DeployError, SendError, RecordError, NetworkError, BuildError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    if played:
        print(f"Seeded: {played} transactions in {time.monotonic() - began:.0f} s.")
    else:
        print(f"Already seeded with {len(acts)} transactions, nothing changed.")
    return 0


def _contracts(*, deploy_first: bool) -> Contracts:
    if deploy_first:
        return deploy(NETWORK, deployer(NETWORK), load_artifacts())
    path = record_path(NETWORK.chain_id, local=True)
    record = read_record(path)
    if record is None or record.unfinished is not None:
        raise SeedError(f"the contracts are not deployed ({path}): `python -m scripts.deploy`")
    artifacts = load_artifacts()
    verify(artifacts, record, path)
    return connect_contracts(artifacts, record)


if __name__ == "__main__":
    sys.exit(main())
