"""What the pages of vouchers say: what became of them, and who signed them."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.chain import TT, person
from tests.e2e.collecting import HOUR, Collecting
from tests.e2e.conftest import Stage, Visit

NOBODY = "0x" + "00" * 20


@pytest.fixture
def collecting(stage: Stage) -> Collecting:
    """Moments on the stage."""
    return Collecting(stage)


def test_who_signed_a_minted_moment_is_shown_with_the_signature_if_it_was_handed_in(
    collecting: Collecting, visit: Visit
) -> None:
    chain, mira = collecting.chain, person("mira")
    fan = chain.fund(person("vick"), 2, tt=100)
    chain.tt.send(fan, "approve", chain.moments.address, 100 * TT)
    reading = visit()
    facts = reading.page.locator(".facts")
    for nonce, is_handed_in in ((61, True), (62, False)):
        terms = collecting.terms(f"Signed as {nonce}", edition=5, price=7)
        body = collecting.sign_voucher(mira, nonce, terms)
        if is_handed_in:
            collecting.voucher(mira, nonce, terms)
        signature = body["signature"]
        voucher = (mira.address, nonce, 0, terms)
        chain.moments.send(
            fan,
            "mintVoucher",
            voucher,
            bytes.fromhex(signature[2:]),
            1,
            fan.address,
            7 * TT,
            NOBODY,
        )
        collecting.stage.catch_up()
        moment = int(chain.ledger.read("momentCount"))
        told = collecting.get(f"/v1/moments/{moment}")
        assert (told["creator"], told["signature"]) == (
            mira.address,
            signature if is_handed_in else None,
        )
        [mined] = chain.rpc.call("eth_getBlockByNumber", "latest", False)["transactions"]
        assert told["created_tx"] == mined
        reading.go(f"/moments/{moment}")
        expect(facts).to_contain_text(mira.address)
        expect(facts).to_contain_text(told["created_tx"])
        expect(facts).to_contain_text(signature if is_handed_in else "Not handed in here.")


def test_a_voucher_that_is_over_is_headed_by_what_became_of_it(
    collecting: Collecting, visit: Visit
) -> None:
    chain, mira = collecting.chain, person("mira")
    cancelled = collecting.voucher(mira, 63, collecting.terms("Taken back"))
    terms = collecting.terms("Too late")
    closes = chain.now + HOUR
    expired = collecting.voucher(mira, 64, (*terms[:5], closes, *terms[6:]))
    reading = visit()
    card = reading.page.locator("section", has=reading.page.locator("#sale-title"))
    for voucher in (cancelled, expired):
        reading.go(f"/vouchers/{voucher}")
        expect(card.locator("h2")).to_have_text("Waits for its first mint")
        expect(card.locator("#mint")).to_be_visible()

    chain.moments.send(mira, "cancelVoucher", 63)
    chain.pass_time(2 * HOUR)
    collecting.stage.catch_up()
    ends = {
        cancelled: ("cancelled", "Cancelled by its creator", "taken this voucher back"),
        expired: ("void", "Sale over", "Nobody bought while the sale was open"),
    }
    for voucher, (state, title, lead) in ends.items():
        assert collecting.get(f"/v1/vouchers/{voucher}")["state"] == state
        reading.go(f"/vouchers/{voucher}")
        expect(card.locator("h2")).to_have_text(title)
        expect(card).to_contain_text(lead)
        expect(card).not_to_contain_text("first mint")
        expect(card.locator("#mint, .countdown")).to_have_count(0)
