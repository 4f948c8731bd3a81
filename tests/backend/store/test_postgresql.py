"""A PostgreSQL server that is away, wrong, or comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from sqlmodel import select

from tests.support.databases import PASSWORD, PostgresServer, postgres
from tests.support.node import free_port
from toktok.errors import ConfigError, DatabaseUnavailableError
from toktok.store import postgresql
from toktok.store.engine import Store
from toktok.store.tables import Referral


@pytest.fixture(scope="module")
def own() -> Iterator[PostgresServer]:
    """A server that a test may stop; the next finds it running."""
    with postgres() as server:
        yield server


def _accounts(store: Store) -> list[bytes]:
    with store.read() as session:
        return list(session.exec(select(Referral.account)))


def _failure(url: str) -> str:
    store = Store(url)
    with pytest.raises(DatabaseUnavailableError) as failed:
        _accounts(store)
    store.close()
    assert PASSWORD not in str(failed.value)
    assert "\n" not in str(failed.value)
    return str(failed.value)


def test_why_a_server_does_not_let_us_in_is_one_sentence(own: PostgresServer) -> None:
    url = own.url("postgres")
    assert "password authentication failed" in _failure(url.replace("secret", "wrong"))
    assert 'database "nowhere" does not exist' in _failure(own.url("nowhere"))
    assert "refused" in _failure(url.replace(str(own.port), str(free_port())))
    assert "resolve" in _failure("postgresql://toktok@nowhere.invalid/toktok")
    assert "TOKTOK_DATABASE_URL" in _failure(own.url("nowhere"))


def test_a_server_that_is_too_old_is_named(
    own: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgresql, "OLDEST_VERSION", 99)
    store = Store(own.url())
    with pytest.raises(ConfigError, match=r"PostgreSQL \d+, which is too old.*99 or newer"):
        _accounts(store)
    store.close()


def test_a_database_that_cannot_keep_every_text_is_refused(own: PostgresServer) -> None:
    own.execute("CREATE DATABASE narrow ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    store = Store(own.url("narrow"))
    with pytest.raises(ConfigError, match="LATIN1"):
        _accounts(store)
    store.close()


@pytest.mark.parametrize("how", ["stop", "crash"])
def test_sessions_go_on_when_the_server_is_back(own: PostgresServer, how: str) -> None:
    with own.database() as url:
        store = Store(url)
        with store.write() as session:
            session.add(Referral(account=bytes(20)))
        with pytest.raises(DatabaseUnavailableError):
            _write_until(store, getattr(own, how))
        with pytest.raises(DatabaseUnavailableError):
            _accounts(store)
        own.start()
        assert _accounts(store) == [bytes(20)], "half a transaction is none"
        store.close()


def test_a_restart_between_two_requests_is_not_noticed(own: PostgresServer) -> None:
    with own.database() as url:
        store = Store(url)
        assert _accounts(store) == []
        own.stop()
        own.start()
        assert _accounts(store) == []
        store.close()


def _write_until(store: Store, end: Callable[[], None]) -> None:
    with store.write() as session:
        session.add(Referral(account=b"1" * 20))
        session.flush()
        end()


def test_what_the_address_says_of_the_connection_goes_first(own: PostgresServer) -> None:
    said = "?application_name=mine&options=-c%20work_mem%3D1MB"
    store = Store(own.url() + said)
    with store.read() as session:
        show = session.connection().exec_driver_sql
        assert show("SHOW application_name").scalar_one() == "mine"
        assert show("SHOW work_mem").scalar_one() == "1MB"
        assert show("SHOW tcp_keepalives_idle").scalar_one() == "3"
    store.close()


def test_a_server_with_too_many_guests_is_one_sentence() -> None:
    with postgres(max_connections="4", superuser_reserved_connections="0") as server:
        stores = [Store(server.url()) for _ in range(6)]
        with pytest.raises(DatabaseUnavailableError, match="too many clients"):
            _open_all(stores)
        for store in stores:
            store.close()


def _open_all(stores: list[Store]) -> None:
    if stores:
        with stores[0].read() as session:
            session.connection()
            _open_all(stores[1:])
