"""The server of `make bench-api`: the application, and beside each answer its bare query.

`/bare/<path>` sends to the database what the application's own route sends for `<path>`, as it was recorded when
the address was first asked for, over a connection of the same pool, and answers with the rows, each an object,
through orjson: no statement is put together, nothing is looked at, nothing is kept. It runs in a thread and takes its
turn, as ours do.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import orjson
import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import Engine, event

from toktok.app import create_app
from toktok.config import load_settings
from toktok.indexer.garbage import collect_rarely

Statements = list[tuple[str, Any]]


class Bare:
    """The statements of each address."""

    def __init__(self, app: FastAPI, engine: Engine) -> None:
        self._app = app
        self._engine = engine
        self._known: dict[str, Statements] = {}

    async def learn(self, path: str) -> Statements:
        """What the application asks the database for `path`."""
        if path not in self._known:
            transport = httpx.ASGITransport(self._app)
            with self._recording() as statements:
                async with httpx.AsyncClient(
                    transport=transport, base_url="http://bench"
                ) as client:
                    # By an address nobody else asks for: for an answer that is kept nothing is asked.
                    sign = "&" if "?" in path else "?"
                    (await client.get(f"{path}{sign}bare=1")).raise_for_status()
            assert statements, f"{path} asked the database nothing."
            self._known[path] = statements
        return self._known[path]

    def rows(self, statements: Statements) -> bytes:
        """The rows of all of them, as JSON."""
        connection = self._engine.raw_connection()
        try:
            cursor = connection.cursor()
            found = []
            for statement, parameters in statements:
                cursor.execute(statement, parameters)
                names = [each[0] for each in cursor.description or ()]
                found.append([dict(zip(names, row, strict=True)) for row in cursor.fetchall()])
            return orjson.dumps(found, default=bytes.hex)
        finally:
            connection.close()

    @contextmanager
    def _recording(self) -> Iterator[Statements]:
        statements: Statements = []

        def note(_c: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
            if statement.lstrip().upper().startswith(("SELECT", "WITH")):
                statements.append((statement, parameters))

        event.listen(self._engine, "before_cursor_execute", note)
        try:
            yield statements
        finally:
            event.remove(self._engine, "before_cursor_execute", note)


def main() -> None:
    """Serve until interrupted, by the settings of the environment."""
    settings = load_settings()
    app = create_app(settings)
    bare = Bare(app, app.state.context.store.engine)

    def taking_turns(statements: Statements) -> bytes:
        with app.state.answers.turn():
            return bare.rows(statements)

    @app.get("/bare/{path:path}")
    async def answer(request: Request, path: str) -> Response:
        query = f"?{request.url.query}" if request.url.query else ""
        statements = await bare.learn(f"/{path}{query}")
        body = await run_in_threadpool(taking_turns, statements)
        return Response(body, media_type="application/json")

    # First among the routes: it pays for none that is tried before.
    app.router.routes.insert(0, app.router.routes.pop())
    # As `toktok serve` does.
    collect_rarely()
    uvicorn.run(app, host=settings.host, port=settings.port, log_level="warning", access_log=False)


if __name__ == "__main__":
    main()
