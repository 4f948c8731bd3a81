"""The seed's moments, auctions and orders: some of every kind, at every stage."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256

import pytest
from eth_account import Account

from scripts.seeding.cast import CREATORS
from toktok.media.cid import SCHEME

LISTING, OFFER, MOMENT_OFFER = range(3)
RUNNING, SETTLED, CANCELED = 1, 2, 3


@pytest.fixture(scope="module")
def moments(seeded):
    """Every moment as it stands, by its id."""
    fields = [each["name"] for each in _outputs(seeded, "TopMoments", "momentState")]
    return {
        created["moment"]: dict(
            zip(fields, seeded.call("TopMoments", "momentState", created["moment"]), strict=True)
        )
        for created in seeded.events("MomentCreated")
    }


@pytest.fixture(scope="module")
def auctions(seeded):
    """Every auction as it stands, with the bids it had and the end that was announced."""
    fields = [each["name"] for each in _outputs(seeded, "MomentAuction", "auctionOf")]
    found = []
    for created in seeded.events("AuctionCreated"):
        state = seeded.call("MomentAuction", "auctionOf", created["auction"])
        bids = [
            each for each in seeded.events("BidPlaced") if each["auction"] == created["auction"]
        ]
        found.append(
            {
                **dict(zip(fields, state, strict=True)),
                "bids": len(bids),
                "announced": created["endsAt"],
            }
        )
    return found


def _outputs(seeded, contract, function):
    entry = next(each for each in seeded.contracts[contract].abi if each.get("name") == function)
    return entry["outputs"][0]["components"]


def test_there_are_moments_of_every_kind(seeded, moments):
    assert len(moments) >= 30
    created = seeded.events("MomentCreated")
    assert sum(each["voucher"] != bytes(32) for each in created) >= 2
    assert sum(bool(each["terms"]["splits"]) for each in created) >= 4
    sounds = Counter(each["soundId"] for each in moments.values() if each["soundId"])
    assert sum(uses >= 2 for uses in sounds.values()) >= 3
    assert len(seeded.events("SoundRegistered")) > len(sounds), "one that nobody uses"
    assert sum(each["hasPerk"] for each in moments.values()) >= 4
    assert any(each["maxPerWallet"] for each in moments.values())
    assert len({each["creator"] for each in moments.values()}) == len(CREATORS)


def test_there_are_editions_at_every_stage(seeded, moments):
    now = seeded.now
    stages = Counter(
        "one-of-one" if each["editionSize"] == 1
        else "to come" if each["opensAt"] > now
        else "sold out" if each["minted"] == each["editionSize"]
        else "closed" if 0 < each["closesAt"] <= now
        else "open"
        for each in moments.values()
    )  # fmt: skip
    assert stages["one-of-one"] >= 12
    assert stages["sold out"] >= 4
    assert stages["open"] >= 8
    assert stages["closed"] >= 2
    assert stages["to come"] >= 2


def test_there_are_auctions_at_every_stage(seeded, auctions):
    now = seeded.now

    def some(*, fate, ended=None, bids=None, extended=None, opened=True):
        return [
            each
            for each in auctions
            if each["status"] == fate
            and (each["opensAt"] <= now) == opened
            and (ended is None or (each["endsAt"] <= now) == ended)
            and (bids is None or bool(each["bids"]) == bids)
            and (extended is None or (each["endsAt"] > each["announced"]) == extended)
        ]

    assert some(fate=RUNNING, opened=False), "to come"
    assert some(fate=RUNNING, ended=False, bids=False), "without a bid"
    assert some(fate=RUNNING, ended=False, bids=True, extended=False), "with bids"
    assert some(fate=RUNNING, ended=False, bids=True, extended=True), "extended, and still on"
    assert some(fate=RUNNING, ended=True, bids=True), "ended, not settled"
    assert some(fate=SETTLED, bids=True, extended=True)
    assert some(fate=SETTLED, bids=False), "nobody wanted it"
    assert some(fate=CANCELED, bids=False)
    assert max(each["bids"] for each in auctions) >= 5
    creators = {seeded.web3.eth.accounts[each.account] for each in CREATORS}
    assert any(each["seller"] not in creators for each in auctions), "sold by its buyer"


def test_tokens_are_sold_referred_redeemed_given_and_resold(seeded):
    assert len(seeded.events("Minted")) >= 100
    assert len(seeded.events("ReferralBooked")) >= 10
    assert len(seeded.events("PerkRedeemed")) >= 8
    filled = seeded.events("OrderFilled")
    sides = Counter(each["side"] for each in filled)
    assert min(sides[side] for side in (LISTING, OFFER, MOMENT_OFFER)) >= 2
    assert sum(each["royalty"] > 0 and each["toSeller"] > 0 for each in filled) >= 15
    assert any(each["toSeller"] == 0 for each in filled), "sold by its creator"
    assert len(seeded.events("VoucherUsed")) >= 2
    assert len(seeded.events("VoucherCanceled")) == 1
    exchange = {each["transactionHash"] for each in seeded.logs["OrderFilled"]}
    moved = [each for each in seeded.logs["Transfer"] if "tokenId" in each["args"]]
    people = set(seeded.web3.eth.accounts)
    assert any(
        each["args"]["from"] in people
        and each["args"]["to"] in people
        and each["transactionHash"] not in exchange
        for each in moved
    ), "given"


def test_some_incomes_are_divided_and_some_wait(seeded, moments):
    divided = {each["moment"] for each in seeded.events("IncomeDivided") if each["moment"]}
    booked = {each: seeded.call("PayoutLedger", "bookedOf", each) for each in moments}
    waiting = {each for each, (sales, resales, _) in booked.items() if sales or resales}
    assert len(divided) >= 8
    assert len(waiting) >= 8
    assert any(resales for _, resales, _ in booked.values())
    assert any(each["toSound"] for each in seeded.events("IncomeDivided"))
    sources = {each["source"] for each in seeded.events("Credited")}
    assert sources >= {0, 1, 2, 3, 4, 5, 6, 7}


def test_media_and_metadata_are_kept_and_are_what_the_chain_says(seeded, moments):
    for moment in moments.values():
        metadata = seeded.document(moment["uri"])
        clip = seeded.media.read(metadata["animation_url"].removeprefix(SCHEME))
        assert sha256(clip).digest() == moment["contentHash"]
        assert metadata["properties"]["content_hash"] == f"0x{moment['contentHash'].hex()}"
        assert clip[4:8] == b"ftyp"
        poster = seeded.media.read(metadata["image"].removeprefix(SCHEME))
        assert poster.startswith(b"\xff\xd8\xff")
        assert metadata["name"]
        assert metadata["description"]
    assert len({each["contentHash"] for each in moments.values()}) == len(moments)
    for sound in seeded.events("SoundRegistered"):
        metadata = seeded.document(sound["uri"])
        audio = seeded.media.read(metadata["audio_url"].removeprefix(SCHEME))
        assert sha256(audio).digest() == sound["contentHash"]


def test_open_orders_are_signed_by_their_makers_and_good(seeded):
    orders = [each["order"] for each in seeded.signed["orders"]]
    sides = Counter(each["side"] for each in orders)
    assert sides[LISTING] >= 8
    assert min(sides[OFFER], sides[MOMENT_OFFER]) >= 3
    for each in seeded.signed["orders"]:
        order, values = each["order"], _values(each["order"])
        maker = order["maker"]
        assert _signer(seeded, "MomentExchange", "hashOrder", values, each) == maker
        assert int(order["signedAt"]) <= seeded.now < int(order["expiry"])
        assert not seeded.call("MomentExchange", "isGroupClosed", maker, int(order["group"]))
        assert seeded.call("MomentExchange", "counterOf", maker) == int(order["counter"])
        exchange = seeded.contracts["MomentExchange"].address
        if order["side"] == LISTING:
            state = seeded.call("TopMoments", "tokenState", int(order["id"]))
            assert state[:2] == (maker, int(order["version"]))
            assert seeded.call("TopMoments", "isApprovedForAll", maker, exchange)
        else:
            allowed = seeded.call("ToktokToken", "allowance", maker, exchange)
            held = seeded.call("ToktokToken", "balanceOf", maker)
            assert min(allowed, held) >= int(order["price"])


def test_open_vouchers_are_signed_by_their_creators_and_good(seeded):
    vouchers = seeded.signed["vouchers"]
    assert len(vouchers) >= 3
    for each in vouchers:
        voucher, values = each["voucher"], _values(each["voucher"])
        creator, nonce = voucher["creator"], int(voucher["nonce"])
        assert _signer(seeded, "TopMoments", "hashVoucher", values, each) == creator
        assert not seeded.call("TopMoments", "isVoucherSpent", creator, nonce)
        assert seeded.document(voucher["terms"]["uri"])["name"]


def test_what_ends_some_of_them_afterwards_goes_through(seeded):
    then = seeded.signed["then"]
    assert len(then) >= 6
    for each in then:
        assert seeded.simulate(each) is None
        assert seeded.web3.eth.get_transaction_count(each["from"]) == int(each["nonce"], 16)


def _values(message):
    """A message as the contract takes it."""
    return tuple(
        _values(value) if isinstance(value, dict)
        else [_values(each) for each in value] if isinstance(value, list)
        else int(value) if isinstance(value, str) and value.isdigit()
        else value
        for value in message.values()
    )  # fmt: skip


def _signer(seeded, contract, function, values, signed):
    digest = seeded.call(contract, function, values)
    return Account._recover_hash(digest, signature=signed["signature"])
