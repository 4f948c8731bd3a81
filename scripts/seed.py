"""Give a local chain a past: `python -m scripts.seed`.

Eleven invented creators and 44 fans live through 34 days of launches, trades, moments, auctions,
orders, subscriptions, tips and claims, all of it real transactions in chain time that ends now, and
the same on every machine. Run again, it changes nothing; interrupted, it goes on where it stopped.
It needs a Ganache that has not been used for anything else, begun 34 days ago (--chain.time), with
61 accounts. Media and metadata go to TOKTOK_MEDIA_DIR, .toktok/media if not set.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

from brownie import accounts
from tqdm import tqdm  # type: ignore[import-untyped]

from scripts.deploy import deploy, verify
from scripts.deploying.artifacts import BuildError, load_artifacts
from scripts.deploying.contracts import Contracts, DeployError, connect_contracts
from scripts.deploying.networks import NETWORKS, NetworkError, connect, deployer
from scripts.deploying.protocol import OPERATOR_ROLE
from scripts.deploying.record import RecordError, read_record, record_path
from scripts.deploying.sending import SendError
from scripts.root import ROOT
from scripts.seeding.calls.scene import Scene
from scripts.seeding.cast import CREATORS, OPERATOR, WALLET_SIZE
from scripts.seeding.plan import make_plan
from scripts.seeding.signed import write_signed
from scripts.seeding.stage import SeedError, Stage, acts_played, chain_began
from scripts.seeding.studio.shelf import Studio
from toktok.media.folder import MediaFolder

NETWORK = NETWORKS["ganache"]


def seed(scene: Scene) -> int:
    """Play what the chain lacks of the plan; how many acts that were. Raises SeedError."""
    acts = scene.plan.acts
    done = acts_played(acts, scene.wallet)
    if done == len(acts):
        return 0
    stage = Stage(scene)
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
    parser.add_argument("--signed", type=Path, help="where to put open orders and vouchers")
    given = parser.parse_args()
    try:
        connect(NETWORK.id)
        if len(accounts) < WALLET_SIZE:
            raise SeedError(f"Ganache needs --wallet.totalAccounts {WALLET_SIZE}")
        contracts = _contracts(deploy_first=given.deploy)
        began = time.monotonic()
        scene = _scene(contracts)
        played = seed(scene)
        if given.signed:
            write_signed(given.signed, scene)
    except (SeedError, DeployError, SendError, RecordError, NetworkError, BuildError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    if played:
        print(f"Seeded: {played} transactions in {time.monotonic() - began:.0f} s.")
    else:
        print(f"Already seeded with {len(scene.plan.acts)} transactions, nothing changed.")
    print(_summary(contracts))
    return 0


def _summary(contracts: Contracts) -> str:
    """What there is on the chain now."""
    counts = {
        "creators": len(CREATORS),
        "moments": contracts.ledger.momentCount(),
        "sounds": contracts.sounds.soundCount(),
        "auctions": contracts.auction.auctionCount(),
    }
    listed = ", ".join(f"{count} {name}" for name, count in counts.items())
    return f"On the chain: {listed}; the fund is in period {contracts.fund.currentRoot()[0] + 1}."


def _contracts(*, deploy_first: bool) -> Contracts:
    """What stands. Raises SeedError unless the fund's operator is the one the seed plays."""
    operator = accounts[OPERATOR].address
    if deploy_first:
        os.environ.setdefault("TOKTOK_OPERATOR", operator)
        contracts = deploy(NETWORK, deployer(NETWORK), load_artifacts())
    else:
        contracts = _deployed()
    if not contracts.access_manager.hasRole(OPERATOR_ROLE, operator)[0]:
        raise SeedError(f"the fund's operator must be {operator}: deploy with TOKTOK_OPERATOR so")
    return contracts


def _deployed() -> Contracts:
    path = record_path(NETWORK.chain_id, local=True)
    record = read_record(path)
    if record is None or record.unfinished is not None:
        raise SeedError(f"the contracts are not deployed ({path}): `python -m scripts.deploy`")
    artifacts = load_artifacts()
    verify(artifacts, record, path)
    return connect_contracts(artifacts, record)


def _scene(contracts: Contracts) -> Scene:
    folder = MediaFolder(Path(os.environ.get("TOKTOK_MEDIA_DIR") or ROOT / ".toktok/media"))
    began = time.monotonic()
    media = Studio(folder).make_all()
    print(f"Clips, posters and sounds of {len(media)} works in {time.monotonic() - began:.0f} s.")
    wallet = [each.address for each in accounts]
    return Scene(contracts, wallet, make_plan(), media, folder, chain_began())


if __name__ == "__main__":
    sys.exit(main())
