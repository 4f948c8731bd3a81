"""One's own account: what one keeps for oneself, all of it in a file, and its end."""

from __future__ import annotations

import pytest
from sqlmodel import Session, SQLModel, select

from tests.backend.api.acting import SAID, picture, put_picture
from tests.support.members import Crowd, Member
from tests.support.served import Served
from toktok.accounts.belongings import BELONGINGS, NOBODYS
from toktok.accounts.blocks import hidden_from, is_blocked
from toktok.accounts.names import SECONDS, Names
from toktok.accounts.watches import watched
from toktok.store.engine import Store
from toktok.store.tables import AppProfile, AppSession


def store_of(toktok: Served) -> Store:
    """The application's database."""
    store: Store = toktok.app.state.context.store
    return store


def test_a_list_of_creators_to_watch_is_ones_own(toktok: Served, crowd: Crowd) -> None:
    fan, other = crowd.member("watcher"), crowd.member("other")
    token = toktok.history.tokens[0]
    creator = toktok.get(f"/v1/creators/{token}")
    handle = creator["handle"]
    for _ in range(2):
        assert fan.send("PUT", f"/v1/me/watches/{handle}").status_code == 204
    [row] = fan.client.get("/v1/me/watches").json()["items"]
    assert (row["token"], row["handle"]) == (creator["token"], handle)
    with store_of(toktok).read() as session:
        assert watched(session, fan.account) == {bytes.fromhex(token[2:])}
    assert other.client.get("/v1/me/watches").json()["items"] == []
    assert fan.send("PUT", "/v1/me/watches/nobody").status_code == 404
    assert fan.send("DELETE", f"/v1/me/watches/{token}").status_code == 204
    assert fan.client.get("/v1/me/watches").json()["items"] == []


def test_who_is_blocked_hears_nothing_and_who_is_muted_does_not_notice(
    toktok: Served, crowd: Crowd
) -> None:
    fan, pest, bore = crowd.member("quiet"), crowd.member("pest"), crowd.member("bore")
    assert fan.send("PUT", f"/v1/me/blocks/{pest.address}", {"kind": "mute"}).status_code == 204
    assert fan.send("PUT", f"/v1/me/blocks/{pest.address}", {"kind": "block"}).status_code == 204
    assert fan.send("PUT", f"/v1/me/blocks/{bore.address}", {"kind": "mute"}).status_code == 204
    with store_of(toktok).read() as session:
        assert hidden_from(session, fan.account) == {pest.account, bore.account}
        assert hidden_from(session, pest.account) == {fan.account}
        assert hidden_from(session, bore.account) == frozenset()
        assert hidden_from(session, None) == frozenset()
        assert is_blocked(session, pest.account, by=fan.account)
        assert not is_blocked(session, bore.account, by=fan.account)
    kinds = {row["address"]: row["kind"] for row in fan.client.get("/v1/me/blocks").json()["items"]}
    assert kinds == {pest.address: "block", bore.address: "mute"}
    assert fan.send("DELETE", f"/v1/me/blocks/{pest.address}").status_code == 204
    with store_of(toktok).read() as session:
        assert hidden_from(session, pest.account) == frozenset()
    own = fan.send("PUT", f"/v1/me/blocks/{fan.address}", {"kind": "mute"})
    assert own.json()["title"] == "Your own address"


def test_drafts_are_kept_for_whoever_began_them(crowd: Crowd) -> None:
    fan, other = crowd.member("drafty"), crowd.member("other")
    draft = {"title": "First light", "splits": [{"bps": 1}]}
    assert fan.send("PUT", "/v1/me/drafts/moment", draft).status_code == 204
    assert fan.client.get("/v1/me/drafts/moment").json() == draft
    assert other.client.get("/v1/me/drafts/moment").status_code == 404
    assert [row["key"] for row in fan.client.get("/v1/me/drafts").json()["items"]] == ["moment"]
    large = fan.send("PUT", "/v1/me/drafts/moment", {"text": "x" * 17_000})
    assert (large.status_code, large.json()["title"]) == (422, "Draft refused")
    huge = fan.send("PUT", "/v1/me/drafts/moment", {"amount": 2**70})
    assert (huge.status_code, huge.json()["title"]) == (422, "Draft refused")
    headers = {"X-CSRF-Token": fan.csrf, "Content-Type": "application/json"}
    lone = rb'{"half of a pair": "\ud800"}'
    half = fan.client.put("/v1/me/drafts/moment", content=lone, headers=headers)
    assert half.status_code == 422
    assert fan.send("PUT", "/v1/me/drafts/Up%20there", {}).status_code == 422
    assert fan.send("PUT", "/v1/me/drafts/moment", ["no object"]).status_code == 422
    assert fan.client.get("/v1/me/drafts/moment").json() == draft
    assert fan.send("DELETE", "/v1/me/drafts/moment").status_code == 204
    assert fan.client.get("/v1/me/drafts/moment").status_code == 404


def test_signing_out_everywhere_ends_every_session_of_ones_own(crowd: Crowd) -> None:
    here, there, other = crowd.member("both"), crowd.member("both"), crowd.member("other")
    rows = here.client.get("/v1/me/sessions").json()["items"]
    assert [row["current"] for row in rows].count(True) == 1
    assert len(rows) >= 2
    assert all(row["agent"].startswith("python-httpx") for row in rows)
    assert "token" not in str(rows)
    assert here.send("DELETE", "/v1/me/sessions").status_code == 204
    for gone in (here, there):
        assert gone.client.get("/v1/session").status_code == 401
    assert other.client.get("/v1/session").status_code == 200


