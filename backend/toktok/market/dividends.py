"""What fans and creator earn, in exact integers: the books of a token and an account's allocation.

Everything for the holders enters one pending pool. Half of what is pending is released every two
days, at the next touch of the token, as dividends per token wei over max(supply, launch supply).
The part that falls on tokens which do not exist goes to the creator.

Amounts of TT and of tokens are wei, times are seconds, the accumulator is TT wei * 2^80 per token
wei.
"""

from __future__ import annotations

from dataclasses import dataclass

from toktok.market.curve import LAUNCH_SUPPLY

HALF_LIFE = 172_800
PRECISION_BITS = 80
ACCUMULATOR_LIMIT = 2**120 - 1

_FACTOR_BITS = 128
# floor(2^128 * 2^(-2^i / HALF_LIFE)): what is left of 2^128 after 2^i seconds.
FACTORS = (
    340281001959768523048017529541861292062,
    340279637004073797267798999204409335613,
    340276907109109901762819945313728282412,
    340271447384883720029923845454074990678,
    340260528199232874188220052273235816298,
    340238690879097898311868102426424086626,
    340195020443179991215724796242848243452,
    340107696386234110129787863647449380940,
    339933115511760964114028276468636987465,
    339584222559437741933931871179366797056,
    338887510554111998152970988145882212578,
    337498371863172418791602477015174083742,
    334737153855395175188029048061419733380,
    329282305119395346140625552605597877328,
    318637834354592259445368518083881398424,
    298370057787255753856309436221997972826,
    261620054513886761055136423470857130228,
    201141932634292716302731479311945218214,
)


@dataclass(frozen=True, slots=True)
class Books:
    """What a token's contract knows of its revenue at `updated_at`.

    supply: token wei. accumulator: dividends per token wei in TT wei * 2^80. pending: TT wei not
    yet released to holders. creator_owed: TT wei the creator may collect.
    """

    supply: int
    updated_at: int
    accumulator: int = 0
    pending: int = 0
    creator_owed: int = 0


@dataclass(frozen=True, slots=True)
class Allocation:
    """An account's part of a launch: token wei, and seconds over which it vests."""

    total: int
    claimed: int
    returned: int
    vesting: int

    @property
    def earning(self) -> int:
        """Token wei that earn dividends like a balance."""
        return self.total - self.claimed - self.returned

    def vested(self, elapsed: int) -> int:
        """Token wei vested `elapsed` seconds after the launch ended, claimed ones included."""
        if elapsed >= self.vesting:
            return self.total - self.returned
        return min(self.total - self.returned, self.total * elapsed // self.vesting)

    def claimable(self, elapsed: int) -> int:
        """Token wei vested and not yet claimed."""
        return self.vested(elapsed) - self.claimed

    def returnable(self, elapsed: int) -> int:
        """Token wei that have not vested and may be given back."""
        return self.total - self.returned - self.vested(elapsed)


def allocation_total(contributed: int, *, raised: int) -> int:
    """Token wei that `contributed` of `raised` TT wei bought, rounded down."""
    return LAUNCH_SUPPLY * contributed // raised


def decay(pending: int, elapsed: int) -> int:
    """What is left of `pending` TT wei after `elapsed` seconds, rounded up.

    pending * 2^(-elapsed / HALF_LIFE), by one factor for every bit of the seconds.
    """
    halvings, rest = divmod(elapsed, HALF_LIFE)
    if halvings >= _FACTOR_BITS:
        return 0
    factor = 1 << _FACTOR_BITS
    while rest:
        lowest = rest & -rest
        factor = factor * FACTORS[lowest.bit_length() - 1] >> _FACTOR_BITS
        rest -= lowest
    return _shift_up(_shift_up(pending * factor, _FACTOR_BITS), halvings)


def release(books: Books, now: int) -> Books:
    """The books as a touch at timestamp `now` leaves them: the same when nothing is due yet.

    The sum of what is pending, owed to the creator and given to holders never grows.
    """
    released = books.pending - decay(books.pending, now - books.updated_at)
    base = max(books.supply, LAUNCH_SUPPLY)
    per_token = (released << PRECISION_BITS) // base
    room = ACCUMULATOR_LIMIT - books.accumulator
    # Out of room, after more than all the TT that can exist: the creator gets what does not fit.
    diverted = per_token >= room
    per_token = min(per_token, room)
    # Rounded up, so that all holders' parts together are never more than what leaves the pool.
    distributed = _shift_up(per_token * base, PRECISION_BITS)
    leaving = released if diverted else distributed
    if leaving == 0:
        return books
    unheld = per_token * (base - books.supply) >> PRECISION_BITS
    return Books(
        supply=books.supply,
        updated_at=now,
        accumulator=books.accumulator + per_token,
        pending=books.pending - leaving,
        creator_owed=books.creator_owed + unheld + leaving - distributed,
    )


def book(
    books: Books, now: int, *, to_fans: int, to_creator: int = 0, supply: int | None = None
) -> Books:
    """The books after revenue in TT wei came in at timestamp `now`, with the supply a trade left.

    What is due by then is released first, at the supply before.
    """
    released = release(books, now)
    return Books(
        supply=books.supply if supply is None else supply,
        updated_at=now,
        accumulator=released.accumulator,
        pending=released.pending + to_fans,
        creator_owed=released.creator_owed + to_creator,
    )


def settle(balance: int, *, checkpoint: int, accumulator: int) -> int:
    """TT wei that `balance` token wei earned from `checkpoint` to `accumulator`, rounded down."""
    return balance * (accumulator - checkpoint) >> PRECISION_BITS


def _shift_up(number: int, bits: int) -> int:
    """`number` / 2^bits, rounded up."""
    return -(-number >> bits)
