"""Everybody is told of what concerns them, of nothing else, and until they have read it."""

from __future__ import annotations

import re
from typing import Any

from tests.backend.moments.stall import LISTING, MOMENT_OFFER, OFFER, Stall
from tests.support.members import Crowd, Member
from tests.support.plans import conditions, findings, pretend_to_be_large, statements
from tests.support.served import Served
from tests.support.world import TT
from toktok.accounts.inbox import inbox
from toktok.store.engine import Store

DAY = 86_400
Row = dict[str, Any]


def _enter(toktok: Served, crowd: Crowd, account: str) -> Member:
    """Somebody of the chain, signed in with the node's own key of the account."""
    member = crowd.visitor(account)
    message = member.challenge(account)
    signed = toktok.world.node.call("personal_sign", "0x" + message.encode().hex(), account)
    answer = member.answer(message, bytes.fromhex(signed[2:]))
    assert answer.status_code == 200, answer.text
    member.csrf = answer.json()["csrf_token"]
    return member


def _inbox(member: Member, *, limit: int = 200) -> list[Row]:
    rows: list[Row] = []
    more: dict[str, str] = {}
    while True:
        answer = member.client.get("/v1/inbox", params={"limit": limit, **more})
        assert answer.status_code == 200, answer.text
        assert answer.headers["cache-control"] == "private, no-store"
        rows += answer.json()["items"]
        if answer.json()["next_cursor"] is None:
            return rows
        more = {"cursor": answer.json()["next_cursor"]}


def _everything(toktok: Served) -> list[Row]:
    toktok.catch_up()
    rows: list[Row] = []
    more: dict[str, str] = {}
    while True:
        page = toktok.get("/v1/activity", limit=200, **more)
        rows += page["items"]
        if page["next_cursor"] is None:
            return rows
        more = {"cursor": page["next_cursor"]}


def _kinds_for(
    row: Row, account: str, joined: set[str], *, earns: bool, created: bool
) -> str | None:
    """What an activity is to an account, by the public list alone.

    `earns` if its moment's income is theirs, `created` if they made it.
    """
    kind, data = row["kind"], row["data"]
    if kind == "bid" and data["outbid"] == account and row["account"] != account:
        return "outbid"
    if kind == "auction_settled" and data["winner"] is not None:
        return {data["seller"]: "sold", data["winner"]: "won"}.get(account)
    if kind == "sale" and data["side"] == "listing":
        return "sold" if data["seller"] == account else None
    if kind == "sale":
        return "offer_accepted" if data["buyer"] == account else None
    if kind == "mint" and data["minted"] == data["quantity"] and row["account"] != account:
        return "first_sale" if created and data["price"] != "0" else None
    if kind == "token_transfer":
        return "tokens_received" if data["to"] == account else None
    if kind in ("finalized", "failed") and row["token"] in joined:
        return "launch_succeeded" if kind == "finalized" else "launch_failed"
    return "perk_redeemed" if kind == "redeem" and earns else None


def _earner(toktok: Served, row: Row, creators: dict[str, str]) -> str | None:
    """Who earns with the moment of a row: who is behind its token, or made it before there was one."""
    if row["token"] is not None:
        return creators.get(row["token"])
    maker: str = toktok.get(f"/v1/moments/{row['moment']}")["creator"]
    return maker


def test_each_is_told_of_what_happened_to_them_and_to_nobody_else(
    toktok: Served, crowd: Crowd, stall: Stall
) -> None:
    events = _everything(toktok)
    creators = {
        each["token"]: each["creator"]
        for each in toktok.get("/v1/creators", status="trading", limit=200)["items"]
    }
    earners = {
        row["id"]: _earner(toktok, row, creators) for row in events if row["kind"] == "redeem"
    }
    makers = {row["moment"]: row["account"] for row in events if row["kind"] == "moment"}
    told: set[str] = set()
    for person in toktok.world.people:
        account = stall.checksum(person)
        joined = {
            row["token"]
            for row in events
            if row["kind"] == "contribution" and row["account"] == account
        }
        expected = [
            (kind, row["id"])
            for row in events
            if (
                kind := _kinds_for(
                    row,
                    account,
                    joined,
                    earns=earners.get(row["id"]) == account,
                    created=makers.get(row["moment"]) == account,
                )
            )
        ]
        member = _enter(toktok, crowd, person)
        shown = _inbox(member, limit=3)
        places = [tuple(map(int, row["id"].split("-"))) for row in shown]
        assert places == sorted(places, reverse=True)
        assert len(set(places)) == len(places)
        happened = [
            (row["kind"], row["id"].split("-", 1)[1])
            for row in shown
            if row["kind"] not in ("offer", "subscription_ending", "comment", "follow")
        ]
        assert happened == expected
        told |= {kind for kind, _ in expected}
    assert told >= {
        "outbid", "sold", "won", "launch_succeeded", "launch_failed", "perk_redeemed",
        "tokens_received", "first_sale",
    }  # fmt: skip


