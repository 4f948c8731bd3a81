"""What fans and creator earn: nothing lost, nothing invented, no memory."""

from __future__ import annotations

from decimal import Decimal, localcontext

from hypothesis import given
from hypothesis import strategies as st

from toktok.market import dividends
from toktok.market.curve import LAUNCH_SUPPLY, SUPPLY_LIMIT
from toktok.market.dividends import HALF_LIFE, PRECISION_BITS, Allocation, Books

pendings = st.integers(0, 2**96)
spans = st.one_of(st.integers(0, 1000), st.integers(0, 40 * HALF_LIFE), st.integers(0, 2**40))
supplies = st.one_of(st.integers(0, 2 * LAUNCH_SUPPLY), st.integers(0, SUPPLY_LIMIT))
books_of_any_token = st.builds(
    Books,
    supply=supplies,
    updated_at=st.just(1_700_000_000),
    accumulator=st.integers(0, 2**119),
    pending=pendings,
    creator_owed=pendings,
)
allocations = st.builds(
    lambda total, claimed, returned, vesting: Allocation(
        total=total,
        claimed=claimed * total // 2000,
        returned=returned * total // 2000,
        vesting=vesting,
    ),
    st.integers(1, LAUNCH_SUPPLY),
    st.integers(0, 1000),
    st.integers(0, 1000),
    st.integers(0, 4 * 365 * 86_400),
)


def test_every_factor_is_the_power_it_stands_for() -> None:
    with localcontext() as context:
        context.prec = 100
        for bit, factor in enumerate(dividends.FACTORS):
            power = Decimal(2) ** (128 - Decimal(2**bit) / HALF_LIFE)
            assert factor == int(power)


