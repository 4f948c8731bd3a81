"""Live events over HTTP: nothing is lost, and nothing comes twice."""

from __future__ import annotations

from typing import Any

import pytest

from tests.backend.api.listening import listening
from tests.support.served import Served, wait_for


def heard_of(toktok: Served) -> int:
    """Wait until the newest block is indexed, and handed out to those who listen; its number."""
    newest = toktok.catch_up()
    hub = toktok.app.state.context.hub
    wait_for(lambda: hub.position == newest, f"block {newest} handed out")
    return newest


def place(where: str, block_hash: str) -> str:
    """The id of an event, of a block: where, and the beginning of the block's hash."""
    return f"{where}@{block_hash[2:10]}"


def hash_of(toktok: Served, block: int) -> str:
    found: str = toktok.world.node.call("eth_getBlockByNumber", hex(block), False)["hash"]
    return found


def activity_since(toktok: Served, block: int, **params: str) -> list[dict[str, Any]]:
    """What the table says happened after `block`, the first first."""
    rows = toktok.get("/v1/activity", limit=200, **params)["items"]
    return [row for row in reversed(rows) if row["block"] > block]


def test_what_happens_is_heard_by_everybody_as_it_is_listed(toktok: Served) -> None:
    with listening(toktok) as one, listening(toktok) as two:
        start = one.next()
        assert (start.name, start.id) == (
            "head",
            place(str(start.data["number"]), start.data["hash"]),
        )
        assert two.next() == start
        toktok.history.play(12)
        last = heard_of(toktok)
        heard = one.until_head(last)
        assert [event.data for event in heard] == activity_since(toktok, start.data["number"])
        for event in heard:
            assert event.id == place(event.data["id"], hash_of(toktok, event.data["block"]))
        assert all(event.name == event.data["kind"] for event in heard)
        assert two.until_head(last) == heard


def test_who_receives_tokens_hears_of_it_live_and_after_being_away(toktok: Served) -> None:
    token = toktok.history.tokens[0]
    contract = toktok.world.token(token)
    sender = max(toktok.world.people, key=lambda each: contract.read("balanceOf", each))
    receiver = next(each for each in toktok.world.people if each != sender)
    with listening(toktok, account=receiver) as stream:
        begun = stream.next().data["number"]
        contract.do(sender, "transfer", receiver, 5)
        heard = stream.until_head(heard_of(toktok))
    with listening(toktok, account=receiver, after=str(begun)) as stream:
        missed = stream.until_head(heard_of(toktok))
    assert [event.name for event in heard] == ["token_transfer"]
    assert heard[0].data["data"]["to"].lower() == receiver.lower()
    assert [event for event in missed if event.name != "head"] == heard


def test_a_listener_that_was_away_hears_exactly_what_it_missed(toktok: Served) -> None:
    with listening(toktok) as stream:
        begun = stream.next().data["number"]
    toktok.history.play(12)
    heard_of(toktok)
    missed = activity_since(toktok, begun)
    assert len(missed) > 3
    for position, seen in enumerate(missed):
        with listening(toktok, since=seen["id"]) as stream:
            heard = stream.until_head(heard_of(toktok))
        assert [event.data for event in heard] == missed[position + 1 :]
    with listening(toktok, after=str(begun)) as stream:
        assert [each.data for each in stream.until_head(heard_of(toktok))] == missed


def test_the_id_of_a_head_stands_for_everything_before(toktok: Served) -> None:
    with listening(toktok) as stream:
        head = stream.next()
    toktok.history.play(6)
    heard_of(toktok)
    with listening(toktok, since=head.id) as stream:
        heard = stream.until_head(heard_of(toktok))
    assert [event.data for event in heard] == activity_since(toktok, head.data["number"])


