"""Moments bought, redeemed, minted from a voucher and auctioned, by two people in two browsers."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.chain import TT, person
from tests.e2e.collecting import HOUR, SERIALS, Collecting
from tests.e2e.conftest import Stage, Visit


@pytest.fixture
def collecting(stage: Stage) -> Collecting:
    """Moments on the stage."""
    return Collecting(stage)


def test_an_edition_is_bought_and_its_perk_redeemed_once(
    collecting: Collecting, visit: Visit
) -> None:
    chain = collecting.chain
    mira, fan = person("mira"), chain.fund(person("edith"), 2, tt=100)
    moment = collecting.create(mira, "Door Slam <b>", edition=10, price=12, perk="A call")

    watching = visit()
    watching.go(f"/moments/{moment}")
    expect(watching.page.locator("h1")).to_have_text("Door Slam <b>")
    expect(watching.page.locator("#sale")).to_contain_text("0 of 10")

    buying = visit(fan)
    buying.go(f"/moments/{moment}")
    buying.connect()
    buying.page.fill("#mint-quantity", "3")
    expect(buying.page.locator("#mint-cost")).to_have_text("36 TT")
    buying.page.fill("#mint-quantity", "0")
    buying.page.click("#mint button")
    expect(buying.page.locator("#mint .problem")).to_contain_text("from 1 to 20")
    buying.page.fill("#mint-quantity", "2")
    buying.page.click("#mint button")
    buying.toast("Yours for 24 TT")
    assert buying.wallet is not None
    assert buying.wallet.count("eth_sendTransaction") == 1
    assert chain.tt_of(fan) == 76 * TT
    assert collecting.get(f"/v1/moments/{moment}")["minted"] == 2
    # The other page follows, without being touched.
    expect(watching.page.locator("#sale")).to_contain_text("2 of 10")
    expect(watching.page.locator("#tokens")).to_contain_text("#2")

    token_id = moment * SERIALS + 2
    assert collecting.token(token_id).owner.lower() == fan.address.lower()
    buying.go(f"/moments/{moment}/2")
    expect(buying.page.locator("#desk [data-mine]").first).to_have_text("you")
    expect(buying.page.locator("#offer")).to_be_hidden()
    buying.page.click("#redeem button")
    buying.toast("The perk is redeemed")
    expect(buying.page.locator("#redeem")).to_be_hidden()
    expect(buying.page.locator("#desk")).to_contain_text("perk redeemed")
    assert collecting.token(token_id).redeemed
    assert collecting.get(f"/v1/tokens/{token_id}")["perk"] == "redeemed"
    buying.page.click("#show-in-wallet")
    buying.toast("adds collectibles by hand only")
    assert buying.wallet.count("wallet_watchAsset") == 1
    watching.go(f"/moments/{moment}/2")
    expect(watching.page.locator("#redeem")).to_be_hidden()
    expect(watching.page.locator("#show-in-wallet")).to_be_hidden()


def test_the_file_is_compared_with_its_hash_on_the_chain(
    collecting: Collecting, visit: Visit
) -> None:
    moment = collecting.create(person("mira"), "Rain")
    visitor = visit()
    visitor.go(f"/moments/{moment}")
    visitor.page.click("#verify")
    expect(visitor.page.locator("#verified")).to_contain_text("The same")
    visitor.page.locator("#verify").evaluate("button => button.dataset.hash = 'ab'.repeat(32)")
    visitor.page.click("#verify")
    expect(visitor.page.locator("#verified")).to_contain_text("Do not trust it")


def test_a_voucher_is_minted_by_its_first_buyer(collecting: Collecting, visit: Visit) -> None:
    chain = collecting.chain
    creator, fan = person("mira"), chain.fund(person("vera"), 2, tt=100)
    terms = collecting.terms("Signed, not sent", edition=5, price=7)
    voucher = collecting.voucher(creator, 41, terms)

    others = visit()
    others.go("/moments?shelf=voucher")
    card = others.page.locator(".moment-card", has_text="Signed, not sent")
    expect(card).to_be_visible()
    first = visit(fan)
    first.go(f"/vouchers/{voucher}")
    first.connect()
    first.page.click("#mint button")
    first.page.wait_for_url("**/moments/*")
    moment = int(first.page.url.rsplit("/", 1)[1])
    expect(first.page.locator("h1")).to_have_text("Signed, not sent")
    expect(first.page.locator("#sale")).to_contain_text("1 of 5")
    assert chain.moments.read("momentOfVoucher", bytes.fromhex(voucher[2:])) == moment
    assert collecting.token(moment * SERIALS + 1).owner.lower() == fan.address.lower()
    assert chain.tt_of(fan) == 93 * TT
    assert collecting.get(f"/v1/vouchers/{voucher}")["state"] == "minted"
    # Who comes by the old address is led to the moment, where the creator's signature is shown.
    others.go(f"/vouchers/{voucher}")
    expect(others.page).to_have_url(f"{collecting.stage.url}/moments/{moment}")
    expect(others.page.locator(".facts")).to_contain_text(voucher)


def test_an_auction_is_outbid_extended_and_settled(collecting: Collecting, visit: Visit) -> None:
    chain = collecting.chain
    seller = person("mira")
    one, other = chain.fund(person("bo"), 2, tt=500), chain.fund(person("cy"), 2, tt=500)
    moment = collecting.create(seller, "Only One", edition=1, price=0)
    auction = collecting.open_auction(seller, moment * SERIALS + 1, reserve=100)

    first, second = visit(one), visit(other)
    for visitor in (first, second):
        visitor.go(f"/moments/{moment}")
        visitor.connect()
    first.page.fill("#bid-amount", "99")
    first.page.click("#bid button")
    expect(first.page.locator("#bid-amount-problem")).to_contain_text("100 TT or more")
    first.page.fill("#bid-amount", "100")
    first.page.click("#bid button")
    first.toast("Bid of 100 TT placed")
    expect(first.page.locator("#auction .lines [data-mine]")).to_be_visible()
    # The other page has heard of it, and what the next bid is.
    expect(second.page.locator("#auction")).to_contain_text("105")
    assert chain.tt_of(one) == 400 * TT

    ends_at = collecting.auction.read("auctionOf", auction)[7]
    chain.pass_time(ends_at - chain.now - 60)
    collecting.stage.catch_up()
    second.page.fill("#bid-amount", "120")
    second.page.click("#bid button")
    second.toast("Bid of 120 TT placed")
    extended = collecting.auction.read("auctionOf", auction)[7]
    assert extended > ends_at
    assert collecting.get(f"/v1/auctions/{auction}")["ends_at"] == extended
    expect(first.page.locator(f'#auction [data-until="{extended}"]')).to_be_visible()
    expect(first.page.locator("#beaten")).to_be_visible()
    expect(second.page.locator("#beaten")).to_be_hidden()
    assert chain.ledger.read("balanceOf", one.address) == 100 * TT

    chain.pass_time(HOUR)
    collecting.stage.catch_up()
    expect(first.page.locator("#auction")).to_contain_text("Over, to be settled")
    expect(first.page.locator("#bid")).to_be_hidden()
    first.page.click("#settle button")
    first.toast("The auction is settled")
    assert collecting.token(moment * SERIALS + 1).owner.lower() == other.address.lower()
    assert collecting.get(f"/v1/auctions/{auction}")["state"] == "settled"
    expect(second.page.locator("#auction")).to_contain_text("This auction is settled")
    expect(second.page.locator("#desk [data-mine]").first).to_be_visible()
    expect(second.page.locator("#list")).to_be_visible()
    expect(first.page.locator("#list")).to_be_hidden()


def test_an_owner_opens_an_auction_and_takes_it_back_while_nobody_has_bid(
    collecting: Collecting, visit: Visit
) -> None:
    chain = collecting.chain
    owner = chain.fund(person("wim"), 2, tt=50)
    moment = collecting.create(person("mira"), "Second Thoughts", price=5)
    token_id = collecting.mint(owner, moment, price=5)
    selling, watching = visit(owner), visit()
    selling.go(f"/moments/{moment}/1")
    selling.connect()
    selling.page.get_by_text("Auction it").click()
    selling.page.fill("#reserve-amount", "20")
    selling.page.click("#open-auction [type=submit]")
    selling.page.wait_for_url(f"**/moments/{moment}")
    expect(selling.page.locator("#auction")).to_contain_text("No bid yet")
    auction = int(collecting.auction.read("auctionCount"))
    assert collecting.token(token_id).owner.lower() == collecting.auction.address.lower()
    assert collecting.get(f"/v1/tokens/{token_id}")["auction"] == auction

    # The serial has its auction on its own page, too.
    watching.go(f"/moments/{moment}/1")
    expect(watching.page.locator("#auction")).to_contain_text("No bid yet")
    expect(watching.page.locator("[data-act=cancelAuction]")).to_be_hidden()
    selling.page.click("[data-act=cancelAuction] button")
    selling.toast("The auction is canceled")
    assert collecting.token(token_id).owner.lower() == owner.address.lower()
    assert collecting.get(f"/v1/auctions/{auction}")["state"] == "canceled"
    expect(watching.page.locator("#bid")).to_be_hidden()


def test_a_serial_is_given_away_and_its_listing_ends(collecting: Collecting, visit: Visit) -> None:
    chain = collecting.chain
    owner, friend = chain.fund(person("xan"), 2, tt=50), person("yol")
    moment = collecting.create(person("mira"), "With Love", price=5)
    token_id = collecting.mint(owner, moment, price=5)
    giving = visit(owner)
    giving.go(f"/moments/{moment}/1")
    giving.connect()
    giving.page.fill("#list-amount", "30")
    giving.page.click("#list [type=submit]")
    giving.toast("Listed for 30 TT")
    giving.page.get_by_text("Give it away").click()
    giving.page.fill("#gift-to", "yol.eth")
    giving.page.click("#gift [type=submit]")
    expect(giving.page.locator("#gift .problem")).to_contain_text("0x and 40 digits")
    giving.page.fill("#gift-to", friend.address)
    giving.page.click("#gift [type=submit]")
    giving.toast("Given away")
    assert collecting.token(token_id).owner.lower() == friend.address.lower()
    assert collecting.orders(owner)[0]["reason"] == "not_owner"
    last = collecting.get(f"/v1/tokens/{token_id}")["history"][0]
    assert (last["kind"], last["to"]) == ("transfer", friend.address)
    expect(giving.page.locator("#desk")).to_contain_text("not listed")
    expect(giving.page.locator("#list")).to_be_hidden()
    expect(giving.page.locator("#hands")).to_contain_text("Given away")


def test_focus_stays_on_a_button_when_its_part_is_renewed(
    collecting: Collecting, visit: Visit
) -> None:
    chain = collecting.chain
    owner, fan = chain.fund(person("zed"), 2, tt=50), chain.fund(person("abe"), 2, tt=50)
    moment = collecting.create(person("mira"), "Hold Still", price=5)
    collecting.mint(owner, moment, price=5)
    selling, looking = visit(owner), visit(fan)
    selling.go(f"/moments/{moment}/1")
    selling.connect()
    selling.page.fill("#list-amount", "30")
    selling.page.click("#list [type=submit]")
    selling.toast("Listed for 30 TT")
    looking.go(f"/moments/{moment}/1")
    button = looking.page.locator("#desk [data-act=fill] button")
    button.focus()
    other = collecting.mint(fan, moment, price=5)
    button.evaluate("button => button.dataset.before = 'yes'")
    with looking.page.expect_response("**/fragments/desk/*"):
        collecting.open_auction(fan, other, reserve=10)
    expect(button).not_to_have_attribute("data-before", "yes")
    expect(button).to_be_focused()