def test_what_is_read_stays_read_and_what_comes_is_counted(
    toktok: Served, crowd: Crowd, stall: Stall
) -> None:
    world = stall.world
    # Nobody follows these or writes to them: what is said goes by the server's clock, far ahead of this chain's.
    known = {row["creator"].lower() for row in toktok.get("/v1/creators", limit=200)["items"]}
    creator, first, second = [each for each in world.people if each.lower() not in known][-4:-1]
    for fan in (first, second):
        world.tt.do(fan, "deposit", value=TT)
        world.tt.do(fan, "approve", world.auction.address, 2**256 - 1)
    moment = stall.moment(creator, editionSize=1, price=0)
    token = moment * 100_000 + 1
    world.moments.do(creator, "approve", world.auction.address, token)
    world.auction.do(creator, "createAuction", token, TT, 0, DAY)
    auction = world.auction.read("auctionCount")
    world.auction.do(first, "bid", auction, 2 * TT)
    toktok.catch_up()
    member = _enter(toktok, crowd, first)
    newest = _inbox(member)[0]["id"]
    read = member.send("POST", "/v1/inbox/read", {"up_to": newest})
    assert read.json() == {"unread": 0, "newest": None}

    world.auction.do(second, "bid", auction, 5 * TT)
    toktok.catch_up()
    unread = member.client.get("/v1/inbox/unread").json()
    assert unread["unread"] == 1
    notice = unread["newest"]
    assert (notice["kind"], notice["moment"], notice["amount"]) == ("outbid", moment, str(5 * TT))
    assert notice["account"] == stall.checksum(second)
    assert _inbox(member)[0] == notice
    # What is read once is not unread again by reading something older.
    member.send("POST", "/v1/inbox/read", {"up_to": notice["id"]})
    older = member.send("POST", "/v1/inbox/read", {"up_to": newest})
    assert older.json()["unread"] == 0
    assert not any(row["unread"] for row in _inbox(member))


def test_an_offer_is_told_while_it_can_be_taken_and_then_its_end(
    toktok: Served, crowd: Crowd, stall: Stall
) -> None:
    world = stall.world
    creator, owner, buyer = world.people[3:6]
    for fan in (owner, buyer):
        world.tt.do(fan, "deposit", value=TT)
        world.tt.do(fan, "approve", world.moments.address, 2**256 - 1)
        world.moments.do(fan, "setApprovalForAll", world.exchange.address, True)
    stall.allow(buyer)
    moment = stall.moment(creator)
    token = stall.mint(owner, moment)
    one = stall.order(buyer, OFFER, token, price=7 * TT)
    stall.kept(one)
    stall.kept(stall.order(buyer, MOMENT_OFFER, moment, price=6 * TT))
    stall.kept(stall.order(owner, LISTING, token, price=90 * TT))
    member = _enter(toktok, crowd, owner)
    offers = [row for row in _inbox(member) if row["kind"] == "offer" and row["moment"] == moment]
    assert {(row["token_id"], row["amount"], row["account"]) for row in offers} == {
        (token, str(7 * TT), stall.checksum(buyer)),
        (None, str(6 * TT), stall.checksum(buyer)),
    }
    world.exchange.do(owner, "acceptOffer", one, stall.sign(one), token)
    toktok.catch_up()
    left = [row for row in _inbox(member) if row["kind"] == "offer" and row["moment"] == moment]
    assert left == []
    accepted = _inbox(_enter(toktok, crowd, buyer))[0]
    assert (accepted["kind"], accepted["amount"]) == ("offer_accepted", str(7 * TT))
    assert accepted["account"] == stall.checksum(owner)


def test_a_subscription_is_told_of_three_days_before_its_end(
    toktok: Served, crowd: Crowd, stall: Stall
) -> None:
    world = stall.world
    creator = world.market.read("creatorOf", toktok.history.tokens[0])
    fan = next(each for each in reversed(world.people) if each != creator)
    world.tt.do(fan, "deposit", value=TT)
    world.tt.do(fan, "approve", world.subscriptions.address, 2**256 - 1)
    world.subscriptions.do(creator, "setPlan", 2 * TT, 30 * DAY, 0)
    plan = world.subscriptions.read("planOf", creator)[0]
    world.subscriptions.do(fan, "subscribe", creator, plan, 1, fan, 100 * TT)
    toktok.catch_up()
    paid = toktok.get("/v1/activity", kind="subscription", limit=1)["items"][0]
    ends_at = paid["data"]["ends_at"]

    def told() -> list[int]:
        rows = _inbox(_enter(toktok, crowd, fan), limit=2)
        return [row["ends_at"] for row in rows if row["kind"] == "subscription_ending"]

    world.node.wait_until(ends_at - 3 * DAY - 60 - stall.now)
    toktok.catch_up()
    assert ends_at not in told()
    world.node.wait_until(120)
    toktok.catch_up()
    assert ends_at in told()


def test_only_who_is_signed_in_has_an_inbox(toktok: Served, crowd: Crowd) -> None:
    for path in ("/v1/inbox", "/v1/inbox/unread"):
        assert toktok.client.get(path).status_code == 401
    member = crowd.member("reader of an empty inbox")
    answer = member.client.get("/v1/inbox").json()
    assert answer == {"items": [], "next_cursor": None, "unread": 0, "claimable": "0"}
    refused = member.client.post("/v1/inbox/read", json={"up_to": "1-1-1"})
    assert refused.status_code == 403
    assert member.send("POST", "/v1/inbox/read", {"up_to": "yesterday"}).status_code == 422


def test_an_inbox_is_read_along_indexes_whatever_the_account_has(toktok: Served) -> None:
    context = toktok.app.state.context
    store: Store = context.store
    read = 0
    for person in toktok.world.people:
        with statements(store.engine) as seen, store.read() as session:
            inbox(session, context.venue(session), bytes.fromhex(person[2:]))
        with store.engine.connect() as connection:
            pretend_to_be_large(connection)
            for statement, parameters in seen.items():
                about = conditions(statement)
                # Those of orders are read in order until the page is full; the cursor is one row.
                if re.match(r" FROM (app_order|cursor|protocol)\b", about):
                    continue
                found = findings(connection, statement, parameters)
                assert not found.scanned | found.is_sorted, statement
                read += "activity.kind IN" in statement
            connection.rollback()
    assert read
