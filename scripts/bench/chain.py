"""A chain for benches: `python -m scripts.bench.chain --events 50000 --port 8545 --out FOLDER`.

Runs Anvil, deploys the contracts as tests do and fills blocks with what people do (`acts.MIX`), the same for the same
seed: 5 to 9 transactions a block, a block each 12 seconds, about 25 events that the indexer follows, so 50,000 events
are a good 2,000 blocks; some of the trades are made in bulk by a contract. `--fullness 10` makes blocks ten times as
full and a tenth of them: with each block Anvil computes the root of the whole state, so many are slow to make.
`--trades 1000000` adds so many trades, a hundred in a transaction. FOLDER then has the deployment record and, written last, chain.json. The node runs until this is interrupted.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

from scripts.bench.acts import Acts
from scripts.bench.counting import Count
from scripts.bench.crowd import Crowd
from scripts.bench.stories import Story, allow_sales, auction, found, join
from scripts.bench.wire import Wire
from tests.support.artifacts import artifact
from tests.support.node import anvil
from tests.support.world import World, deploy, send

_EARLY_CREATORS = 8
_EARLY_TRADERS = 40
_BLOCK_SECONDS = 12
_LEAST, _MOST = 5, 9
#: In blocks of the usual fullness.
_COUNTED_EACH = 100
_TRADER_EACH, _CREATOR_EACH, _AUCTION_EACH = 10, 400, 60


_QUIET_BLOCKS = 64
#: Trades in a transaction of the benches' contract, and in a block of such.
_BULK, _BULK_BLOCK = 100, 1_000
_BULK_FORTUNE = 10**23
#: Anybody sends without a key.
_ARGUMENTS = ("--auto-impersonate",)


@dataclass(frozen=True)
class Chain:
    """A chain that was made, and the node it is on."""

    url: str
    events: int
    blocks: int
    tokens: int
    accounts: int
    seconds: float
    kinds: dict[str, int]
    trader: str


class Maker:
    """Fills blocks until there are so many events."""

    def __init__(self, world: World, wire: Wire, *, seed: int, fullness: int) -> None:
        self._wire = wire
        self._fullness = fullness
        self._crowd = Crowd(
            world, Random(seed), trader=_trader(world), block_seconds=_BLOCK_SECONDS * fullness
        )
        self._acts = Acts(self._crowd)
        self._count = Count(world, self._crowd.born)
        self._stories: list[Story] = []
        self._blocks = self._creators = 0

    def make(self, events: int) -> None:
        """Blocks with at least so many events in them."""
        self._wire.call("evm_setAutomine", False)
        self._wire.call("anvil_setBlockTimestampInterval", self._crowd.block_seconds)
        head = self._wire.call("eth_getBlockByNumber", "latest", False)
        self._crowd.now = int(head["timestamp"], 16)
        self._stories.append(allow_sales(self._crowd))
        for _ in range(_EARLY_TRADERS):
            self._stories.append(join(self._crowd, self._crowd.stranger()))
            self._block(acts=0)
        self._stories += [self._founding() for _ in range(_EARLY_CREATORS)]
        while self._count.total < events:
            for _ in range(_COUNTED_EACH // self._fullness):
                self._usual_block()
            self._count.go_on(self._wire, int(self._wire.call("eth_blockNumber"), 16))
        # What is measured shall be history for everybody: nothing of it among the newest blocks.
        self._wire.call("anvil_mine", hex(_QUIET_BLOCKS))
        self._wire.call("evm_setAutomine", True)

    def trade(self, trades: int) -> None:
        """So many trades more, most of them many in one transaction."""
        self._wire.call("evm_setAutomine", False)
        for at in range(0, trades, _BULK_BLOCK):
            for begin in range(at, min(at + _BULK_BLOCK, trades), _BULK):
                size = min(_BULK, trades - begin)
                self._wire.call("eth_sendTransaction", self._acts.trades(size))
            self._wire.call("evm_mine")
            self._crowd.now += self._crowd.block_seconds
        self._wire.call("anvil_mine", hex(_QUIET_BLOCKS))
        self._wire.call("evm_setAutomine", True)

    def result(self, seconds: float) -> Chain:
        """What came of it."""
        crowd = self._crowd
        return Chain(
            url=crowd.world.node.url,
            events=self._count.total,
            blocks=crowd.world.node.block_number(),
            tokens=len(crowd.born),
            accounts=crowd.accounts,
            seconds=round(seconds, 1),
            kinds=dict(self._count.kinds.most_common()),
            trader=crowd.trader,
        )

    def _usual_block(self) -> None:
        crowd = self._crowd
        for _ in range(self._due(_TRADER_EACH)):
            self._stories.append(join(crowd, crowd.stranger()))
        for _ in range(self._due(_CREATOR_EACH)):
            self._stories.append(self._founding())
        for _ in range(self._due(_AUCTION_EACH) if crowd.markets else 0):
            self._stories.append(auction(crowd, crowd.market().creator))
        size = crowd.random.randint(_LEAST * self._fullness, _MOST * self._fullness)
        self._block(acts=size if crowd.markets else 0)

    def _due(self, each: int) -> int:
        """How many of something that comes with each so many usual blocks come with this one."""
        before = self._blocks * self._fullness
        return (before + self._fullness) // each - before // each

    def _founding(self) -> Story:
        self._creators += 1
        return found(self._crowd, self._creators)

    def _block(self, *, acts: int) -> None:
        """One block: what the stories have to tell, filled up with acts to so many transactions."""
        sent = 0
        for story in list(self._stories):
            told = next(story, None)
            if told is None:
                self._stories.remove(story)
                continue
            sent += len(told)
            for each in told:
                self._wire.call("eth_sendTransaction", each)
        for _ in range(sent, acts):
            self._wire.call("eth_sendTransaction", self._acts.any())
        self._wire.call("evm_mine")
        self._crowd.now += self._crowd.block_seconds
        self._blocks += 1


def _trader(world: World) -> str:
    """The benches' contract, deployed and rich."""
    deployer = world.accounts[0]
    code = artifact("BenchTrader")["bytecode"]["object"] + world.market.address[2:].rjust(64, "0")
    tx = send(world.node, deployer, None, code)
    address: str = world.node.call("eth_getTransactionReceipt", tx)["contractAddress"]
    world.tt.do(deployer, "depositTo", address, value=_BULK_FORTUNE)
    return address


