"""The version names what a database contains."""

from __future__ import annotations

from sqlalchemy import text

from toktok.store.engine import Store


def test_the_version_changes_with_each_commit_and_with_nothing_else(
    store: Store, database_url: str
) -> None:
    before = store.version()
    with store.read() as session:
        session.execute(text("SELECT count(*) FROM app_order"))
    assert store.version() == before
    seen = [before]
    other = Store(database_url)
    for each in (store, other, store):
        with each.write() as session:
            session.execute(text("CREATE TABLE IF NOT EXISTS probe (x INTEGER)"))
            session.execute(text("INSERT INTO probe VALUES (1)"))
            assert store.version() == seen[-1], "nothing is committed yet"
        seen.append(store.version())
    other.close()
    assert len(set(seen)) == len(seen)