def furnished(toktok: Served, fan: Member, colour: str) -> str:
    """An account with something of everything; its picture."""
    token = toktok.history.tokens[0]
    assert fan.send("PUT", "/v1/me/profile", SAID).status_code == 200
    assert fan.send("PUT", f"/v1/me/watches/{token}").status_code == 204
    assert fan.send("PUT", "/v1/me/drafts/moment", {"secret": "plan"}).status_code == 204
    body = {"kind": "block"}
    blocked = toktok.world.people[0]
    assert fan.send("PUT", f"/v1/me/blocks/{blocked}", body).status_code == 204
    headers = {"X-CSRF-Token": fan.csrf}
    file = fan.client.post("/v1/uploads/files", content=picture(), headers=headers)
    assert file.status_code == 201, file.text
    subject = {"subject": f"creator:{token}"}
    assert fan.send("POST", "/v1/comments", {**subject, "body": "I was here."}).status_code == 201
    assert fan.send("PUT", f"/v1/likes/creator:{token}").status_code == 200
    return str(put_picture(fan, picture(colour=colour)))


def counts(toktok: Served) -> tuple[int, int]:
    """Likes and comments of the creator that people like and comment on."""
    subject = f"creator:{toktok.history.tokens[0]}"
    likes = toktok.get(f"/v1/likes/{subject}")["likes"]
    return likes, toktok.get(f"/v1/discussions/{subject}")["comments"]


def test_everything_there_is_of_an_account_comes_in_a_file(toktok: Served, crowd: Crowd) -> None:
    fan, other = crowd.member("leaver"), crowd.member("other")
    other.send("PUT", "/v1/me/drafts/theirs", {"secret": "theirs"})
    cid = furnished(toktok, fan, "olive")
    response = fan.client.get("/v1/me/export")
    assert response.headers["content-disposition"].startswith('attachment; filename="toktok-')
    held = response.json()
    assert held["address"] == fan.address
    assert held["profile"][0]["picture"] == cid
    assert held["draft"][0]["content"] == {"secret": "plan"}
    assert len(held["watch"]) == len(held["block"]) == 1
    assert held["session"][0]["agent"].startswith("python-httpx")
    assert set(held) == {"address"} | {name.removeprefix("app_") for name in BELONGINGS}
    for secret in ("token_hash", "series", fan.token, "theirs"):
        assert secret not in response.text
    assert fan.send("DELETE", "/v1/me").status_code == 204


def test_an_account_that_ends_leaves_nothing_behind(toktok: Served, crowd: Crowd) -> None:
    fan, other_browser = crowd.member("ender"), crowd.member("ender")
    before = counts(toktok)
    cid = furnished(toktok, fan, "purple")
    waiting = toktok.settings.media_dir / "waiting" / fan.account.hex()
    assert [each for each in waiting.iterdir() if each.is_file()]
    response = fan.send("DELETE", "/v1/me")
    assert response.status_code == 204
    assert not waiting.exists()
    assert fan.token == ""
    assert other_browser.client.get("/v1/session").status_code == 401
    assert toktok.client.get(f"/v1/pictures/{cid}").status_code == 404
    assert toktok.get(f"/v1/profiles/{fan.address}")["name"] == ""
    assert "Fay" not in toktok.client.get(f"/portfolio/{fan.address}").text
    with store_of(toktok).read() as session:
        assert _rows_of(session, fan.account) == {}
    assert counts(toktok) == before
    again = crowd.member("ender").client.get("/v1/me/export").json()
    assert {name for name, rows in again.items() if rows} == {"address", "session"}


def _rows_of(session: Session, account: bytes) -> dict[str, int]:
    """How many rows of the application mention an account, by table."""
    found: dict[str, int] = {}
    for name, table in SQLModel.metadata.tables.items():
        for column in table.columns if name.startswith("app_") else ():
            kind = column.type.python_type if name != "app_tally" else None
            if kind is bytes and column.name not in ("token_hash", "series"):
                matching = session.execute(table.select().where(column == account)).all()
                if matching:
                    found[f"{name}.{column.name}"] = len(matching)
    return found


def test_every_table_of_the_application_says_whose_its_rows_are() -> None:
    named = {name for name in SQLModel.metadata.tables if name.startswith("app_")}
    assert BELONGINGS.keys() | NOBODYS.keys() == named
    for name, each in BELONGINGS.items():
        columns = set(SQLModel.metadata.tables[name].columns.keys())
        assert {each.column, *each.secret} <= columns


@pytest.mark.databases("sqlite")
def test_a_name_is_remembered_for_moments_only(store: Store) -> None:
    account, now = b"\x07" * 20, [0.0]
    names = Names(clock=lambda: now[0])

    def call(name: str) -> None:
        with store.write() as session:
            row = session.get(AppProfile, account) or AppProfile(
                account=account, name=name, bio="", links=[], changed_at=0
            )
            row.name = name
            session.add(row)

    def shown() -> str:
        with store.read() as session:
            return names.of(session, account).name

    assert shown() == ""
    call("Fay")
    assert shown() == ""
    now[0] = SECONDS
    assert shown() == "Fay"
    call("May")
    names.forget(account)
    assert shown() == "May"


def test_sessions_of_long_ago_are_not_kept(toktok: Served, crowd: Crowd) -> None:
    sessions = toktok.app.state.context.sessions
    before = sessions.clock
    crowd.member("once")
    sessions.clock = lambda: before() + 40 * 86_400
    try:
        later = crowd.member("later")
        with store_of(toktok).read() as session:
            accounts = {row.account for row in session.exec(select(AppSession))}
        assert accounts == {later.account}
    finally:
        sessions.clock = before