def test_a_listener_hears_only_what_it_asked_for(toktok: Served) -> None:
    token = toktok.get("/v1/creators/s7_1")["token"]
    account = toktok.get("/v1/activity", limit=1)["items"][0]["account"]
    with (
        listening(toktok, token="s7_1") as of_token,
        listening(toktok, account=account) as of_account,
    ):
        begun = of_token.next().data["number"]
        of_account.next()
        # What is played is picked by chance: until something is about that token.
        for _ in range(10):
            toktok.history.play(25)
            last = heard_of(toktok)
            if activity_since(toktok, begun, token=token):
                break
        heard = [event.data for event in of_token.until_head(last)]
        assert heard == activity_since(toktok, begun, token=token)
        assert {row["token"] for row in heard} == {token}
        heard = [event.data for event in of_account.until_head(last)]
        assert heard == activity_since(toktok, begun, account=account)


def test_a_reorganisation_is_announced_and_what_happened_instead_follows(toktok: Served) -> None:
    node, tt, fan = toktok.world.node, toktok.world.tt, toktok.world.people[0]
    with listening(toktok) as stream:
        begun = stream.next().data["number"]
        for value in (1, 2, 3):
            tt.do(fan, "deposit", value=value)
        stream.until_head(heard_of(toktok))
        node.call("anvil_reorg", 3, [])
        node.call("evm_mine")
        tt.do(fan, "deposit", value=4)
        events = stream.until_head(heard_of(toktok))
    reorg, *instead = events
    assert reorg.name == "reorg"
    assert begun <= reorg.data["to_block"] < begun + 3
    after = activity_since(toktok, reorg.data["to_block"])
    assert [event.data for event in instead if event.name != "reorg"] == after
    assert after[-1]["data"]["eth"] == "4"


def test_a_listener_from_a_chain_that_was_cut_is_told_so(toktok: Served) -> None:
    head = heard_of(toktok)
    floor = head - toktok.settings.confirmations
    with listening(toktok, since=f"{head + 1_000}-0") as stream:
        reorg, *instead = stream.until_head(head)
    assert (reorg.name, reorg.data) == ("reorg", {"to_block": floor})
    assert [event.data for event in instead] == activity_since(toktok, floor)
    with listening(toktok, since="1@00000000") as stream:
        assert stream.next() == ("reorg", "", {"to_block": -1})


@pytest.mark.parametrize("seen_is", ["an event", "a block"])
def test_a_listener_that_was_away_during_a_reorganisation_hears_what_happened_instead(
    toktok: Served, seen_is: str
) -> None:
    node, tt, fan = toktok.world.node, toktok.world.tt, toktok.world.people[0]
    begun = heard_of(toktok)
    for value in (5, 6):
        tt.do(fan, "deposit", value=value)
    head = heard_of(toktok)
    assert head == begun + 2
    event = activity_since(toktok, begun)[-1]
    seen = event["id"] if seen_is == "an event" else str(event["block"])
    seen = place(seen, hash_of(toktok, head))
    with listening(toktok, since=seen) as stream:
        assert stream.until_head(head) == []
    node.call("anvil_reorg", 2, [])
    node.call("anvil_rollback", 2)
    for value in (7, 8, 9):
        tt.do(fan, "deposit", value=value)
    head = heard_of(toktok)
    with listening(toktok, since=seen) as stream:
        reorg, *instead = stream.until_head(head)
    floor = head - toktok.settings.confirmations
    assert (reorg.name, reorg.data) == ("reorg", {"to_block": floor})
    assert [event.data for event in instead] == activity_since(toktok, floor)
    assert [event.data["data"]["eth"] for event in instead[-3:]] == ["7", "8", "9"]
    with listening(toktok, since=instead[-2].id) as stream:
        assert stream.until_head(head) == instead[-1:]


@pytest.mark.parametrize("text", ["-1", "x", "1@", "1-2@0", "1@0000000g", "1" * 19])
def test_what_is_no_id_is_refused(toktok: Served, text: str) -> None:
    answer = toktok.client.get("/v1/events", headers={"Last-Event-ID": text})
    assert (answer.status_code, answer.json()["title"]) == (422, "Invalid event id")


def test_a_stream_that_ended_is_forgotten(toktok: Served) -> None:
    hub = toktok.app.state.context.hub
    with listening(toktok) as stream:
        stream.next()
        wait_for(lambda: hub.listeners >= 1, "a listener")
    wait_for(lambda: hub.listeners == 0, "nobody listens")
