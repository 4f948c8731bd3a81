"""The past that the seed gives a chain, killed and resumed on the way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from hashlib import sha256

import pytest
from brownie import accounts
from eth_account import Account
from ganache import ROOT, Ganache

from scripts.cast import CREATORS, DAY, FANS, OPERATOR
from scripts.fund import FORMULA
from scripts.plan import make_plan
from scripts.protocol import CREATIONS, NAMES
from scripts.record import read_record
from scripts.stage import SeedError, acts_played
from scripts.works import PIECES
from toktok.media.cid import SCHEME
from toktok.media.folder import MediaFolder

KILLED_AFTER_BLOCKS = 500
NOBODY = "0x" + "00" * 20
LISTING, OFFER, MOMENT_OFFER = range(3)
RUNNING, SETTLED, CANCELED = 1, 2, 3


class Seeded:
    """A chain that was seeded by the command, killed once on the way."""

    def __init__(self, folder, artifacts):
        self.node = Ganache(folder / "ganache.log", days_ago=34)
        self.web3 = self.node.web3
        self.signed_path = folder / "signed.json"
        self.media = MediaFolder(folder / "media")
        self._env = {
            **os.environ,
            "TOKTOK_RPC_URL": self.node.url,
            "TOKTOK_DEPLOYMENTS_DIR": str(folder),
            "TOKTOK_MEDIA_DIR": str(folder / "media"),
            "TOKTOK_OPERATOR": self.web3.eth.accounts[OPERATOR],
        }
        self.run("scripts.deploy")
        self._seed_and_kill()
        self.said = self.run("scripts.seed", "--signed", str(self.signed_path))
        self._read(read_record(folder / "1337.json"), artifacts)

    def run(self, module, *arguments):
        """What a command says, which must not fail."""
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            env=self._env,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def events(self, name):
        """The arguments of every event of that name, in order."""
        return [each["args"] for each in self.logs[name]]

    def call(self, contract, function, *arguments):
        """What a view says now."""
        return getattr(self.contracts[contract].functions, function)(*arguments).call()

    def document(self, uri):
        """Metadata, by its address."""
        return json.loads(self.media.read(uri.removeprefix(SCHEME)))

    def simulate(self, transaction):
        """The node's error, None if the transaction would go through."""
        call = {key: value for key, value in transaction.items() if key != "nonce"}
        return self.web3.provider.make_request("eth_call", [call, "latest"]).get("error")

    def _seed_and_kill(self):
        command = [sys.executable, "-m", "scripts.seed"]
        process = subprocess.Popen(command, cwd=ROOT, env=self._env)
        while self.web3.eth.block_number < KILLED_AFTER_BLOCKS and process.poll() is None:
            time.sleep(0.05)
        process.kill()
        process.wait()

    def _tokens(self):
        return [each["token"] for each in self.events("Launched")]

    def _read(self, record, artifacts):
        self.contracts = {
            name: self.web3.eth.contract(record.contracts[name].address, abi=artifacts.abi(name))
            for name in NAMES
        }
        self.logs = {}
        for name, contract in self.contracts.items():
            for event in contract.events:
                where = {"address": self._tokens() if name == "CreatorToken" else contract.address}
                found = self.web3.eth.get_logs({**where, "fromBlock": 0, "topics": [event.topic]})
                self.logs.setdefault(event.event_name, []).extend(map(event.process_log, found))
        self.now = self.node.now()
        self.signed = json.loads(self.signed_path.read_text())


@pytest.fixture(scope="module")
def seeded(tmp_path_factory, artifacts):
    """The seeded chain, for all tests to look at."""
    chain = Seeded(tmp_path_factory.mktemp("seed"), artifacts)
    yield chain
    chain.node.stop()


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


def test_every_act_happened_once(seeded):
    # Beside them: the transactions of the deployment and the block that shows today.
    mined = sum(
        len(seeded.web3.eth.get_block(number)["transactions"])
        for number in range(seeded.web3.eth.block_number + 1)
    )
    assert mined == len(make_plan().acts) + len(CREATIONS) + 1


def test_seeding_again_changes_nothing_and_says_so(seeded):
    block, signed = seeded.web3.eth.block_number, seeded.signed_path.read_bytes()
    said = seeded.run("scripts.seed", "--signed", str(seeded.signed_path))
    assert "nothing changed" in said
    assert "11 creators" in said
    assert f"{len(seeded.events('MomentCreated'))} moments" in said
    assert seeded.web3.eth.block_number == block
    assert seeded.signed_path.read_bytes() == signed


def test_there_are_creators_with_backers_of_every_fate(seeded):
    launches = seeded.events("Launched")
    assert len(launches) >= 8
    for launched in launches:
        contributed = seeded.events("Contributed")
        backers = {e["account"] for e in contributed if e["token"] == launched["token"]}
        assert len(backers) >= 5
    assert len(seeded.events("LaunchFailed")) == 1
    assert seeded.events("Refunded")
    ended = {each["token"] for each in seeded.events("Finalized") + seeded.events("LaunchFailed")}
    still_open = [each for each in launches if each["token"] not in ended]
    assert len(still_open) == 1
    assert still_open[0]["closesAt"] > time.time() + DAY


