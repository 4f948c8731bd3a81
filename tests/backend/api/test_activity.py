"""What happened, by group and by those one follows, is what the whole list has of it; page by page too."""

from __future__ import annotations

from typing import Any

from tests.support.members import Crowd
from tests.support.plans import conditions, statements
from tests.support.served import Served
from toktok.market.activity import list_activity
from toktok.market.kinds import GROUPS, KINDS
from toktok.store.engine import Store


def _walk(toktok: Served, limit: int, **params: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    more: dict[str, str] = {}
    while True:
        page = toktok.get("/v1/activity", limit=limit, **params, **more)
        rows += page["items"]
        if page["next_cursor"] is None:
            return rows
        more = {"cursor": page["next_cursor"]}


def _receiver(row: dict[str, Any]) -> str | None:
    return row["data"]["to"] if row["kind"] == "token_transfer" else None


def test_each_kind_is_in_one_group() -> None:
    grouped = [kind for kinds in GROUPS.values() for kind in kinds]
    assert sorted(grouped) == sorted(KINDS)


def test_a_group_is_what_the_whole_list_has_of_its_kinds(toktok: Served) -> None:
    everything = _walk(toktok, 200)
    assert len({row["kind"] for row in everything}) > 15
    for group, kinds in GROUPS.items():
        expected = [row for row in everything if row["kind"] in kinds]
        assert expected, group
        assert _walk(toktok, 7, group=group) == expected
    account = next(row["data"]["to"] for row in everything if row["kind"] == "token_transfer")
    of_account = [row for row in everything if account in (row["account"], _receiver(row))]
    assert len({row["kind"] for row in of_account}) > 1
    assert _walk(toktok, 4, account=account) == of_account
    for group, kinds in GROUPS.items():
        expected = [row for row in of_account if row["kind"] in kinds]
        assert _walk(toktok, 3, group=group, account=account) == expected


def test_what_an_account_received_is_read_along_its_own_index(
    toktok: Served, shared_store: Store
) -> None:
    row = toktok.get("/v1/activity", kind="token_transfer", limit=1)["items"][0]
    receiver = bytes.fromhex(row["data"]["to"][2:])
    with shared_store.read() as session, statements(shared_store.engine) as seen:
        assert list_activity(session, account=receiver, kind="token_transfer").items
        assert list_activity(session, account=receiver, group="transfers").items
    [received] = [each for each in seen if "activity.other = " in each]
    assert "kind" not in conditions(received)


def test_what_those_one_follows_did_is_theirs_and_nobody_elses(
    toktok: Served, crowd: Crowd
) -> None:
    member = crowd.member("reader of activity").sign_in()
    assert member.client.get("/v1/activity/followed").json() == {"items": [], "next_cursor": None}
    creators = [toktok.get(f"/v1/creators/{token}") for token in toktok.history.tokens[:2]]
    for creator in creators:
        assert member.send("PUT", f"/v1/follows/{creator['creator']}").status_code == 200
    followed = {creator["creator"] for creator in creators}
    expected = [row for row in _walk(toktok, 200) if row["account"] in followed]
    assert len(expected) > 10
    walked: list[dict[str, Any]] = []
    more: dict[str, str] = {}
    while True:
        answer = member.client.get("/v1/activity/followed", params={"limit": 4, **more})
        assert answer.headers["cache-control"] == "private, no-store"
        walked += answer.json()["items"]
        if answer.json()["next_cursor"] is None:
            break
        more = {"cursor": answer.json()["next_cursor"]}
    assert walked == expected
    trades = member.client.get("/v1/activity/followed", params={"group": "trades", "limit": 200})
    assert trades.json()["items"] == [row for row in expected if row["kind"] == "trade"]


def test_only_who_is_signed_in_reads_what_they_follow(toktok: Served) -> None:
    assert toktok.client.get("/v1/activity/followed").status_code == 401
