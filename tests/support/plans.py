"""Which statements a database is given, and how it would carry them out on tables of any size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlmodel import SQLModel

_ALIAS = re.compile(r"\b(\w+) AS (\w+)")
_SQLITE_SCAN = re.compile(r"^SCAN (?!CONSTANT ROW|\()(\w+)")
#: Without these PostgreSQL scans or sorts only where no index could serve.
_LAST_RESORTS = ("seqscan", "bitmapscan", "sort", "hashjoin", "mergejoin")
_LOOKING = ("SELECT", "WITH", "UPDATE", "DELETE")
_PRETENDED_ROWS = 10_000_000


@dataclass
class Findings:
    """What a statement does that takes longer the longer the tables are: tables scanned, tables sorted."""

    scanned: set[str] = field(default_factory=set)
    is_sorted: set[str] = field(default_factory=set)


@contextmanager
def statements(engine: Engine) -> Iterator[dict[str, Any]]:
    """Whatever looks for rows in a database while the block lasts, with its last parameters."""
    seen: dict[str, Any] = {}

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.startswith(_LOOKING):
            seen[statement] = parameters

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


def pretend_to_be_large(connection: Connection) -> None:
    """Let PostgreSQL plan as if every table had millions of rows, until the transaction is rolled back.

    SQLite, which has no statistics unless asked to make some, takes every table for large.
    """
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("DELETE FROM pg_statistic")
        connection.exec_driver_sql(
            f"UPDATE pg_class SET relpages = 1, reltuples = {_PRETENDED_ROWS}"
            " WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
        )
        for each in _LAST_RESORTS:
            connection.exec_driver_sql(f"SET LOCAL enable_{each} = off")


def findings(connection: Connection, statement: str, parameters: Any) -> Findings:
    """What is found in the plan of a statement."""
    if connection.dialect.name == "sqlite":
        return _of_sqlite(connection, statement, parameters)
    return _of_postgresql(connection, statement, parameters)


def conditions(statement: str) -> str:
    """What a statement reads and by which conditions, without columns and what is in brackets."""
    flat = re.sub(r"\s+", " ", _outermost(statement))
    return flat[flat.index(" FROM ") :] if " FROM " in flat else flat


def _tables_in(statement: str) -> dict[str, str]:
    """Tables by alias."""
    return {alias: table for table, alias in _ALIAS.findall(statement)}


def _is_plain_page(statement: str) -> bool:
    """Whether it reads so many rows in an order and leaves none out: then it may begin at either end."""
    read = conditions(statement)
    return " LIMIT" in read and " WHERE " not in read


def _outermost(statement: str) -> str:
    """A statement without what is in brackets."""
    kept, depth = [], 0
    for letter in statement:
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            kept.append(letter)
    return "".join(kept)


def _of_sqlite(connection: Connection, statement: str, parameters: Any) -> Findings:
    plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
    lines = [row[3] for row in plan]
    sorts = any("TEMP B-TREE FOR" in line and "ORDER BY" in line for line in lines)
    tables, found = _tables_in(statement), Findings()
    for line in lines:
        scan = _SQLITE_SCAN.match(line)
        if scan and (sorts or not _is_plain_page(statement)):
            found.scanned |= {tables.get(scan[1], scan[1])} & SQLModel.metadata.tables.keys()
    if sorts:
        # Sorted is what the outermost loop reads.
        first = next(line for line in lines if line.startswith(("SCAN", "SEARCH")))
        name = first.split()[1]
        found.is_sorted.add(tables.get(name, name))
    return found


def _of_postgresql(connection: Connection, statement: str, parameters: Any) -> Findings:
    explained = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", parameters)
    [answer], found = explained.scalar_one(), Findings()
    _walk(answer["Plan"], found, is_page=False)
    return found


def _walk(node: dict[str, Any], found: Findings, *, is_page: bool) -> None:
    """Note what a node of a plan does; `is_page` if no more rows are taken from it than a page has."""
    kind = node["Node Type"]
    in_order = kind.startswith("Index") and is_page and "Filter" not in node
    if kind == "Seq Scan" or (
        kind.startswith("Index") and "Index Cond" not in node and not in_order
    ):
        found.scanned.add(node["Relation Name"])
    if kind.endswith("Sort") and (table := _first_table(node)) != "Result":
        # A result is made from nothing, as when one of no values is looked for.
        found.is_sorted.add(table)
    passes_on = kind in ("Nested Loop", "Result", "Subquery Scan") and "Filter" not in node
    for place, child in enumerate(node.get("Plans", ())):
        _walk(child, found, is_page=kind == "Limit" or (is_page and passes_on and place == 0))


def _first_table(node: dict[str, Any]) -> str:
    """The table that the outermost loop under a node reads."""
    while "Relation Name" not in node and node.get("Plans"):
        node = node["Plans"][0]
    return str(node.get("Relation Name", node["Node Type"]))
