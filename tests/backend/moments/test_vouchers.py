"""Vouchers are taken if they could create their moment, and shown so that anybody can mint."""

from __future__ import annotations

from typing import Any

import pytest

from tests.backend.moments.stall import DAY, INFINITE, Stall, Struct, named
from tests.support.world import NOBODY, TT
from toktok.api.schemas.orders import Voucher, VoucherPage
from toktok.api.schemas.problems import Problem


@pytest.fixture
def creator(stall: Stall) -> str:
    return stall.world.people[3]


def refused(stall: Stall, voucher: Struct, status: int, *words: str) -> None:
    response = stall.post_voucher(voucher)
    assert response.status_code == status, response.text
    problem = Problem.model_validate(response.json(), strict=True)
    assert problem.remedy
    for word in words:
        assert word in f"{problem.detail} {problem.remedy}", problem


def mint(stall: Stall, voucher: Struct, buyer: str) -> None:
    signature = stall.sign_voucher(voucher)
    stall.world.moments.do(buyer, "mintVoucher", voucher, signature, 1, buyer, INFINITE, NOBODY)


def test_a_voucher_is_kept_and_minted_with_what_is_shown(stall: Stall, creator: str) -> None:
    splits = [(creator, 9_000), (stall.world.people[4], 1_000)]
    voucher = stall.voucher(creator, splits=splits, maxPerWallet=3, perk="é" * 128)
    response = stall.post_voucher(voucher)
    assert response.status_code == 201, response.text
    shown = Voucher.model_validate(response.json(), strict=True)
    assert (shown.state, shown.reason, shown.moment) == ("unminted", None, None)
    assert shown.hash == "0x" + stall.world.moments.read("hashVoucher", voucher).hex()
    found = stall.toktok.get(response.headers["location"])
    terms = found["voucher"]["terms"]
    given = (
        terms["uri"], bytes.fromhex(terms["contentHash"][2:]), terms["editionSize"],
        int(terms["price"]), terms["opensAt"], terms["closesAt"], terms["maxPerWallet"],
        terms["royaltyBps"], int(terms["soundId"]),
        [(each["recipient"], each["bps"]) for each in terms["splits"]], terms["perk"],
    )  # fmt: skip
    built = (creator, int(found["voucher"]["nonce"]), int(found["voucher"]["moves"]), given)
    signature, buyer = bytes.fromhex(found["signature"][2:]), stall.world.people[5]
    stall.world.moments.do(buyer, "mintVoucher", built, signature, 1, buyer, INFINITE, NOBODY)
    assert stall.voucher_state(shown.hash) == ("minted", None)
    moment = stall.toktok.get(f"/v1/vouchers/{shown.hash}")["moment"]
    assert moment == stall.world.moments.read("momentOfVoucher", bytes.fromhex(shown.hash[2:]))
    detail = stall.toktok.get(f"/v1/moments/{moment}")
    assert detail["voucher"] == shown.hash
    assert [(each["recipient"], each["bps"]) for each in detail["splits"]] == [
        (stall.checksum(who), bps) for who, bps in splits
    ]
    # Handed in again it is told what became of it.
    again = stall.post_voucher(voucher)
    assert (again.status_code, again.json()["state"]) == (200, "minted")


