"""Moments, tokens and auctions are what the contracts say at the same block."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from tests.backend.api.reading import everything, head
from tests.support.node import NodeError
from tests.support.served import Served
from tests.support.world import NOBODY, Contract

FRESH = "0x00000000000000000000000000000000000000aB"


def would(toktok: Served, sender: str, contract: Contract, function: str, *given: Any) -> bool:
    call = {"from": sender, "to": contract.address, "data": contract.data(function, *given)}
    try:
        toktok.world.node.call("eth_call", call, "latest")
    except NodeError:
        return False
    return True


def test_a_moment_is_the_contracts(toktok: Served) -> None:
    world = toktok.world
    rows = everything(toktok, "/v1/moments")
    block = head(toktok)
    assert len(rows) > 3
    for row in rows:
        state = world.moments.read("momentState", row["moment"], block=block)
        creator, content, size, minted, price, opens, closes, most, royalty, sound, perk, uri = (
            state
        )
        assert row["creator"].lower() == creator
        assert (row["content_hash"], row["uri"]) == ("0x" + content.hex(), uri)
        assert (row["edition_size"], row["minted"], int(row["price"])) == (size, minted, price)
        assert (row["opens_at"], row["closes_at"]) == (opens, closes)
        assert (row["max_per_wallet"], row["royalty_bps"]) == (most, royalty)
        assert (row["sound"]["sound_id"] if row["sound"] else 0) == sound
        assert bool(row["perk"]) == perk
        token = world.ledger.read("tokenOfMoment", row["moment"], block=block)
        assert (row["author"]["token"] or NOBODY).lower() == token
        if row["author"]["token"]:
            behind = world.market.read("creatorOf", token, block=block)
            assert row["author"]["account"].lower() == behind
            assert row["author"]["handle"]
        else:
            assert row["author"]["account"] == row["creator"]


def test_a_sale_is_open_exactly_when_somebody_can_mint(toktok: Served) -> None:
    for contract in toktok.world.guarded:
        contract.send(toktok.world.accounts[1], "unpause")
    rich = max(toktok.world.people, key=lambda each: toktok.world.tt.read("balanceOf", each))
    for wait in (0, 3_700, 21 * 86_400):
        if wait:
            toktok.world.node.wait_until(wait)
        states = set()
        for row in everything(toktok, "/v1/moments"):
            states.add(row["state"])
            mints = would(
                toktok, rich, toktok.world.moments, "mint", row["moment"], 1, FRESH, 2**255, NOBODY
            )
            assert (row["state"] == "open") == mints, row
            named = {
                each["moment"] for each in everything(toktok, "/v1/moments", state=row["state"])
            }
            assert row["moment"] in named
        assert len(states) > 2


def test_what_a_moment_brought_is_the_ledgers(toktok: Served) -> None:
    world, booked = toktok.world, 0
    for row in everything(toktok, "/v1/moments"):
        detail = toktok.get(f"/v1/moments/{row['moment']}")
        block = head(toktok)
        bookings = detail["bookings"]
        waiting = world.ledger.read("bookedOf", row["moment"], block=block)
        assert tuple(int(bookings[name]) for name in ("sales", "resales", "referred")) == waiting
        parts = ("to_sound", "to_creator", "to_fans", "to_protocol")
        assert int(bookings["divided"]) == sum(int(bookings[name]) for name in parts)
        booked += waiting[0] > 0
        terms = world.ledger.read("incomeTermsOf", row["moment"], block=block)
        for name, list_id in (("sound_splits", terms[3]), ("splits", terms[4])):
            theirs = world.ledger.read("splitsAt", list_id, block=block)
            ours = [(each["recipient"].lower(), each["bps"]) for each in detail[name]]
            assert ours == [(who, bps) for who, bps in theirs]
    assert booked


def test_tokens_and_owners_are_the_contracts(toktok: Served) -> None:
    world = toktok.world
    held: dict[str, int] = {}
    seen = 0
    for row in everything(toktok, "/v1/moments"):
        tokens = everything(toktok, f"/v1/moments/{row['moment']}/tokens")
        assert [each["serial"] for each in tokens] == list(range(1, row["minted"] + 1))
        assert row["owners"] == len({each["owner"] for each in tokens})
        assert row["redeemed"] == sum(each["perk"] == "redeemed" for each in tokens)
        for token in tokens:
            owner, version, redeemed, moment, serial, _, _ = world.moments.read(
                "tokenState", token["token_id"]
            )
            assert (token["owner"].lower(), token["version"]) == (owner, version)
            assert (token["moment"], token["serial"]) == (moment, serial)
            assert (token["perk"] == "redeemed") == redeemed
            assert (token["redeemed_at"] is not None) == redeemed
            assert (token["perk"] == "none") == (row["perk"] is None)
            held[owner] = held.get(owner, 0) + 1
            seen += 1
    assert seen > 8
    for person in world.people:
        mine = everything(toktok, f"/v1/accounts/{person}/moments")
        assert len(mine) == held.get(person.lower(), 0) == world.moments.read("balanceOf", person)
        portfolio = toktok.get(f"/v1/portfolio/{person}")
        assert portfolio["moments"] == mine[:50]
        assert int(portfolio["tt"]) == world.tt.read("balanceOf", person)


def test_a_token_knows_every_hand_it_went_through(toktok: Served) -> None:
    kinds: set[str] = set()
    for row in everything(toktok, "/v1/moments"):
        told = everything(toktok, f"/v1/moments/{row['moment']}/history")
        assert [each["id"] for each in told] == sorted(
            (each["id"] for each in told),
            key=lambda each: tuple(map(int, each.split("-"))),
            reverse=True,
        )
        plain = 0
        for token in everything(toktok, f"/v1/moments/{row['moment']}/tokens"):
            detail = toktok.get(f"/v1/tokens/{token['token_id']}")
            hands = detail["history"]
            assert hands[0]["to"] == token["owner"]
            assert (hands[-1]["kind"], hands[-1]["sender"], hands[-1]["version"]) == (
                "mint",
                None,
                1,
            )
            for later, earlier in pairwise(hands):
                assert later["sender"] == earlier["to"]
                assert later["version"] > earlier["version"]
            kinds |= {each["kind"] for each in hands}
            plain += sum(each["kind"] == "transfer" for each in hands)
            paid = [each["price"] for each in hands if each["price"] not in (None, "0")]
            assert (paid or [None])[0] == token["last_price"] or token["last_price"] == "0"
            for each in hands:
                free = each["kind"] == "mint" and row["price"] == "0"
                sold = each["kind"] not in ("escrow", "transfer") and not free
                assert (each["price"] is not None) == sold
        # Gifts are told, sales and auctions only once.
        assert plain == sum(each["kind"] == "transfer" for each in told)
        minted = sum(each["data"]["quantity"] for each in told if each["kind"] == "mint")
        # A one-of-one without a price came with the moment: nobody collected it.
        assert minted == (row["minted"] if row["price"] != "0" else 0)
    assert {"mint", "transfer", "escrow", "auction"} <= kinds


@pytest.mark.parametrize("perk", [True, False])
def test_moments_are_found_by_perk_sound_and_creator(toktok: Served, perk: bool) -> None:
    rows = everything(toktok, "/v1/moments")

    def found(**params: Any) -> list[int]:
        return [each["moment"] for each in everything(toktok, "/v1/moments", **params)]

    assert found(perk=perk) == [each["moment"] for each in rows if bool(each["perk"]) == perk]
    for sound in {each["sound"]["sound_id"] for each in rows if each["sound"]}:
        using = [
            each["moment"] for each in rows if each["sound"] and each["sound"]["sound_id"] == sound
        ]
        assert found(sound=sound) == using
        detail = toktok.get(f"/v1/sounds/{sound}")
        assert [each["moment"] for each in detail["used_by"]] == using[:24]
        assert detail["moments"] == len(using)
    for row in rows:
        author = row["author"]
        for name in filter(None, (author["handle"], author["token"])):
            assert row["moment"] in found(creator=name)
        if author["token"] is None:
            assert row["moment"] in found(creator=row["creator"])
    prices = [int(each["price"]) for each in everything(toktok, "/v1/moments", sort="cheapest")]
    assert prices == sorted(prices)
