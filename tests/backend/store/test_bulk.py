"""Many rows at once come back as they were given, whatever is in them."""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import select

from toktok.store import bulk
from toktok.store.engine import Store
from toktok.store.tables import Activity, Creator, ExchangeAllowance, MomentApproval, Plan
from toktok.store.twins import columns_of, twin_of

#: What the texts of arrays, of JSON and of SQL give a meaning to.
TEXTS = (
    "", " ", "NULL", "null", '"', '""', "\\", "\\\\", '\\"', "{", "}", "{a,b}", ",", "'", "';--",
    "%s", "%(a)s", ":a", "?", "$1", "\\x00", "\\u0000", "\n", "\r\n", "\t", "é", "日本", "🎵",
    "x" * 70_000,
)  # fmt: skip


def _token(place: int) -> bytes:
    return place.to_bytes(20, "big")


def _creator(place: int, text: str) -> Any:
    columns = {each.name: 0 for each in columns_of(Creator) if not each.nullable}
    addresses = dict.fromkeys(("token", "creator", "founder"), _token(place))
    texts = dict.fromkeys(("name", "symbol", "contract_uri"), text)
    return twin_of(Creator)(**{**columns, **addresses, **texts, "handle": f"h{place}"})


def test_texts_come_back_new_or_changed(store: Store) -> None:
    rows = [_creator(place, text) for place, text in enumerate(TEXTS)]
    keys = [(row.token,) for row in rows]
    with store.write() as session:
        bulk.insert(session, Creator, rows)
    with store.write() as session:
        assert sorted(bulk.select(session, Creator, keys), key=lambda row: row.token) == rows
        for row in rows:
            row.name = row.symbol = f"{row.name}{row.name}"
        bulk.upsert(session, Creator, rows)
    with store.read() as session:
        assert sorted(bulk.select(session, Creator, keys), key=lambda row: row.token) == rows
        names = {each.token: each.name for each in session.exec(select(Creator))}
        assert names == {row.token: row.name for row in rows}


def test_json_comes_back(store: Store) -> None:
    data = {text: [text, None, True, 2**53, {"": text}] for text in TEXTS}
    place = {"block_number": 2**62, "tx_hash": bytes(32), "timestamp": 0, "kind": "NULL"}
    row = twin_of(Activity)(log_index=1, **place, data=data)
    with store.write() as session:
        bulk.insert(session, Activity, [row])
    with store.read() as session:
        assert session.exec(select(Activity)).one().data == data


@pytest.mark.parametrize("amount", [0, 1, 2**63, 2**64, 10**77, 2**256 - 1])
def test_numbers_come_back(store: Store, amount: int) -> None:
    row = twin_of(ExchangeAllowance)(account=_token(1), amount=amount)
    with store.write() as session:
        bulk.upsert(session, ExchangeAllowance, [row])
    with store.read() as session:
        assert bulk.select(session, ExchangeAllowance, [(_token(1),)]) == [row]


def test_truth_comes_back_as_such(store: Store) -> None:
    rows = [
        twin_of(MomentApproval)(_token(place), exchange=bool(place & 1), auction=bool(place & 2))
        for place in range(4)
    ]
    with store.write() as session:
        bulk.upsert(session, MomentApproval, rows)
    with store.read() as session:
        found = bulk.select(session, MomentApproval, [(row.owner,) for row in rows])
    assert sorted(found, key=lambda row: row.owner) == rows
    assert all(type(row.exchange) is bool for row in found)


def test_rows_are_found_by_the_beginning_of_a_key_and_deleted_by_all_of_it(store: Store) -> None:
    terms = {"fee": 1, "period": 1, "minimum_holding": 0, "set_at": 1, "ended_at": None}
    rows = [twin_of(Plan)(_token(each), plan, **terms) for each in (1, 2) for plan in (1, 2, 3)]
    with store.write() as session:
        bulk.insert(session, Plan, rows)
        bulk.delete(session, Plan, [(_token(1), 2), (_token(2), 9)])
    with store.read() as session:
        found = bulk.select(session, Plan, [(_token(1),), (_token(3),)])
        assert sorted(row.plan_id for row in found) == [1, 3]
        assert len(bulk.select(session, Plan, [(_token(2),)])) == 3


def _twice(store: Store, row: Any) -> None:
    with store.write() as session, bulk.together(session):
        bulk.insert(session, ExchangeAllowance, [row])
        bulk.insert(session, ExchangeAllowance, [row])


def test_what_goes_wrong_in_writes_that_do_not_wait_undoes_all_of_them(store: Store) -> None:
    row = twin_of(ExchangeAllowance)(account=_token(1), amount=1)
    with pytest.raises(Exception, match=r"(?i)unique"):
        _twice(store, row)
    with store.write() as session:
        assert bulk.select(session, ExchangeAllowance, [(row.account,)]) == []
        bulk.insert(session, ExchangeAllowance, [row])
