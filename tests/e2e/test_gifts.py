"""Moments bought for somebody else: of an edition, by a voucher, from a listing. Who pays is not who gets it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.acting import signed
from tests.e2e.chain import TT, person
from tests.e2e.collecting import SERIALS, Collecting
from tests.e2e.conftest import Stage, Visit, Visitor


@pytest.fixture
def collecting(stage: Stage) -> Collecting:
    """Moments on the stage."""
    return Collecting(stage)


def _short(address: str) -> str:
    return f"{address[:6]}…{address[-4:]}"


def _fill(page: Page, form: str, address: str) -> None:
    """Opens the field for whom it is, and types."""
    if not page.locator(f"{form} [name=recipient]").is_visible():
        page.locator(f"{form} summary").click()
    page.fill(f"{form} [name=recipient]", address)


def _refuses(visitor: Visitor, form: str, ours: str) -> None:
    """What is no address, and a contract of ours, are refused beside the field; the wallet hears of neither."""
    page, before = visitor.page, signed(visitor)
    for typed, said in (("yol.eth", "That is no address"), (ours, "contract of this protocol")):
        _fill(page, form, typed)
        page.locator(form).get_by_role("button").click()
        expect(page.locator(f"{form} .at-field")).to_contain_text(said)
        expect(page.locator(f"{form} [name=recipient]")).to_have_value(typed)
        expect(page.locator(f"{form} [name=recipient]")).to_be_focused()
    assert signed(visitor) == before


def test_serials_of_an_edition_are_bought_for_somebody(
    collecting: Collecting, visit: Visit
) -> None:
    chain = collecting.chain
    fan, friend = chain.fund(person("gilda"), 2, tt=100), person("friend of gilda")
    moment = collecting.create(person("mira"), "For You", edition=10, price=12)
    visitor = visit(fan)
    visitor.go(f"/moments/{moment}")
    visitor.connect()
    page = visitor.page
    _refuses(visitor, "#mint", chain.moments.address)
    _fill(page, "#mint", friend.address)
    said = f"It goes to {_short(friend.address)}, not to you."
    expect(page.locator("#mint .gift-said")).to_have_text(said)
    page.click("#mint [type=submit]")
    visitor.toast(f"Bought for 12 TT. It is with {_short(friend.address)}.")
    expect(page.locator("#mint [name=recipient]")).to_have_value("")
    expect(page.locator("#mint .gift-said")).to_be_hidden()

    token_id = moment * SERIALS + 1
    assert collecting.token(token_id).owner.lower() == friend.address.lower()
    assert chain.tt_of(fan) == 88 * TT
    [hand] = collecting.get(f"/v1/tokens/{token_id}")["history"]
    assert (hand["kind"], hand["to"]) == ("mint", friend.address)
    # The next one is their own again.
    page.click("#mint [type=submit]")
    visitor.toast("Yours for 12 TT.")
    assert collecting.token(token_id + 1).owner.lower() == fan.address.lower()
    visitor.go(f"/moments/{moment}/1")
    expect(page.locator("#desk")).to_contain_text(friend.address[-4:])


def test_a_voucher_is_minted_for_somebody(collecting: Collecting, visit: Visit) -> None:
    chain = collecting.chain
    fan, friend = chain.fund(person("vito"), 2, tt=100), person("friend of vito")
    terms = collecting.terms("Signed for a friend", edition=5, price=7)
    voucher = collecting.voucher(person("mira"), 52, terms)
    visitor = visit(fan)
    visitor.go(f"/vouchers/{voucher}")
    visitor.connect()
    page = visitor.page
    _refuses(visitor, "#mint", chain.ledger.address)
    _fill(page, "#mint", friend.address)
    page.click("#mint [type=submit]")
    page.wait_for_url("**/moments/*")
    visitor.toast(f"Bought for 7 TT. It is with {_short(friend.address)}.")
    moment = int(page.url.rsplit("/", 1)[1])
    assert collecting.token(moment * SERIALS + 1).owner.lower() == friend.address.lower()
    assert chain.tt_of(fan) == 93 * TT
    owner = collecting.get(f"/v1/tokens/{moment * SERIALS + 1}")["owner"]
    assert owner == friend.address
    # Said once: not again when the page is opened anew.
    visitor.go(f"/moments/{moment}")
    expect(page.locator(".toast")).to_have_count(0)


def test_what_is_listed_is_bought_for_somebody_and_the_field_outlives_news(
    collecting: Collecting, visit: Visit
) -> None:
    chain = collecting.chain
    owner, fan = chain.fund(person("lina"), 2, tt=50), chain.fund(person("kurt"), 2, tt=300)
    friend, mira = person("friend of kurt"), person("mira")
    moment = collecting.create(mira, "Passed On", price=5)
    token_id = collecting.mint(owner, moment, price=5)
    selling, buying = visit(owner), visit(fan)
    selling.go(f"/moments/{moment}/1")
    selling.connect()
    selling.page.fill("#list-amount", "60")
    selling.page.click("#list [type=submit]")
    selling.toast("Listed for 60 TT")

    buying.go(f"/moments/{moment}/1")
    buying.connect()
    page, form = buying.page, "#desk [data-act=fill]"
    # As in browsers that cannot move an element that is in use.
    page.evaluate("delete Element.prototype.moveBefore")
    _refuses(buying, form, collecting.exchange.address)
    _fill(page, form, friend.address)
    # The part of the page is renewed under their hands: what was typed stays, and so does the focus.
    with page.expect_response("**/fragments/desk/*"):
        page.locator(form).evaluate("form => form.dataset.before = 'yes'")
        other = collecting.mint(owner, moment, price=5)
        collecting.open_auction(owner, other, reserve=10)
    expect(page.locator(form)).not_to_have_attribute("data-before", "yes")
    expect(page.locator(f"{form} [name=recipient]")).to_have_value(friend.address)
    expect(page.locator(f"{form} [name=recipient]")).to_be_focused()
    expect(page.locator(f"{form} .gift-said")).to_contain_text(_short(friend.address))
    page.click(f"{form} [type=submit]")
    buying.toast(f"Bought for 60 TT. It is with {_short(friend.address)}.")

    assert collecting.token(token_id).owner.lower() == friend.address.lower()
    assert chain.tt_of(fan) == 240 * TT
    told = collecting.get(f"/v1/tokens/{token_id}")
    assert told["owner"] == friend.address
    assert (told["history"][0]["kind"], told["history"][0]["to"]) == ("listing", friend.address)
    expect(page.locator("#desk")).to_contain_text(friend.address[-4:])
