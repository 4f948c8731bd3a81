"""What people signed goes into a file and comes back, from either database into either."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from sqlmodel import SQLModel, col, select

from tests.support.databases import KINDS, Databases
from toktok.errors import BackupError
from toktok.store import backup_file
from toktok.store.backup import Merged, backup, restore
from toktok.store.engine import Store
from toktok.store.tables import (
    AppBlock,
    AppDraft,
    AppProfile,
    AppSession,
    AppWatch,
    InboxMark,
    SignedOrder,
    SignedVoucher,
)

GREATEST = 2**256 - 1


def _order(number: int, *, signature: bytes = b"\x01" * 65) -> SignedOrder:
    word = number.to_bytes(32, "big")
    return SignedOrder(
        hash=word, chain_id=31337, genesis_hash=b"\x09" * 32, exchange=b"\x02" * 20,
        maker=b"\x03" * 20, side=number % 3, moment=number, token_id=None if number % 2 else number,
        price=GREATEST - number, signed_at=1, expiry=2**62, group=GREATEST, counter=0,
        version=2**40, signature=signature,
    )  # fmt: skip


def _voucher(number: int) -> SignedVoucher:
    return SignedVoucher(
        hash=number.to_bytes(32, "big"), chain_id=31337, genesis_hash=b"\x09" * 32,
        contract=b"\x02" * 20, creator=b"\x03" * 20, nonce=GREATEST, moves=0, sound_id=None,
        opens_at=1, closes_at=2, signature=b"",
        terms={"uri": "nul \x00, \U0001f3b5", "price": "1", "splits": [[1, "0x"]], "perk": ""},
    )  # fmt: skip


def _fill(store: Store, orders: int, vouchers: int = 1) -> None:
    with store.write() as session:
        session.add_all([_order(number) for number in range(orders)])
        session.add_all([_voucher(number) for number in range(vouchers)])


def _rows(store: Store) -> list[dict[str, object]]:
    """Orders and vouchers in the order they were handed in, without their numbers."""
    found: list[dict[str, object]] = []
    with store.read() as session:
        for model in (SignedOrder, SignedVoucher):
            rows = session.exec(select(model).order_by(col(model.id)))
            found += [row.model_dump(exclude={"id"}) for row in rows]
    return found


def _of_some(merged: dict[str, Merged]) -> dict[str, Merged]:
    """What became of the rows of those tables that had any."""
    return {name: each for name, each in merged.items() if each != Merged()}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "signed.backup"


@pytest.fixture(params=KINDS)
def other(
    request: pytest.FixtureRequest, databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """A second database, of each kind."""
    with databases.new(request.param, tmp_path_factory.mktemp("other")) as url:
        store = Store(url)
        yield store
        store.close()


def test_what_was_backed_up_is_there_after_a_restore(
    store: Store, other: Store, file: Path
) -> None:
    _fill(store, orders=1_000, vouchers=3)
    with store.write() as session:
        session.add(InboxMark(account=b"\x03" * 20, timestamp=7, block=2**40, log=3))
    head = backup(store, file, media=["bafy"])
    held = {name: count for name, count in head.rows.items() if count}
    assert held == {"app_order": 1_000, "app_voucher": 3, "app_inbox_mark": 1}
    for late in (3_000, 3_001):
        # Numbered by each database as its own: none of these runs into one of those.
        with other.write() as session:
            session.add(_order(late))
        restored, merged = restore(other, file)
        assert restored == head
        assert merged["app_order"].added + merged["app_order"].already == 1_000
    assert _of_some(merged) == {name: Merged(already=count) for name, count in held.items()}
    with other.read() as session:
        assert session.exec(select(InboxMark.block, InboxMark.log)).one() == (2**40, 3)
    mine, signed = _rows(store), _rows(other)
    assert [row for row in signed if row in mine] == mine
    assert len(signed) == len(mine) + 2


def test_every_table_that_is_not_of_the_chain_is_in_a_backup() -> None:
    named = {name for name in SQLModel.metadata.tables if name.startswith("app_")}
    passing = {"app_session", "app_nonce", "app_push_subscription", "app_tally"}
    assert named - set(backup_file.app_tables()) == passing
    assert {"app_order", "app_voucher", "app_profile"} <= set(backup_file.app_tables()) <= named
    for table in backup_file.app_tables().values():
        assert backup_file.identity_of(table)
        own_number = {table.autoincrement_column} - {None}
        assert {*backup_file.columns_of(table)} | own_number == set(table.columns)


def test_rows_that_are_there_stay_and_new_ones_go_on_counting(store: Store, file: Path) -> None:
    _fill(store, orders=3)
    backup(store, file)
    with store.write() as session:
        first = session.exec(select(SignedOrder).order_by(col(SignedOrder.id))).first()
        assert first is not None
        first.signature = b"newer"
        session.add(first)
        session.delete(session.exec(select(SignedVoucher)).one())
        session.add(_order(7))
    before = _rows(store)
    _, merged = restore(store, file)
    assert _of_some(merged) == {
        "app_order": Merged(already=2, other=1),
        "app_voucher": Merged(added=1),
    }
    assert [row for row in _rows(store) if row in before] == before
    with store.write() as session:
        numbers = session.exec(select(SignedOrder.id)).all()
        late = _order(8)
        session.add(late)
        session.flush()
        assert late.id is not None
        assert late.id > max(number or 0 for number in numbers)


def test_a_backup_is_of_one_state_while_others_write(store: Store, file: Path) -> None:
    _fill(store, orders=2)
    with store.read() as session:
        assert len(session.exec(select(SignedOrder)).all()) == 2
    head = _backup_interrupted(store, file)
    assert head.rows["app_order"] == 2
    assert len(file.read_text().splitlines()) == 1 + 2 + 1 + 1
    assert len(_rows(store)) == 4


def _backup_interrupted(store: Store, file: Path) -> backup_file.Head:
    """A backup in the middle of which an order is handed in: names are asked for after the counting."""

    def names() -> Iterator[str]:
        with store.write() as session:
            session.add(_order(50))
        yield "bafy"

    return backup(store, file, media=names())


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (lambda lines: lines[:-1], "cut off"),
        (lambda lines: [*lines[:-1], lines[-1][:-2]], "cut off"),
        (lambda lines: [lines[0], lines[1].replace(b"0x01", b"0x02"), *lines[2:]], "checksum"),
        (lambda lines: [lines[0], *lines[2:]], "checksum"),
        (
            lambda lines: [lines[0].replace(b'"version":1', b'"version":2'), *lines[1:]],
            "forms up to",
        ),
        (lambda lines: [b"something else\n"], "no backup"),
        (lambda lines: [], "no backup"),
    ],
)
def test_a_broken_backup_changes_nothing(store: Store, file: Path, broken, said) -> None:  # type: ignore[no-untyped-def]
    _fill(store, orders=3)
    backup(store, file)
    with store.write() as session:
        session.delete(session.exec(select(SignedVoucher)).one())
    before = _rows(store)
    file.write_bytes(b"".join(broken(file.read_bytes().splitlines(keepends=True))))
    with pytest.raises(BackupError, match=said):
        restore(store, file)
    assert _rows(store) == before


def test_a_backup_of_a_later_version_is_refused_as_a_whole(store: Store, file: Path) -> None:
    _fill(store, orders=3, vouchers=0)
    backup(store, file)
    with store.write() as session:
        for row in session.exec(select(SignedOrder)):
            session.delete(row)
    head, *rows, _ = file.read_text().splitlines(keepends=True)
    for column, value in (("taste", '"sweet"'), ("hash", "null")):
        late = json.loads(rows[-1])
        late["row"] |= {column: json.loads(value)}
        body = "".join([head, *rows[:-1], json.dumps(late) + "\n"])
        footer = json.dumps({"sha256": sha256(body.encode()).hexdigest()})
        file.write_text(f"{body}{footer}\n")
        with pytest.raises(BackupError):
            restore(store, file)
        assert _rows(store) == [], "the rows before the one that cannot be are not kept either"


def test_a_file_that_cannot_be_written_is_said_and_the_old_one_stays(
    store: Store, tmp_path: Path
) -> None:
    with pytest.raises(BackupError, match="cannot be written"):
        backup(store, tmp_path / "nowhere" / "file")
    with pytest.raises(BackupError, match="cannot be read"):
        restore(store, tmp_path / "file")
    assert list(tmp_path.glob(".file*")) == []


def test_a_database_with_another_schema_is_not_backed_up_in_part(store: Store, file: Path) -> None:
    with store.alone() as connection:
        connection.exec_driver_sql("ALTER TABLE app_order ADD COLUMN taste TEXT")
    with pytest.raises(BackupError, match="app_order is another table"):
        backup(store, file)
    assert not file.exists()


def test_what_people_say_and_keep_comes_back_and_who_was_signed_in_does_not(
    store: Store, other: Store, file: Path
) -> None:
    fan, token = b"\x0f" * 20, b"\x0a" * 20
    said = ["https://fay.example"]
    with store.write() as session:
        session.add(
            AppProfile(account=fan, name="Fay \U0001f3b5", bio="a\nb", links=said, changed_at=5)
        )
        session.add(AppWatch(account=fan, token=token, since=6))
        session.add(AppBlock(account=fan, other=token, kind="mute", since=7))
        session.add(AppDraft(account=fan, key="moment", content={"deep": [1, {}]}, changed_at=8))
        session.add(
            AppSession(
                token_hash=b"\x01" * 32, account=fan, series=b"\x02" * 32, signed_in_at=1,
                issued_at=1, expires_at=2**40, agent="",
            )
        )  # fmt: skip
    backup(store, file)
    assert (b"\x02" * 32).hex() not in file.read_text()
    restore(other, file)
    _, again = restore(other, file)
    assert sum(each.already for each in again.values()) == 4
    with other.read() as session:
        profile = session.get_one(AppProfile, fan)
        assert (profile.name, profile.links, profile.picture) == ("Fay \U0001f3b5", said, None)
        assert session.get_one(AppDraft, (fan, "moment")).content == {"deep": [1, {}]}
        assert session.get_one(AppBlock, (fan, token)).kind == "mute"
        assert session.get_one(AppWatch, (fan, token)).since == 6
        assert session.exec(select(AppSession)).all() == []


def test_a_picture_in_a_backup_from_before_pictures_waited_is_shown_on(
    store: Store, file: Path
) -> None:
    pictures = {b"\x01" * 20: "bafy", b"\x02" * 20: None}
    with store.write() as session:
        for account, picture in pictures.items():
            session.add(
                AppProfile(
                    account=account, name="", bio="", links=[], picture=picture, changed_at=5
                )
            )
    backup(store, file)
    head, *rows, _ = file.read_text().splitlines()
    old = [json.loads(row) for row in rows]
    for each in old:
        for column in ("picture_state", "picture_reason", "picture_at"):
            del each["row"][column]
    body = "".join(f"{line}\n" for line in [head, *map(json.dumps, old)])
    file.write_text(body + json.dumps({"sha256": sha256(body.encode()).hexdigest()}) + "\n")
    with store.write() as session:
        for row in session.exec(select(AppProfile)):
            session.delete(row)
    restore(store, file)
    with store.read() as session:
        states = {each.picture: each.picture_state for each in session.exec(select(AppProfile))}
    assert states == {"bafy": "approved", None: "waiting"}
    _, again = restore(store, file)
    assert _of_some(again) == {"app_profile": Merged(already=2)}
