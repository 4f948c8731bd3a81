"""What there is to see that only time, operators or a change of mind bring about; each made once, its page named."""

from __future__ import annotations

import io
import wave
from typing import Any

from eth_account.signers.local import LocalAccount
from PIL import Image
from playwright.sync_api import APIRequestContext, Browser

from tests.e2e.chain import TT, Chain, person
from tests.e2e.collecting import HOUR, SERIALS, Collecting
from tests.e2e.conftest import Stage
from tests.e2e.talking import goes_by_name, signed_in, sols_token

#: A state more is a line more: what it is called, and the page that shows it.
STATES = {
    "launch that failed": "/launches/{failed}",
    "creator whose launch failed": "/creators/flop",
    "launch to be finalized": "/launches/{ripe}",
    "launch that was finalized, of a creator with a name": "/launches/{sol}",
    "creator with a name": "/creators/sol",
    "auction that runs": "/moments/{running}",
    "auction to be settled": "/moments/{over}",
    "auction that was settled": "/moments/{settled}",
    "auction that was canceled": "/moments/{canceled}",
    "edition with a perk": "/moments/{edition}",
    "serial": "/moments/{edition}/1",
    "serial whose perk was redeemed": "/moments/{edition}/2",
    "voucher": "/vouchers/{voucher}",
    "voucher that was canceled": "/vouchers/{withdrawn}",
    "moment that is hidden": "/moments/{hidden}",
    "profile that is hidden": "/portfolio/{masked}",
    "shelf of auctions": "/moments?shelf=auction",
    "shelf of vouchers": "/moments?shelf=voucher",
    "shelf with nothing on it": "/moments?shelf=listed&creator=nobody",
}


def brought_about(stage: Stage, browser: Browser) -> dict[str, str]:
    """The states of `STATES`, and where each is seen."""
    collecting = Collecting(stage)
    names: dict[str, object] = {
        "sol": sols_token(stage),
        "masked": person("masked").address,
        **_launches(stage.chain),
        **_auctions(collecting),
        **_moments(collecting),
    }
    context = browser.new_context()
    goes_by_name(context.request, stage.url, person("sol"), "Sol of the Square")
    context.close()
    stage.catch_up()
    _fill_queues(stage, browser)
    _hide(stage, browser, f"moment:{names['hidden']}", f"profile:{names['masked']}")
    return {state: path.format(**names) for state, path in STATES.items()}


def _launches(chain: Chain) -> dict[str, str]:
    found = {}
    for name, handle in (("failed", "flop"), ("ripe", "ripe")):
        creator = chain.fund(person(handle), 2, tt=2_000)
        found[name] = chain.launch(creator, handle)
        chain.market.send(creator, "contribute", found[name], 300 * TT)
    chain.pass_time(61)
    chain.market.send(person("flop"), "finalize", found["failed"])
    return found


def _auctions(collecting: Collecting) -> dict[str, int]:
    chain, seller = collecting.chain, person("mira")
    bidder = chain.fund(person("bids on states"), 2, tt=500)
    chain.tt.send(bidder, "approve", collecting.auction.address, 500 * TT)
    moments, auctions = {}, {}
    for name in ("settled", "over", "canceled", "running"):
        if name == "canceled":
            chain.pass_time(HOUR + 1)
        moments[name] = collecting.create(seller, f"Auction {name}", edition=1, price=0)
        auctions[name] = collecting.open_auction(seller, moments[name] * SERIALS + 1, reserve=10)
        if name != "canceled":
            collecting.auction.send(bidder, "bid", auctions[name], 20 * TT)
    collecting.auction.send(bidder, "settle", auctions["settled"])
    collecting.auction.send(seller, "cancelAuction", auctions["canceled"])
    return moments


def _moments(collecting: Collecting) -> dict[str, object]:
    mira, fan = person("mira"), collecting.chain.fund(person("una"), 2, tt=100)
    edition = collecting.create(mira, "In Two Hands", edition=30, price=4, perk="A postcard")
    collecting.mint(fan, edition, price=4)
    collecting.chain.moments.send(fan, "redeem", collecting.mint(fan, edition, price=4))
    withdrawn = collecting.voucher(mira, 78, collecting.terms("Not After All"))
    collecting.chain.moments.send(mira, "cancelVoucher", 78)
    return {
        "edition": edition,
        "hidden": collecting.create(mira, "Not To Be Seen", price=4),
        "voucher": collecting.voucher(mira, 77, collecting.terms("Not Yet There")),
        "withdrawn": withdrawn,
    }


def _fill_queues(stage: Stage, browser: Browser) -> None:
    """A comment, a report, a picture and a sound wait for operators."""
    context = browser.new_context()
    masked = person("masked")
    goes_by_name(context.request, stage.url, masked, "Not Who They Say")
    send = _Sender(context.request, stage.url, masked)
    send("POST", "/comments", {"subject": "creator:mira", "body": "Is this still on?"})
    send("PUT", "/me/picture", _picture())
    send("POST", "/reports", {"subject": "creator:mira", "reason": "spam", "note": "Every day."})
    media = send("POST", "/uploads/files", _sound())["cid"]
    send("POST", "/uploads", {"kind": "sound", "name": "A Beep", "media": media})
    context.close()


def _hide(stage: Stage, browser: Browser, *subjects: str) -> None:
    context = browser.new_context()
    send = _Sender(context.request, stage.url, person("operator"))
    for subject in subjects:
        said = {"act": "hide", "subject": subject, "reason": "Somebody else's work."}
        send("POST", "/operator/acts", said)
    context.close()


class _Sender:
    """Requests of somebody who is signed in; each is taken, or the test fails."""

    def __init__(self, request: APIRequestContext, url: str, account: LocalAccount) -> None:
        self._request, self._url = request, url
        self._headers = {"X-CSRF-Token": signed_in(request, url, account)}

    def __call__(self, method: str, path: str, data: Any) -> Any:
        answer = self._request.fetch(
            f"{self._url}/v1{path}", method=method, data=data, headers=self._headers
        )
        assert answer.ok, answer.text()
        return answer.json() if answer.status != 204 else None


def _picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (64, 64), "#306040").save(file, "PNG")
    return file.getvalue()


def _sound() -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8_000)
        sound.writeframes(bytes(range(256)) * 64)
    return file.getvalue()
