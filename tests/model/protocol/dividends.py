"""One pool for the fans of a token, released without memory, and what each account has earned."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from math import isqrt

from tests.model.protocol.curve import S0

HALF_LIFE = 2 * 24 * 3_600
Q80 = 2**80
Q128 = 2**128
ACCUMULATOR_LIMIT = 2**120 - 1
_GUARD = 512


def up(number: int, divisor: int) -> int:
    """A quotient, rounded up."""
    return -(-number // divisor)


def root(number: int, degree: int) -> int:
    """The largest integer whose power is at most `number`, by halving."""
    least, beyond = 0, 1 << (number.bit_length() // degree + 1)
    while beyond - least > 1:
        middle = (least + beyond) // 2
        least, beyond = (middle, beyond) if middle**degree <= number else (least, middle)
    return least


@cache
def factors() -> tuple[int, ...]:
    """What is left of 2^128 after 1, 2, 4, ... 2^17 seconds: 2^128 * 2^(-s/HALF_LIFE), floored.

    A half-life has 2^8 * 3^3 * 5^2 seconds, so a second's factor is the root of a half by eight
    square roots, three cube roots and two fifth roots, here with 384 bits to spare.
    """
    second = 1 << (_GUARD - 1)
    for degree in (2,) * 8 + (3,) * 3 + (5,) * 2:
        shifted = second << (_GUARD * (degree - 1))
        second = isqrt(shifted) if degree == 2 else root(shifted, degree)
    found = []
    for _ in range(18):
        found.append(second >> (_GUARD - 128))
        second = second * second >> _GUARD
    return tuple(found)


def remaining(pool: int, elapsed: int) -> int:
    """What is left of a pool: pool * 2^(-elapsed/HALF_LIFE), rounded up, of a factor rounded down.

    The factor has 128 bits: the product of one for every bit of the seconds beyond whole
    half-lives, the lowest first, floored after each. After 128 half-lives nothing is left.
    """
    halvings, seconds = divmod(elapsed, HALF_LIFE)
    if halvings >= 128:
        return 0
    factor = Q128
    for bit, each in enumerate(factors()):
        if seconds >> bit & 1:
            factor = factor * each // Q128
    return up(up(pool * factor, Q128), 2**halvings)


@dataclass
class Earner:
    """Somebody's tokens, and what they have earned since the checkpoint and before.

    tokens: token wei. checkpoint: dividends per token wei, TT wei * 2^80. settled: TT wei put aside.
    """

    tokens: int = 0
    checkpoint: int = 0
    settled: int = 0

    def earned(self, accumulator: int) -> int:
        """TT wei that could be collected, rounded down."""
        return self.settled + self.tokens * (accumulator - self.checkpoint) // Q80

    def hold(self, tokens: int, accumulator: int) -> None:
        """Change the balance: what it earned travels in the checkpoint, or is put aside.

        The checkpoint goes back so far that the new balance has earned as much, rounded down; where
        that would be before the launch, or nothing is held any more, whole wei are put aside.
        """
        earned = self.tokens * (accumulator - self.checkpoint)
        back = earned // tokens if tokens else accumulator + 1
        if earned and back > accumulator:
            self.settled += earned // Q80
        self.checkpoint = accumulator - (back if earned and back <= accumulator else 0)
        self.tokens = tokens

    def settle(self, tokens: int, accumulator: int) -> None:
        """Put aside what was earned, in whole wei, and go on with so many tokens."""
        self.settled, self.checkpoint = self.earned(accumulator), accumulator
        self.tokens = tokens

    def collect(self, accumulator: int) -> int:
        """Take out what was earned; a fraction of a wei stays earned if there is nothing else."""
        paid = self.earned(accumulator)
        if paid:
            self.settled, self.checkpoint = 0, accumulator
        return paid


@dataclass
class Pool:
    """What a token's fans and creator are owed, as it was last written down.

    accumulator: dividends per token wei, TT wei * 2^80. pending, creator_owed: TT wei.
    """

    supply: int = 0
    updated_at: int = 0
    accumulator: int = 0
    pending: int = 0
    creator_owed: int = 0

    def at(self, now: int) -> Pool:
        """The pool with what is due released: divided over max(supply, S0), the gap the creator's."""
        due = self.pending - remaining(self.pending, now - self.updated_at)
        base = max(self.supply, S0)
        room = ACCUMULATOR_LIMIT - self.accumulator
        full = due * Q80 // base >= room
        per_token = room if full else due * Q80 // base
        given = up(per_token * base, Q80)
        leaving = due if full else given
        if leaving == 0:
            return replace(self)
        gap = per_token * (base - self.supply) // Q80
        return Pool(
            supply=self.supply,
            updated_at=now,
            accumulator=self.accumulator + per_token,
            pending=self.pending - leaving,
            creator_owed=self.creator_owed + gap + leaving - given,
        )


@dataclass
class Books:
    """A token's pool, and everybody's balance."""

    pool: Pool = field(default_factory=Pool)
    holders: dict[str, Earner] = field(default_factory=dict)

    def holder(self, account: str) -> Earner:
        """The account; empty if it never held any."""
        return self.holders.get(account) or Earner()

    def book(self, now: int, *, fans: int = 0, creator: int = 0, change: int = 0) -> None:
        """Release what is due at the supply before, then add revenue and change the supply."""
        self.pool = self.pool.at(now)
        self.pool.updated_at = now
        self.pool.pending += fans
        self.pool.creator_owed += creator
        self.pool.supply += change

    def change(self, account: str, tokens: int, now: int) -> None:
        """Change a balance; the pool is looked at, not written down."""
        holder = self.holders.setdefault(account, Earner())
        holder.hold(holder.tokens + tokens, self.pool.at(now).accumulator)
