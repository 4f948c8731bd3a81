"""Commands: `toktok serve`, `index`, `audit`, `migrate`, `reindex`, `backup`, `restore`, `push-key`."""

from __future__ import annotations

import asyncio
import json
import logging
import socket
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from sqlalchemy.exc import OperationalError, ProgrammingError

from toktok.accounts.push.key import new_private
from toktok.accounts.tallies import ALONE, recount
from toktok.chain.rpc import Rpc
from toktok.config import Settings, load_settings
from toktok.errors import ConfigError, RpcUnavailableError, ToktokError
from toktok.indexer.garbage import collect_rarely
from toktok.indexer.indexer import Indexer
from toktok.indexer.lease import held, lease_for
from toktok.indexer.preflight import check_database, deployment_on
from toktok.media.folder import MediaFolder
from toktok.store.backup import backup as backup_store
from toktok.store.backup import restore as restore_store
from toktok.store.engine import Store
from toktok.store.forget import forget_mirror
from toktok.store.migrate import migrate as migrate_store
from toktok.store.migrate import require_newest

if TYPE_CHECKING:
    from toktok.indexer.audit import Report

cli = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Toktok: settings come from the environment, TOKTOK_RPC_URL and so on.",
)


def main() -> None:
    """Entry point of the `toktok` command."""
    cli()


@cli.command()
def serve(
    index: Annotated[bool, typer.Option(help="Index in this process as well.")] = True,
) -> None:
    """Serve page and API, and index, in one process."""
    with _errors_in_one_line():
        settings = load_settings()
        _configure_logging()
        with _listen(settings) as listener:
            with _migrated(settings) as store:
                asyncio.run(_refuse_another_chain(settings, store))
            logging.getLogger(__name__).info("Serving at %s", settings.url)
            collect_rarely()
            _serve(settings, listener, index=index)


@cli.command()
def index() -> None:
    """Index until stopped; waits if another indexer writes to the same database."""
    with _errors_in_one_line():
        settings = load_settings()
        _configure_logging()
        with _migrated(settings) as store:
            collect_rarely()
            asyncio.run(Indexer(settings, store).run())


@cli.command()
def audit(
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    sample: Annotated[
        int | None,
        typer.Option(min=1, help="Compare about so many values, picked by chance, not all."),
    ] = None,
) -> None:
    """Compare the database with the chain; exits with 1 if they differ, 2 if it cannot tell."""
    with _errors_in_one_line(code=2):
        settings = load_settings()
        with closing(Store(settings.database_url)) as store:
            require_newest(store)
            report = asyncio.run(_audit(settings, store, sample=sample))
    if as_json:
        print(json.dumps(report.to_json(), indent=2))
    else:
        _print(report)
    raise typer.Exit(1 if report.differences else 0)


@cli.command()
def migrate() -> None:
    """Bring the database to the newest schema; `serve` and `index` do it themselves."""
    with _errors_in_one_line(), _migrated(load_settings()):
        pass


@cli.command()
def reindex() -> None:
    """Forget what mirrors the chain, so that it is indexed from the first block again.

    What people signed stays. Stop `serve` and `index` first.
    """
    with _errors_in_one_line(), _migrated(load_settings()) as store, held(lease_for(store)):
        forget_mirror(store)
    print("Forgotten: `toktok serve` and `toktok index` begin at the first block.")


@cli.command()
def backup(file: Path) -> None:
    """Write what the chain cannot give back (orders, vouchers) to a file; the service may run."""
    with _errors_in_one_line():
        settings = load_settings()
        with closing(Store(settings.database_url)) as store:
            head = backup_store(store, file, media=_files(settings))
    rows = ", ".join(f"{count:,} {table}" for table, count in head.rows.items())
    print(f"{file} has {rows}, and the names of {len(head.media):,} media files.")


@cli.command()
def restore(file: Path) -> None:
    """Add what a backup has and the database does not; the service may run."""
    with _errors_in_one_line():
        settings = load_settings()
        with _migrated(settings) as store:
            head, merged = restore_store(store, file)
            with store.write(alone=ALONE) as session:
                recount(session)
        for table, rows in merged.items():
            print(
                f"{table}: {rows.added:,} added, {rows.already:,} already there, "
                f"{rows.other:,} there with other content, left as they are."
            )
        if missing := set(head.media) - _files(settings):
            print(f"{len(missing):,} media files are missing: copy them to {settings.media_dir}.")


@cli.command()
def push_key() -> None:
    """Make the key for TOKTOK_PUSH_KEY; with another one later, browsers have to subscribe anew."""
    print(new_private())


def _files(settings: Settings) -> set[str]:
    """The names of the files people gave us: media of moments, and their own pictures."""
    folders = (settings.media_dir, settings.pictures_dir)
    return {name for folder in folders for name in MediaFolder(folder).names()}


def _serve(settings: Settings, listener: socket.socket, *, index: bool) -> None:
    # The other commands do without the web framework.
    import uvicorn

    from toktok.app import create_app

    config = uvicorn.Config(
        create_app(settings, index=index),
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=2,
    )
    uvicorn.Server(config).run(sockets=[listener])


async def _audit(settings: Settings, store: Store, *, sample: int | None) -> Report:
    # The other commands do without the audit.
    from toktok.indexer.audit import audit as run_audit

    async with Rpc(settings.rpc_url) as rpc:
        deployment = await deployment_on(rpc, directory=settings.deployments_dir)
        await check_database(rpc, store, deployment)
        return await run_audit(rpc, store, deployment, sample=sample)


async def _refuse_another_chain(settings: Settings, store: Store) -> None:
    """Stop before anything is served from rows of another chain; a node that is down may come."""
    async with Rpc(settings.rpc_url) as rpc:
        try:
            deployment = await deployment_on(rpc, directory=settings.deployments_dir)
            await check_database(rpc, store, deployment)
        except RpcUnavailableError as error:
            logging.getLogger(__name__).warning("%s Serving what is indexed.", error)


@contextmanager
def _migrated(settings: Settings) -> Iterator[Store]:
    """The database with the newest schema, closed in the end."""
    with closing(Store(settings.database_url)) as store:
        migrate_store(store)
        yield store


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
    except OSError as error:
        listener.close()
        raise ConfigError(
            f"{settings.url} cannot be listened on: {error.strerror}.",
            remedy="Set TOKTOK_PORT (or TOKTOK_HOST) to another one.",
        ) from None
    return listener


def _print(report: Report) -> None:
    for difference in report.differences:
        print(difference)
    compared = ", ".join(f"{count:,} {table}" for table, count in report.compared.items())
    found = len(report.differences)
    print(f"Block {report.block_number:,}: compared {report.total:,} values ({compared}).")
    if report.checked:
        print(f"Checked {report.checked.total():,} values against other rows.")
    print("Zero differences." if not found else f"{found:,} differences.")


def _configure_logging() -> None:
    logging.basicConfig(
        level=logging.INFO, stream=sys.stderr, format="%(asctime)s %(levelname)s %(message)s"
    )
    for noisy in ("httpx", "alembic", "websockets"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


@contextmanager
def _errors_in_one_line(*, code: int = 1) -> Iterator[None]:
    try:
        yield
    except ToktokError as error:
        print(f"error: {error}", file=sys.stderr)
        raise typer.Exit(code) from None
    except (OperationalError, ProgrammingError) as error:
        reason = str(error.orig).splitlines()[0]
        print(
            f"error: The database cannot be used: {reason}. Check TOKTOK_DATABASE_URL.",
            file=sys.stderr,
        )
        raise typer.Exit(code) from None
    except KeyboardInterrupt:
        raise typer.Exit(0) from None
