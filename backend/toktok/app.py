"""The web application: what is wired to what."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import lru_cache, partial
from importlib.metadata import version

from fastapi import FastAPI
from sqlmodel import Session
from starlette.middleware.gzip import GZipMiddleware

from toktok.accounts.names import Names
from toktok.accounts.push.courier import Courier, Outside
from toktok.accounts.push.key import PushKey
from toktok.accounts.push.pusher import Pusher
from toktok.accounts.sessions import Sessions
from toktok.accounts.sign_in import SignIn
from toktok.api import v1
from toktok.api.answers import PACKED_HARD, SMALLEST_PACKED, Answers, Kept
from toktok.api.context import Context
from toktok.api.description import describe
from toktok.api.errors import install_errors
from toktok.api.head import HeadRequests
from toktok.api.limits import Allowances, BodyLimit, ReadLimit
from toktok.api.live import Hub
from toktok.api.metrics import Metrics, show_pusher, show_standing
from toktok.api.middleware import Counting, SecurityHeaders
from toktok.api.routes import docs, status
from toktok.api.watch import MirrorWatch
from toktok.chain.code import CodeCheck
from toktok.chain.deployments import Deployment, load_deployment
from toktok.chain.rpc import Rpc
from toktok.config import Settings
from toktok.errors import ToktokError
from toktok.indexer.indexer import Indexer
from toktok.indexer.notify import Notifier
from toktok.indexer.state import Phase
from toktok.indexer.trouble import Trouble
from toktok.media.folder import MediaFolder
from toktok.moments.desk import Desk
from toktok.moments.venue import Venue, venue_of
from toktok.moments.withheld_files import WithheldFiles
from toktok.pages import files, views
from toktok.pages.error_page import error_page
from toktok.pages.notification import worded
from toktok.routing import include
from toktok.store.engine import Store

_LOG = logging.getLogger("toktok.app")


def create_app(
    settings: Settings, *, index: bool = True, outside: Outside | None = None
) -> FastAPI:
    """The application for these settings; with `index` it mirrors the chain while it runs.

    `outside` is what it may call to send push messages: if not given, the services of browsers' makers.
    """
    store, rpc = Store(settings.database_url), Rpc(settings.rpc_url)
    indexer = Indexer(settings, store) if index else None
    watch = MirrorWatch(settings, store, indexer.state if indexer is not None else None)
    context = _context(settings, store, rpc, watch, outside)
    app = FastAPI(
        title="Toktok",
        version=version("toktok"),
        description=v1.DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        lifespan=partial(_running, context=context, indexer=indexer, watch=watch, rpc=rpc),
    )
    app.state.context = context
    app.state.answers = Answers(store)
    app.state.allowances = Allowances()
    context.metrics.gauge("toktok_listeners", "Open event streams.", lambda: context.hub.listeners)
    show_standing(context.metrics, watch)
    show_pusher(context.metrics, context.pusher)
    # One route after the other is tried for an address: files first, of which each page has a dozen.
    include(app, (files.router, *v1.ROUTERS, status.probes, docs.router, *views.ROUTERS))
    app.add_middleware(ReadLimit)
    install_errors(app, error_page)
    describe(app)
    _wrap(app, context)
    return app


def _context(
    settings: Settings, store: Store, rpc: Rpc, watch: MirrorWatch, outside: Outside | None
) -> Context:
    deployment, media_folder = _deployments(settings), MediaFolder(settings.media_dir)
    withheld = WithheldFiles(store, media_folder)
    venue = partial(venue_of, deployment=deployment, media=media_folder, withheld=withheld)
    sessions, names = Sessions(store), Names()
    return Context(
        settings=settings,
        store=store,
        hub=Hub(store, look_seconds=settings.poll_seconds),
        metrics=Metrics(),
        standing=watch,
        deployment=deployment,
        code=CodeCheck(settings.rpc_url, deployment),
        media=media_folder,
        withheld=withheld,
        venue=venue,
        desk=Desk(store, rpc, venue),
        sessions=sessions,
        sign_in=SignIn(store, rpc, sessions),
        names=names,
        pictures=MediaFolder(settings.pictures_dir),
        pusher=_pusher(settings, store, venue, names, watch, outside),
    )


def _pusher(
    settings: Settings,
    store: Store,
    venue: Callable[[Session], Venue],
    names: Names,
    watch: MirrorWatch,
    outside: Outside | None,
) -> Pusher | None:
    """Who tells browsers of news; nobody where the operator has set no key."""
    if settings.push_key is None or settings.push_contact is None:
        return None
    key = PushKey(settings.push_key, settings.push_contact)
    courier = Courier(key, outside or Outside())
    return Pusher(store, venue, partial(worded, names), courier, caught_up=lambda: watch.ready)


def _wrap(app: FastAPI, context: Context) -> None:
    """What every request goes through: the last one here comes first."""
    app.add_middleware(GZipMiddleware, minimum_size=SMALLEST_PACKED, compresslevel=PACKED_HARD)
    app.add_middleware(Kept, answers=app.state.answers)
    app.add_middleware(Counting, metrics=context.metrics)
    app.add_middleware(BodyLimit)
    app.add_middleware(HeadRequests)
    app.add_middleware(SecurityHeaders, settings=context.settings)


def _deployments(settings: Settings) -> Callable[[int], Deployment]:
    """Where the contracts are on a chain, read once for each."""
    return lru_cache(partial(load_deployment, directory=settings.deployments_dir))


@asynccontextmanager
async def _running(
    _app: FastAPI, *, context: Context, indexer: Indexer | None, watch: MirrorWatch, rpc: Rpc
) -> AsyncIterator[None]:
    """What runs beside the requests, for as long as they are answered."""
    news = indexer if indexer is not None else Notifier()
    await context.hub.look()
    tasks = [
        asyncio.create_task(watch.run()),
        asyncio.create_task(watch.auditor.run()),
        asyncio.create_task(context.code.run()),
        asyncio.create_task(context.hub.run(news)),
    ]
    if context.pusher is not None:
        tasks.append(asyncio.create_task(context.pusher.run()))
    if indexer is not None:
        tasks.append(asyncio.create_task(_index(indexer)))
    try:
        yield
    finally:
        context.hub.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        # Whoever still reads in a thread has a connection, which has to come back before.
        await asyncio.get_running_loop().shutdown_default_executor()
        await rpc.close()
        context.store.close()


async def _index(indexer: Indexer) -> None:
    """Index until it cannot go on; what is there is served further, and `/ready` says why."""
    try:
        await indexer.run()
    except ToktokError as error:
        _LOG.error("The indexer has stopped. %s", error)
    except Exception as error:
        _LOG.exception("The indexer has stopped.")
        indexer.state.phase = Phase.STOPPED
        words = f"The indexer has stopped: {type(error).__name__}."
        indexer.state.problem = Trouble("stopped", words)
