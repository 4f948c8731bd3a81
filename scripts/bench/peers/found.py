"""What an indexer found on the chain, in one form for all of them, and where two of them differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Engine, create_engine, text
from sqlmodel import SQLModel, col, select

from toktok.store.engine import Store
from toktok.store.tables import Claim, Holder, MomentToken, Trade
from toktok.store.twins import table_of

Row = tuple[int | str, ...]
Found = dict[str, list[Row]]

NOBODY = "0x" + "00" * 20
SHOWN = 5
_PLACE = ("block_number", "log_index", "tx_hash", "timestamp")
_TRANSFER = (*_PLACE, "token", "sender", "recipient", "amount")
COLUMNS = {
    "trade": (
        *_PLACE, "token", "trader", "recipient", "is_buy", "tt_amount", "token_amount", "creator_fee",
        "fan_fee", "protocol_fee", "referrer", "referrer_fee", "reserve", "supply",
    ),
    "claim": (*_PLACE, "account", "to", "amount", "from_ledger"),
    "moment_token": ("token_id", "owner"),
    "balance": ("token", "account", "amount"),
}  # fmt: skip
"""What all of them have, by table; `balance` is what became of the transfers."""


class DifferentRowsError(Exception):
    """A peer and our own indexer did not find the same."""


def ours(url: str) -> Found:
    """The rows of our own database."""
    models: list[type[SQLModel]] = [Trade, Claim, MomentToken]
    store = Store(url)
    found = {}
    with store.read() as session:
        for model in models:
            table = table_of(model)
            chosen = select(*(table.c[name] for name in COLUMNS[table.name]))
            found[table.name] = _sorted(session.execute(chosen))
        held = select(Holder.token, Holder.account, Holder.balance).where(col(Holder.balance) != 0)
        found["balance"] = _sorted(session.execute(held))
    store.close()
    return found


def theirs(url: str, *, schema: str, market: str) -> Found:
    """The rows of a peer's database. The market's pool of unclaimed allocations is no holder."""
    engine = create_engine(url)
    found = {
        name: _sorted(_read(engine, f"{schema}.{name}", columns))
        for name, columns in COLUMNS.items()
        if name != "balance"
    }
    transfers = _sorted(_read(engine, f"{schema}.transfer", _TRANSFER))
    found["balance"] = _balances(transfers, besides={NOBODY, market.lower()})
    engine.dispose()
    return found


def compare(who: str, found: Found, expected: Found) -> None:
    """Raise `DifferentRowsError` with the first differences of each table, if there are any."""
    wrong = [
        line
        for name, columns in COLUMNS.items()
        for line in _differences(columns, found[name], expected[name], title=f"{who}, {name}")
    ]
    if wrong:
        raise DifferentRowsError("\n".join(["The peers found other rows than toktok.", *wrong]))


def _differences(
    columns: Sequence[str], found: list[Row], expected: list[Row], *, title: str
) -> Iterator[str]:
    if found == expected:
        return
    missing, extra = set(expected) - set(found), set(found) - set(expected)
    yield (
        f"{title}: {len(found)} rows, toktok has {len(expected)}; "
        f"{len(missing)} of these are missing, {len(extra)} are others."
    )
    for sign, rows in (("-", missing), ("+", extra)):
        for row in sorted(rows)[:SHOWN]:
            yield f"  {sign} " + " ".join(f"{n}={v}" for n, v in zip(columns, row, strict=True))


def _read(engine: Engine, table: str, columns: Sequence[str]) -> Iterable[Sequence[Any]]:
    names = ", ".join(f'"{column}"' for column in columns)
    with engine.connect() as connection:
        return connection.execute(text(f"SELECT {names} FROM {table}")).all()


def _balances(transfers: list[Row], *, besides: set[str]) -> list[Row]:
    held: defaultdict[tuple[str, str], int] = defaultdict(int)
    for *_, token, sender, recipient, amount in transfers:
        held[str(token), str(sender)] -= int(amount)
        held[str(token), str(recipient)] += int(amount)
    return sorted((*of, n) for of, n in held.items() if n and of[1] not in besides)


def _sorted(rows: Iterable[Sequence[Any]]) -> list[Row]:
    return sorted(tuple(map(_plain, row)) for row in rows)


def _plain(value: Any) -> int | str:
    """Bytes and checksummed addresses as lower-case hex, every number as an integer, nobody as zero."""
    if value is None:
        return NOBODY
    if isinstance(value, bytes):
        return f"0x{value.hex()}"
    if isinstance(value, str) and value.startswith("0x"):
        return value.lower()
    return int(value)
