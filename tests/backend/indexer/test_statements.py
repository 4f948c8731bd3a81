"""What the indexer looks for it finds by key, however long the tables are."""

from __future__ import annotations

from sqlmodel import Session

from tests.support.complete import complete
from tests.support.history import History
from tests.support.mirror import index_once, indexing
from tests.support.plans import findings, pretend_to_be_large, statements
from tests.support.world import World
from toktok.config import Settings
from toktok.store.engine import Store

SMALL = {
    "cursor": "one row",
    "protocol": "one row",
    "fund": "one row",
    "fund_root": "a row for each period of the fund, a week or longer",
    "pause": "a row for each contract that can be paused",
}
"""Tables that may be read from end to end, and why."""

EXCUSED = {
    "SELECT creator.token": "which tokens to follow: read once, when the indexer starts",
}
"""How statements begin that may do so with others, and why."""


async def test_the_indexer_finds_its_rows_by_key(
    world: World, settings: Settings, store: Store
) -> None:
    history = History(world, seed=41)
    history.begin(launches=2)
    with statements(store.engine) as seen:
        await index_once(settings, store, world.node)
        async with indexing(settings, store) as running:
            await running.catch_up(world.node)
            history.play(60)
            complete(world, history.tokens[0])
            await running.catch_up(world.node)
            world.node.call("anvil_reorg", 8, [])
            world.node.call("evm_mine")
            await running.catch_up(world.node)
    assert len(seen) > 30
    with Session(store.engine) as session:
        connection = session.connection()
        pretend_to_be_large(connection)
        bad = []
        for statement, parameters in seen.items():
            given = parameters[0] if isinstance(parameters, list) else parameters
            found = findings(connection, statement, given)
            if found.scanned - SMALL.keys() and not statement.startswith(tuple(EXCUSED)):
                bad.append(f"scans {found.scanned}: {statement[:400]}")
        session.rollback()
    assert not bad, "\n\n".join(sorted(bad))
