"""Who is owed what of a token: holders, the creator's payout address, the protocol's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, SQLModel

from toktok.market.curve import LAUNCH_SUPPLY
from toktok.market.dividends import HALF_LIFE, PRECISION_BITS
from toktok.payouts.owed import owed_by_token
from toktok.payouts.payouts import payouts
from toktok.store.engine import Store
from toktok.store.tables import (
    Allocation,
    Creator,
    Cursor,
    Earning,
    Holder,
    LedgerAccount,
    PayoutAddress,
    Protocol,
    Referral,
    Status,
)

NOW = 1_800_000_000
TOKEN, CREATOR, FAN, OTHER, TREASURY = (bytes([number]) * 20 for number in range(1, 6))


def creator(**changes: Any) -> Creator:
    """A token that trades, with fees and a pool that has waited for one half-life."""
    values: dict[str, Any] = {
        "token": TOKEN, "creator": CREATOR, "founder": CREATOR, "handle": "ada", "name": "Ada",
        "symbol": "ADA", "contract_uri": "", "status": int(Status.TRADING), "launched_block": 1,
        "launched_log": 0, "launched_at": NOW - 10**6, "closes_at": NOW - 10**6 + 60,
        "finalized_at": NOW - 900_000, "minimum_raise": 10**21, "maximum_raise": 0,
        "max_per_account": 0, "allocation_vesting": 10**6, "creator_vesting": 10**7,
        "creator_fee_bps": 100, "fan_fee_bps": 100, "bond": 10**20, "raised": 10**22,
        "supply": LAUNCH_SUPPLY, "reserve": 10**22, "price": 10**16, "pending": 8 * 10**18,
        "touched_at": NOW - HALF_LIFE, "creator_owed": 5 * 10**18, "protocol_owed": 3 * 10**18,
    }  # fmt: skip
    return Creator(**{**values, **changes})


@pytest.fixture
def session(store: Store) -> Iterator[Session]:
    with store.write() as session:
        yield session
        session.rollback()


def put(session: Session, *rows: SQLModel) -> None:
    session.add_all(rows)
    session.flush()


def total(session: Session, account: bytes, *, now: int = NOW) -> int:
    return sum(each.total for each in owed_by_token(session, account, now=now).values())


def test_half_of_the_pool_is_owed_to_holders_after_one_half_life(session: Session) -> None:
    put(
        session,
        creator(),
        Holder(token=TOKEN, account=FAN, balance=LAUNCH_SUPPLY // 2),
        Holder(token=TOKEN, account=OTHER, balance=LAUNCH_SUPPLY // 4),
    )
    assert total(session, FAN) == pytest.approx(2 * 10**18, abs=2)
    assert total(session, OTHER) == pytest.approx(10**18, abs=2)
    assert total(session, FAN, now=NOW + HALF_LIFE) == pytest.approx(3 * 10**18, abs=2)


def test_an_unclaimed_allocation_earns_like_a_balance(session: Session) -> None:
    row = Allocation(
        token=TOKEN, account=FAN, contributed=10**22 // 2, claimed=LAUNCH_SUPPLY // 4, settled=7
    )
    put(session, creator(), row, Holder(token=TOKEN, account=FAN, balance=LAUNCH_SUPPLY // 4))
    assert total(session, FAN) == pytest.approx(2 * 10**18 + 7, abs=2)


def test_the_creators_fees_go_where_it_said(session: Session) -> None:
    put(session, creator())
    assert total(session, CREATOR) == 5 * 10**18
    put(session, PayoutAddress(creator=CREATOR, payout=OTHER))
    assert total(session, CREATOR) == 0
    assert total(session, OTHER) == 5 * 10**18


@pytest.mark.parametrize("itself", [CREATOR, bytes(20)])
def test_a_payout_address_that_was_called_off_is_the_creator_again(
    session: Session, itself: bytes
) -> None:
    put(session, creator(), PayoutAddress(creator=CREATOR, payout=itself))
    assert total(session, CREATOR) == 5 * 10**18


def test_the_protocols_fees_go_to_its_payout_address(session: Session) -> None:
    put(session, creator(), Protocol(protocol_payout=TREASURY))
    assert total(session, TREASURY) == 3 * 10**18
    assert total(session, FAN) == 0


def test_one_account_may_be_all_of_them(session: Session) -> None:
    put(
        session,
        creator(creator=FAN),
        Protocol(protocol_payout=FAN),
        Holder(token=TOKEN, account=FAN, balance=0, settled=11),
    )
    due = owed_by_token(session, FAN, now=NOW)[TOKEN]
    assert (due.dividends, due.creator_fees, due.protocol_fees) == (11, 5 * 10**18, 3 * 10**18)


@pytest.mark.parametrize("status", [Status.OPEN, Status.FAILED])
def test_a_token_that_does_not_trade_owes_nothing(session: Session, status: Status) -> None:
    row = Allocation(token=TOKEN, account=FAN, contributed=10**21)
    put(session, creator(status=int(status), finalized_at=None), row)
    assert owed_by_token(session, FAN, now=NOW) == {}
    assert owed_by_token(session, CREATOR, now=NOW) == {}


def test_payouts_tell_every_source_apart(session: Session) -> None:
    put(
        session,
        creator(creator=FAN),
        Cursor(
            chain_id=1, genesis_hash=bytes(32), market=bytes(20), contracts=bytes(32), number=9, hash=bytes(32),
            timestamp=NOW, first_block=1,
        ),
        LedgerAccount(account=FAN, balance=100, credited=150, claimed=90),
        Referral(account=FAN, owed=20, collected=5, earned=25),
        Holder(token=TOKEN, account=FAN, settled=11),
        Earning(account=FAN, source="tips", token=bytes(20), amount=130, owed=80),
        Earning(account=FAN, source="sales", token=TOKEN, amount=20, owed=20),
        Earning(account=FAN, source="trade_fees", token=TOKEN, amount=35),
        Earning(account=FAN, source="referrals", token=bytes(20), amount=25),
    )  # fmt: skip
    told = payouts(session, FAN)
    parts = {part.source: (part.token, part.owed, part.earned) for part in told.breakdown}
    assert parts == {
        "tips": (None, 80, 130),
        "sales": (TOKEN, 20, 20),
        "trade_fees": (TOKEN, 5 * 10**18, 5 * 10**18 + 35),
        "dividends": (TOKEN, 11, 11),
        "referrals": (None, 20, 25),
    }
    assert told.owed == 100 + 20 + 11 + 5 * 10**18
    assert (told.tokens, told.claimed, told.ledger_balance) == ((TOKEN,), 90, 100)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    supply=st.integers(1, 3 * LAUNCH_SUPPLY),
    pending=st.integers(0, 10**27),
    accumulator=st.integers(0, 10**9 << PRECISION_BITS),
    cuts=st.lists(st.integers(0, 10**9), min_size=1, max_size=4),
    elapsed=st.integers(0, 30 * HALF_LIFE),
)
def test_nobody_is_owed_what_was_not_there(
    session: Session,
    supply: int,
    pending: int,
    accumulator: int,
    cuts: list[int],
    elapsed: int,
) -> None:
    """Everyone together, creator included, is owed no more than pool and fees held."""
    with session.begin_nested() as attempt:
        row = creator(
            supply=supply, pending=pending, accumulator=accumulator, touched_at=NOW - elapsed
        )
        accounts = [bytes([20 + number]) * 20 for number in range(len(cuts))]
        shares = [supply * cut // (sum(cuts) or 1) for cut in cuts]
        holders = [
            Holder(token=TOKEN, account=account, balance=share, checkpoint=accumulator)
            for account, share in zip(accounts, shares, strict=True)
        ]
        put(session, row, *holders)
        everyone = sum(total(session, account) for account in [*accounts, CREATOR])
        assert everyone <= pending + 5 * 10**18
        attempt.rollback()
    session.expunge_all()