@contextmanager
def bench_chain(
    events: int,
    folder: Path,
    *,
    port: int | None = None,
    seed: int = 1,
    fullness: int = 1,
    trades: int = 0,
) -> Iterator[Chain]:
    """A chain with at least so many events, and so many trades more; its deployment record is in `folder`."""
    # Of the chain's states the last will do; blocks and receipts all stay.
    with anvil(port=port, states=1, arguments=_ARGUMENTS) as node, Wire(node.url) as wire:
        begun = time.monotonic()
        world = deploy(node)
        world.write_record(folder)
        maker = Maker(world, wire, seed=seed, fullness=fullness)
        maker.make(events)
        maker.trade(trades)
        yield maker.result(time.monotonic() - begun)


def describe(chain: Chain) -> None:
    """Print what is on the chain."""
    print(
        f"{chain.events:,} events in {chain.blocks:,} blocks, {chain.tokens} creator tokens, "
        f"{chain.accounts:,} accounts, made in {chain.seconds:.0f} s"
    )
    for kind, count in chain.kinds.items():
        print(f"  {count:>9,}  {kind}")


def main() -> int:
    """The command: makes the chain and keeps it until interrupted."""
    parser = argparse.ArgumentParser(description="A chain for benches.")
    parser.add_argument("--events", type=int, default=50_000)
    parser.add_argument("--port", type=int)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fullness", type=int, default=1)
    parser.add_argument("--trades", type=int, default=0, help="so many more, in bulk")
    asked = parser.parse_args()
    for told in (
        signal.SIGINT,
        signal.SIGTERM,
    ):  # In the background a shell lets the first be ignored.
        signal.signal(told, signal.default_int_handler)
    try:
        with bench_chain(
            asked.events,
            asked.out,
            port=asked.port,
            seed=asked.seed,
            fullness=asked.fullness,
            trades=asked.trades,
        ) as chain:
            describe(chain)
            print(f"At {chain.url} until interrupted.", flush=True)
            (asked.out / "chain.json").write_text(json.dumps(asdict(chain), indent=1) + "\n")
            signal.pause()
    except KeyboardInterrupt:
        pass
    return 0


if __name__ == "__main__":
    sys.exit(main())