def test_a_month_of_trades_ends_about_now(seeded):
    trades = seeded.logs["Traded"]
    assert len(trades) >= 600
    first, last = (
        seeded.web3.eth.get_block(trades[at]["blockNumber"])["timestamp"] for at in (0, -1)
    )
    assert last - first >= 30 * DAY
    assert -60 < time.time() - last < DAY
    assert abs(seeded.node.now() - time.time()) < 300
    trades = seeded.events("Traded")
    assert len({each["trader"] for each in trades}) >= 40
    assert len({each["token"] for each in trades}) >= 8
    assert {each["isBuy"] for each in trades} == {True, False}
    assert any(each["referrerFee"] for each in trades)


def test_everything_else_about_tokens_happens_too(seeded):
    for event in ("AllocationClaimed", "UnvestedReturned", "SplitsSet", "Claimed"):
        assert seeded.events(event), event
    founders = {each["creator"] for each in seeded.events("Launched")}
    claimed = {each["account"] for each in seeded.events("Claimed")}
    fans = {seeded.web3.eth.accounts[number] for number in FANS}
    assert claimed & founders
    assert claimed & fans
    assert len(fans) >= 40


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


def test_subscriptions_are_given_renewed_on_changed_terms_and_ended(seeded):
    paid = seeded.events("Subscribed")
    assert len({each["creator"] for each in paid}) >= 5
    assert sum(each["payer"] != each["account"] for each in paid) == 1
    plans = {}
    for each in paid:
        plans.setdefault((each["creator"], each["account"]), set()).add(each["planId"])
    assert any(len(each) > 1 for each in plans.values()), "renewed after a change"
    assert any(each["minimumHolding"] for each in paid)
    assert seeded.events("PlanEnded")
    stands = Counter(seeded.call("Subscriptions", "isSubscribed", *each) for each in plans)
    assert min(stands[True], stands[False]) >= 3


def test_foreign_royalties_are_swept_or_wait(seeded):
    assert len(seeded.events("Swept")) == 1
    tokens = {each["token"] for each in seeded.events("Launched")}
    assert sum(seeded.web3.eth.get_balance(each) > 0 for each in tokens) == 1


def test_the_fund_has_paid_one_period_and_another_waits(seeded):
    fund = seeded.contracts["CreatorFund"]
    period, root, total, effective, uri = seeded.call("CreatorFund", "currentRoot")
    assert (period, effective <= seeded.now) == (1, True)
    data = seeded.document(uri)
    assert data["formula"] == FORMULA
    assert (data["root"], int(data["total"])) == (f"0x{root.hex()}", total)
    assert total == sum(int(each["cumulative"]) for each in data["creators"])
    assert int(data["budget"]) - len(data["creators"]) < total <= int(data["budget"])
    claimed = {each["account"] for each in seeded.events("FundClaimed")}
    assert 3 <= len(claimed) < len(data["creators"])
    for each in data["creators"]:
        claim = fund.functions.claim(each["account"], int(each["cumulative"]), each["proof"])
        if each["account"] not in claimed:
            assert claim.call() == int(each["amount"])
    waiting = seeded.call("CreatorFund", "pendingRoot")
    assert waiting[0] == 2
    later = seeded.document(waiting[4])
    before = {each["account"]: int(each["cumulative"]) for each in data["creators"]}
    for each in later["creators"]:
        had = before.get(each["account"], 0)
        assert int(each["cumulative"]) == had + int(each["amount"])
    assert seeded.call("CreatorFund", "deposits") > waiting[2], "money for the next period"


def test_the_scores_of_a_period_are_what_the_chain_says(seeded):
    data = seeded.document(seeded.call("CreatorFund", "currentRoot")[4])

    def counts(event):
        timestamp = seeded.web3.eth.get_block(event["blockNumber"])["timestamp"]
        return data["from"] <= timestamp < data["to"]

    tips, subscribers = Counter(), {}
    for each in filter(counts, seeded.logs["IncomeDivided"]):
        if each["args"]["source"] == 0:
            tips[each["args"]["creator"]] += each["args"]["amount"]
    for each in filter(counts, seeded.logs["Subscribed"]):
        subscribers.setdefault(each["args"]["creator"], set()).add(each["args"]["account"])
    for each in data["creators"]:
        people = len(subscribers.get(each["account"], ()))
        assert int(each["tips"]) == tips[each["account"]]
        assert each["subscribers"] == people
        assert each["score"] == tips[each["account"]] // 10**18 + 25 * people
    scores = sum(each["score"] for each in data["creators"])
    for each in data["creators"]:
        assert int(each["amount"]) == int(data["budget"]) * each["score"] // scores


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


def test_a_plan_is_the_same_every_time():
    assert make_plan() == make_plan()


def test_every_moment_of_a_plan_has_a_key_of_its_own():
    assert len({each.key for each in PIECES}) == len(PIECES)


def test_a_chain_used_for_something_else_is_refused(world):
    wallet = [each.address for each in accounts]
    with pytest.raises(SeedError, match="make reset"):
        acts_played(make_plan().acts, wallet)