@given(pendings)
def test_half_is_left_after_two_days_and_all_at_once(pending: int) -> None:
    assert dividends.decay(pending, 0) == pending
    assert dividends.decay(pending, HALF_LIFE) == -(-pending // 2)
    assert dividends.decay(pending, 128 * HALF_LIFE) == 0


@given(pendings, spans, spans)
def test_decay_has_no_memory(pending: int, first: int, second: int) -> None:
    at_once = dividends.decay(pending, first + second)
    in_two = dividends.decay(dividends.decay(pending, first), second)
    # 2^96 wei times the 18 roundings of a factor of 2^-128 stay below one wei.
    assert abs(in_two - at_once) <= 2


@given(pendings, spans, spans)
def test_decay_never_grows(pending: int, earlier: int, later: int) -> None:
    earlier, later = sorted((earlier, later))
    assert 0 <= dividends.decay(pending, later) <= dividends.decay(pending, earlier) <= pending


@given(books_of_any_token, spans)
def test_a_release_neither_loses_nor_invents_a_wei(books: Books, elapsed: int) -> None:
    after = dividends.release(books, books.updated_at + elapsed)
    holders = dividends.settle(
        books.supply, checkpoint=books.accumulator, accumulator=after.accumulator
    )
    paid = holders + after.creator_owed - books.creator_owed
    given_up = books.pending - after.pending
    assert 0 <= given_up - paid <= 2
    assert after.updated_at == books.updated_at + elapsed or after == books
    assert after.supply == books.supply


@given(books_of_any_token, spans)
def test_what_no_token_can_earn_goes_to_the_creator(books: Books, elapsed: int) -> None:
    after = dividends.release(books, books.updated_at + elapsed)
    if books.supply >= LAUNCH_SUPPLY:
        assert after.creator_owed == books.creator_owed
    if books.supply == 0:
        assert after.creator_owed - books.creator_owed >= books.pending - after.pending - 1


def test_an_accumulator_at_its_limit_diverts_to_the_creator() -> None:
    books = Books(
        supply=LAUNCH_SUPPLY,
        updated_at=0,
        accumulator=dividends.ACCUMULATOR_LIMIT,
        pending=10**20,
        creator_owed=5,
    )
    after = dividends.release(books, HALF_LIFE)
    assert after.accumulator == dividends.ACCUMULATOR_LIMIT
    assert after.pending == 5 * 10**19
    assert after.creator_owed == 5 * 10**19 + 5


def test_an_accumulator_near_its_limit_takes_what_fits() -> None:
    room = 10 << PRECISION_BITS
    books = Books(
        supply=LAUNCH_SUPPLY,
        updated_at=0,
        accumulator=dividends.ACCUMULATOR_LIMIT - room,
        pending=100 * LAUNCH_SUPPLY,
    )
    after = dividends.release(books, HALF_LIFE)
    assert after.accumulator == dividends.ACCUMULATOR_LIMIT
    assert after.pending == 50 * LAUNCH_SUPPLY
    assert after.creator_owed == 40 * LAUNCH_SUPPLY


def test_books_with_nothing_due_are_left_alone() -> None:
    books = Books(supply=LAUNCH_SUPPLY, updated_at=0, pending=1)
    assert dividends.release(books, 1) is books


@given(books_of_any_token, st.integers(1, 10**24))
def test_new_revenue_never_delays_what_was_due(books: Books, revenue: int) -> None:
    now = books.updated_at + 3600
    without = dividends.release(dividends.release(books, now), now + 3600)
    added = dividends.book(books, now, to_fans=revenue)
    with_it = dividends.release(added, now + 3600)
    # Booking stores what is due by then; a release that rounds to nothing may lose its wei.
    wei = (1 << PRECISION_BITS) // max(books.supply, LAUNCH_SUPPLY) + 1
    assert with_it.accumulator >= without.accumulator - 2 * wei


@given(books_of_any_token, st.integers(0, 10**24), st.integers(0, 10**24), supplies)
def test_a_trade_is_booked_after_what_was_due(
    books: Books, to_fans: int, to_creator: int, supply: int
) -> None:
    now = books.updated_at + 3600
    due = dividends.release(books, now)
    booked = dividends.book(books, now, to_fans=to_fans, to_creator=to_creator, supply=supply)
    assert booked == Books(
        supply=supply,
        updated_at=now,
        accumulator=due.accumulator,
        pending=due.pending + to_fans,
        creator_owed=due.creator_owed + to_creator,
    )


@given(supplies, st.integers(0, 2**100), st.integers(0, 2**100))
def test_holders_settled_in_parts_never_get_more_than_at_once(
    balance: int, first: int, second: int
) -> None:
    at_once = dividends.settle(balance, checkpoint=0, accumulator=first + second)
    in_two = dividends.settle(balance, checkpoint=0, accumulator=first) + dividends.settle(
        balance, checkpoint=first, accumulator=first + second
    )
    assert at_once - 1 <= in_two <= at_once


def test_one_tt_per_token_settles_to_one_tt_per_token() -> None:
    assert dividends.settle(7, checkpoint=0, accumulator=1 << PRECISION_BITS) == 7


@given(allocations, spans)
def test_an_allocation_is_vested_claimable_or_returnable(
    allocation: Allocation, elapsed: int
) -> None:
    vested, returnable = allocation.vested(elapsed), allocation.returnable(elapsed)
    assert vested + returnable + allocation.returned == allocation.total
    assert returnable >= 0
    assert allocation.earning == allocation.total - allocation.claimed - allocation.returned


@given(allocations)
def test_everything_has_vested_at_the_end(allocation: Allocation) -> None:
    assert allocation.returnable(allocation.vesting) == 0
    assert allocation.claimable(allocation.vesting) == allocation.earning


def test_an_allocation_without_vesting_is_there_at_once() -> None:
    assert Allocation(total=5, claimed=0, returned=0, vesting=0).claimable(0) == 5


@given(st.integers(10**21, 10**28), st.lists(st.integers(1, 10**24), min_size=1, max_size=8))
def test_allocations_never_add_up_to_more_than_the_launch_supply(
    rest: int, parts: list[int]
) -> None:
    raised = rest + sum(parts)
    totals = [dividends.allocation_total(part, raised=raised) for part in [rest, *parts]]
    assert LAUNCH_SUPPLY - len(totals) <= sum(totals) <= LAUNCH_SUPPLY