def test_a_creators_vouchers_are_listed(stall: Stall) -> None:
    creator, buyer = stall.world.people[6], stall.world.people[5]
    made = [stall.voucher(creator) for _ in range(3)]
    hashes = [stall.post_voucher(each).json()["hash"] for each in made]
    mint(stall, made[0], buyer)
    stall.world.moments.do(creator, "cancelVoucher", made[1][1])
    stall.toktok.catch_up()

    def found(**params: Any) -> list[str]:
        answer = stall.toktok.get("/v1/vouchers", creator=creator, **params)
        VoucherPage.model_validate(answer, strict=True)
        return [each["hash"] for each in answer["items"]]

    assert found() == hashes[::-1]
    for state, number in (("minted", 0), ("cancelled", 1), ("unminted", 2)):
        assert found(state=state) == [hashes[number]]
    page = stall.toktok.get("/v1/vouchers", creator=creator, limit=2)
    rest = stall.toktok.get("/v1/vouchers", creator=creator, limit=2, cursor=page["next_cursor"])
    assert [each["hash"] for each in page["items"] + rest["items"]] == hashes[::-1]


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"uri": ""}, "uri"),
        ({"uri": "é" * 129}, "uri"),
        ({"contentHash": bytes(32)}, "contentHash"),
        ({"editionSize": 0}, "editionSize"),
        ({"editionSize": 10_001}, "editionSize"),
        ({"price": 0}, "price"),
        ({"royaltyBps": 1_001}, "royaltyBps"),
        ({"perk": "é" * 129}, "perk"),
        ({"closesAt": 1_700_000_000}, "closesAt"),
        ({"closesAt": 1_900_000_000, "opensAt": 1_900_000_000}, "closesAt"),
        ({"soundId": 2**63}, "soundId"),
        ({"splits": [(NOBODY, 10_000)]}, "splits"),
        ({"splits": [("0x" + "01" * 20, 0), ("0x" + "02" * 20, 10_000)]}, "splits"),
        ({"splits": [("0x" + "01" * 20, 9_999)]}, "9999"),
    ],
    ids=str,
)
def test_terms_the_contract_would_refuse_are_named(
    stall: Stall, creator: str, changes: dict[str, Any], word: str
) -> None:
    voucher = stall.voucher(creator, **changes)
    refused(stall, voucher, 422, word)
    signature, buyer = stall.sign_voucher(voucher), stall.world.people[5]
    assert not stall.would(
        buyer, stall.world.moments, "mintVoucher", voucher, signature, 1, buyer, INFINITE, NOBODY
    )


@pytest.mark.parametrize("name", ["ledger", "market"])
def test_a_recipient_that_could_never_claim_is_named(stall: Stall, creator: str, name: str) -> None:
    closed = getattr(stall.world, name).address
    voucher = stall.voucher(creator, splits=[(closed, 10_000)])
    refused(stall, voucher, 422, stall.checksum(closed))


def test_more_recipients_than_a_list_has_are_refused(stall: Stall, creator: str) -> None:
    splits = [(f"0x{number:040x}", 1_000) for number in range(1, 11)]
    response = stall.post_voucher(stall.voucher(creator, splits=splits))
    assert response.status_code == 422
    assert response.json()["errors"][0]["parameter"] == "splits"


@pytest.mark.parametrize(
    "changes",
    [
        {"uri": "é" * 128},
        {"editionSize": 10_000, "royaltyBps": 1_000},
        {"editionSize": 1, "royaltyBps": 0, "price": 1},
        {"splits": [(f"0x{number:040x}", 1_250) for number in range(1, 9)]},
        {"opensAt": 1_900_000_000, "closesAt": 1_900_000_001},
        {"nonce": 2**256 - 1},
    ],
    ids=str,
)
def test_terms_at_their_bounds_are_taken(
    stall: Stall, creator: str, changes: dict[str, Any]
) -> None:
    assert stall.post_voucher(stall.voucher(creator, **changes)).status_code == 201


def test_a_voucher_somebody_else_signed_is_refused(stall: Stall, creator: str) -> None:
    voucher = stall.voucher(creator)
    response = stall.post_voucher(voucher, stall.sign_voucher(voucher, by=stall.world.people[5]))
    assert response.status_code == 422
    assert response.json()["title"] == "Signature of somebody else"
    assert "Toktok TopMoments" in response.json()["remedy"]


def test_a_contract_signs_vouchers_in_its_own_way(stall: Stall) -> None:
    owner = stall.world.people[7]
    wallet = stall.wallet(owner)
    voucher = stall.voucher(wallet.address)
    assert stall.post_voucher(voucher, stall.sign_voucher(voucher, by=owner)).status_code == 201
    theirs = stall.sign_voucher(voucher, by=stall.world.people[5])
    assert stall.post_voucher(voucher, theirs).status_code == 422


