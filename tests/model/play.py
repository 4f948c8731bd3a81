"""One history, driven through the contracts and through the model."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from tests.model.guide.guide import Guide
from tests.model.lens import Difference, Lens, same
from tests.model.operations import OPERATIONS, Step, perform, written
from tests.model.protocol.refusal import Refusal
from tests.model.protocol.world import World
from tests.model.stage import ACTORS, Stage, counterpart
from tests.model.view import View
from tests.model.views import Views

DONE = "done"
KEPT = Path("build/model")
LAST = 8


class Play:
    """Plays steps, and compares after each what it touched."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.world: World = counterpart(stage)
        self.views = Views(stage, self.world)
        self.lens = Lens(stage)
        self.steps: list[Step] = []
        self.outcomes: Counter[tuple[str, str]] = Counter()

    def play(self, step: Step) -> None:
        """One step; raises Difference if chain and model do not agree."""
        self.steps.append(step)
        call = written(step, self.stage)
        self.stage.node.call("evm_setNextBlockTimestamp", step.at)
        told = self.stage.send(step.sender, call.to, call.data, call.value)
        self.world.chain.now = step.at
        expected = self._perform(step, told)
        self._agree(expected, told)
        self.outcomes[step.operation, expected.name if expected else DONE] += 1
        self._name_tokens()
        self.lens.compare(self._touched(step))

    def compare_everything(self) -> None:
        """Look at all there is."""
        self.lens.compare(self.views.everything())

    def _perform(self, step: Step, told: Refusal | None) -> Refusal | None:
        """In the model; where the contracts refused, in a copy, since what is refused leaves no trace."""
        try:
            perform(step, self.world.copy() if told else self.world)
        except Refusal as refusal:
            return refusal
        return None

    def _agree(self, expected: Refusal | None, told: Refusal | None) -> None:
        if expected is None and told is None:
            return
        if expected is None or told is None or not same(expected, told):
            raise Difference(f"chain {told or DONE}, model {expected or DONE}")

    def _name_tokens(self) -> None:
        for token, launch in self.world.market.launches.items():
            if token not in self.stage.addresses:
                self.stage.name(token, self.stage.read("market", "tokenOf", launch.creator)[0])

    def _touched(self, step: Step) -> Iterator[View]:
        """Everybody's money, and all that the step has named."""
        world, views = self.world, self.views
        yield from views.money()
        named = {step.sender, *_named(step.arguments)}
        accounts = [each for each in views.accounts if each in named]
        tokens = {each for each in accounts if each in world.market.launches}
        for account in accounts:
            yield from views.account(account)
            own = world.market.creators.token_of.get(account, "")
            tokens |= {own} & set(world.market.launches)
        for token in sorted(tokens):
            yield from views.token(token)
            for account in (*ACTORS, "treasury"):
                yield from views.holding(token, account)
            yield from views.quotes(token, _amounts(step.arguments))
        yield from self._touched_moments(step, accounts)
        yield from self._touched_elsewhere(step, accounts)

    def _touched_moments(self, step: Step, accounts: list[str]) -> Iterator[View]:
        world, views = self.world, self.views
        numbers = set(_numbers(step.arguments))
        if step.operation in ("mint_voucher", "create_moment", "open_moment"):
            numbers.add(len(world.ledger.accounts))
        pieces = numbers & set(world.moments.pieces)
        moments = {each // 100_000 for each in pieces} | numbers
        for number in sorted(moments & set(range(1, len(world.ledger.accounts) + 1))):
            yield from views.moment(number)
            if number in world.moments.moments:
                yield from (views.minted_to(number, who) for who in accounts if who in ACTORS)
        for piece in sorted(pieces):
            yield from views.piece(piece)

    def _touched_elsewhere(self, step: Step, accounts: list[str]) -> Iterator[View]:
        world, views = self.world, self.views
        part = OPERATIONS[step.operation].part
        if part == "auctions":
            numbers = {*_numbers(step.arguments), len(world.auctions.auctions)}
            for number in numbers & set(range(1, len(world.auctions.auctions) + 1)):
                yield from views.auction(number)
        if part == "subscriptions":
            for account in accounts:
                yield from views.subscription(accounts[0], account)
        if part == "sounds" and world.sounds.sounds:
            yield views.sound(len(world.sounds.sounds))
        if part == "fund":
            yield from views.fund()


def history(play: Play, *, seed: int, steps: int, every: int) -> None:
    """A random history; everything is compared after every so many steps and in the end."""
    guide = Guide(play.world, seed)
    for step in guide.opening():
        play.play(step)
    while len(play.steps) < steps:
        play.play(guide.next())
        if len(play.steps) % every == 0:
            play.compare_everything()
    play.compare_everything()


def replay(play: Play, kept: Path) -> None:
    """A history that was kept, step by step; everything is compared in the end."""
    steps: list[Step] = pickle.loads(kept.read_bytes())
    for step in steps:
        play.play(step)
    play.compare_everything()


def told(play: Play, difference: Difference, *, seed: int) -> str:
    """What went wrong, and how to see it again; the history is kept."""
    kept = KEPT / f"{seed}.history"
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(pickle.dumps(play.steps))
    last = "\n".join(f"  {step}" for step in play.steps[-LAST:])
    again = f"make model SEED={seed} STEPS={len(play.steps)}, make model REPLAY={kept}"
    at = f"seed {seed}, step {len(play.steps)}"
    return f"{at}:\n{difference}\nlast steps:\n{last}\nagain: {again}"


def _flat(values: Iterable[Any]) -> Iterator[Any]:
    for value in values:
        if is_dataclass(value):
            yield from _flat(getattr(value, each.name) for each in fields(value))
        elif isinstance(value, tuple | list):
            yield from _flat(value)
        else:
            yield value


def _named(values: Iterable[Any]) -> Iterator[str]:
    return (each for each in _flat(values) if isinstance(each, str))


def _numbers(values: Iterable[Any]) -> Iterator[int]:
    return (each for each in _flat(values) if type(each) is int)


def _amounts(values: Iterable[Any]) -> list[int]:
    """Amounts to ask a quote for: those of the step itself."""
    return [each for each in values if type(each) is int and each < 2**128][:1]