def test_a_nonce_that_is_cancelled_or_used(stall: Stall, creator: str) -> None:
    first, second = stall.voucher(creator), stall.voucher(creator)
    hashes = [stall.post_voucher(each).json()["hash"] for each in (first, second)]
    twin = stall.voucher(creator, nonce=second[1], price=3 * TT)
    twin_hash = stall.post_voucher(twin).json()["hash"]
    stall.world.moments.do(creator, "cancelVoucher", first[1])
    mint(stall, second, stall.world.people[5])
    assert stall.voucher_state(hashes[0]) == ("cancelled", "nonce_cancelled")
    assert stall.voucher_state(hashes[1]) == ("minted", None)
    assert stall.voucher_state(twin_hash) == ("void", "nonce_used")
    refused(stall, stall.voucher(creator, nonce=first[1], price=4 * TT), 409, "has cancelled")
    refused(stall, stall.voucher(creator, nonce=second[1], price=4 * TT), 409, "Another voucher")


def test_a_creator_that_moves_to_a_new_key_voids_its_vouchers(stall: Stall) -> None:
    creator, heir = stall.world.people[8], stall.world.people[9]
    token = stall.launched(creator, "mover")
    voucher_hash = stall.post_voucher(stall.voucher(creator)).json()["hash"]
    refused(stall, stall.voucher(creator, moves=1), 409, "has moved 0 tokens")
    refused(stall, stall.voucher(creator, moves=2**63), 422, "moves")
    stall.move_creator(token, heir)
    assert stall.voucher_state(voucher_hash) == ("void", "creator_moved")
    refused(stall, stall.voucher(creator, moves=0), 409, "has moved 1 tokens", "movesOf")
    assert stall.toktok.get(f"/v1/portfolio/{creator}")["moves"] == 1
    assert stall.post_voucher(stall.voucher(creator)).status_code == 201


def test_a_sale_that_is_over_and_a_sound_that_is_not_there(stall: Stall, creator: str) -> None:
    closes_at = stall.now + 500
    voucher_hash = stall.post_voucher(stall.voucher(creator, closesAt=closes_at)).json()["hash"]
    stall.node.wait_until(500)
    assert stall.voucher_state(voucher_hash) == ("void", "sale_over")
    refused(stall, stall.voucher(creator, soundId=4_000), 409, "There is no sound 4000")
    artist = stall.world.people[5]
    stall.world.sounds.do(artist, "registerSound", "ipfs://s", b"\x01" * 32, 100, [])
    sound = stall.world.sounds.read("soundCount")
    assert stall.post_voucher(stall.voucher(creator, soundId=sound)).status_code == 201


def test_what_is_no_voucher_is_refused(stall: Stall, creator: str) -> None:
    voucher = named("Voucher", stall.voucher(creator))
    changes: dict[str, Any]
    for changes in (
        {"nonce": "-1"}, {"creator": "me"}, {"terms": {}}, {"terms": None}, {"price": "1"},
        {"terms": {**voucher["terms"], "editionSize": str(2**16)}},
        {"terms": {**voucher["terms"], "contentHash": "0x00"}},
        {"terms": {**voucher["terms"], "splits": [{"recipient": creator}]}},
    ):  # fmt: skip
        body = {"voucher": {**voucher, **changes}, "signature": "0x"}
        response = stall.toktok.client.post("/v1/vouchers", json=body)
        assert response.status_code == 422, changes
        assert response.json()["errors"]


def test_a_creator_keeps_so_many_unminted_vouchers_and_no_more(stall: Stall) -> None:
    creator = stall.world.people[10]
    stall.be_patient()
    for _ in range(100):
        assert stall.post_voucher(stall.voucher(creator)).status_code == 201
    refused(stall, stall.voucher(creator), 409, "100 vouchers")
    late = stall.voucher(creator, closesAt=stall.now + DAY)
    refused(stall, late, 409, "100 vouchers")
    kept = stall.toktok.get("/v1/vouchers", creator=creator, limit=1)["items"][0]
    stall.world.moments.do(creator, "cancelVoucher", int(kept["nonce"]))
    assert stall.post_voucher(late).status_code == 201
