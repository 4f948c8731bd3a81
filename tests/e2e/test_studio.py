"""A creator's side, by people in browsers: a clip or a sound from its hand-in to its sale, and what is owed claimed."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

import httpx
from playwright.sync_api import expect

from tests.e2e.chain import TT, person
from tests.e2e.conftest import Stage, Visit, Visitor
from tests.e2e.filming import filmed, recorded


def hand_in(visitor: Visitor, clip: Path, name: str) -> None:
    """Choose a clip, take a frame of it for a picture, and hand it in."""
    page = visitor.page
    page.set_input_files("#clip-file", str(clip))
    expect(page.locator("#poster-shown")).to_be_visible()
    page.fill("#clip_name", name)
    page.fill("#clip_about", "Two lines,\n<b>not bold</b>")
    page.click("#clip [type=submit]")
    expect(page.locator("#uploads li", has_text=name)).to_contain_text("Waiting for review")


def approve(operator: Visitor, name: str) -> None:
    """Look at an upload and publish it."""
    operator.go("/operator")
    item = operator.page.locator(".queue-item", has_text=name)
    expect(item).to_contain_text("<b>not bold</b>")
    item.locator("[data-approve]").click()
    expect(item).to_have_count(0)


def sign_in(visitor: Visitor) -> Visitor:
    """Connect, and sign in by the header's menu."""
    visitor.go("/studio/moment")
    visitor.connect()
    visitor.page.click("#uploads-sign-in button")
    expect(visitor.page.locator("#uploads-sign-in")).to_be_hidden()
    return visitor


def test_a_clip_is_handed_in_approved_published_and_bought(
    stage: Stage, visit: Visit, tmp_path: Path
) -> None:
    chain = stage.chain
    mira, fan = person("mira"), chain.fund(person("buyer of clips"), 2, tt=100)
    clip = filmed(tmp_path, shade=40)
    maker = sign_in(visit(mira))
    hand_in(maker, clip, "Rooftop <i>take</i>")
    expect(maker.page.locator("#moment")).to_be_hidden()

    approve(sign_in(visit(person("operator"))), "Rooftop <i>take</i>")
    # The creator's open page follows, without being touched.
    row = maker.page.locator("#uploads li", has_text="Rooftop <i>take</i>")
    expect(row).to_contain_text("Approved")
    row.locator("button").click()
    page = maker.page
    page.fill("#price", "0")
    page.click("#moment [type=submit]")
    expect(page.locator("#price-problem")).to_contain_text("above 0")
    page.fill("#price", "20")
    page.fill("#edition", "3")
    page.fill("#perk", "A call")
    expect(page.locator("#card-edition")).to_have_text("Edition of 3")
    expect(page.locator("#shares")).to_contain_text("17 TT")
    page.click("#moment [type=submit]")
    page.wait_for_url(re.compile(r"/moments/\d+$"))
    moment = int(page.url.rsplit("/", 1)[1])

    state = chain.moments.read("momentState", moment)
    assert state[0].lower() == mira.address.lower()
    assert state[1] == sha256(clip.read_bytes()).digest()
    assert (state[2], state[4]) == (3, 20 * TT)
    stage.catch_up()
    told = httpx.get(f"{stage.url}/v1/moments/{moment}", trust_env=False).json()
    assert told["metadata"]["name"] == "Rooftop <i>take</i>"
    film = httpx.get(f"{stage.url}/v1/media/{told['metadata']['animation']}", trust_env=False)
    assert film.content == clip.read_bytes()
    expect(page.locator("h1")).to_have_text("Rooftop <i>take</i>")

    buyer = visit(fan)
    buyer.go(f"/moments/{moment}")
    buyer.connect()
    buyer.page.click("#mint button")
    buyer.toast("Yours for 20 TT")
    assert chain.moments.read("momentState", moment)[3] == 1
    maker.go("/studio/moment")
    row = page.locator("#uploads li", has_text="Rooftop <i>take</i>")
    expect(row).to_contain_text("Published")
    expect(row.locator("button")).to_have_count(0)
    maker.go(f"/studio/{mira.address}")
    expect(page.locator("#moments")).to_contain_text("1 / 3")


def test_a_voucher_is_signed_without_gas(stage: Stage, visit: Visit, tmp_path: Path) -> None:
    mira = person("mira")
    maker = sign_in(visit(mira))
    hand_in(maker, filmed(tmp_path, shade=90), "Signed only")
    approve(sign_in(visit(person("operator"))), "Signed only")
    page = maker.page
    row = page.locator("#uploads li", has_text="Signed only")
    row.locator("button").click()
    page.check("input[name=kind][value=voucher]")
    page.fill("#price", "7")
    page.click("#moment [type=submit]")
    page.wait_for_url(re.compile(r"/vouchers/0x[0-9a-f]{64}$"))
    assert maker.wallet is not None
    assert maker.wallet.count("eth_sendTransaction") == 0
    told = httpx.get(f"{stage.url}/v1{page.url.removeprefix(stage.url)}", trust_env=False).json()
    assert told["state"] == "unminted"
    assert (told["creator"], told["voucher"]["terms"]["price"]) == (mira.address, str(7 * TT))
    expect(page.locator("h1")).to_have_text("Signed only")

    maker.go(f"/studio/{mira.address}")
    signed = page.locator("#vouchers li", has_text="Signed only")
    signed.locator("button").click()
    maker.toast("The voucher is void")
    expect(signed).to_have_count(0)
    assert stage.chain.moments.read("isVoucherSpent", mira.address, int(told["voucher"]["nonce"]))


def test_an_auction_is_opened_with_the_moment(stage: Stage, visit: Visit, tmp_path: Path) -> None:
    maker = sign_in(visit(person("mira")))
    hand_in(maker, filmed(tmp_path, shade=140), "Only one")
    approve(sign_in(visit(person("operator"))), "Only one")
    page = maker.page
    page.locator("#uploads li", has_text="Only one").locator("button").click()
    page.check("input[name=kind][value=auction]")
    page.fill("#reserve", "50")
    page.click("#moment [type=submit]")
    page.wait_for_url(re.compile(r"/moments/\d+$"))
    moment = int(page.url.rsplit("/", 1)[1])
    stage.catch_up()
    rows = httpx.get(f"{stage.url}/v1/auctions?moment={moment}", trust_env=False).json()["items"]
    assert [(each["state"], each["reserve_price"]) for each in rows] == [("running", str(50 * TT))]


def test_what_is_sent_back_says_why(stage: Stage, visit: Visit, tmp_path: Path) -> None:
    maker = sign_in(visit(person("mira")))
    hand_in(maker, filmed(tmp_path, shade=200), "Not this")
    operator = sign_in(visit(person("operator")))
    operator.go("/operator")
    item = operator.page.locator(".queue-item", has_text="Not this")
    item.locator("[name=reason]").fill("Somebody is hurt in it.")
    item.locator("[data-reject]").click()
    expect(item).to_have_count(0)
    row = maker.page.locator("#uploads li", has_text="Not this")
    expect(row).to_contain_text("Somebody is hurt in it.")
    # Its files are gone, and nobody asks for them.
    expect(row.locator("button, img")).to_have_count(0)


def test_what_is_owed_is_claimed_from_the_overview(stage: Stage, visit: Visit) -> None:
    mira = person("mira")
    stage.chain.buy(person("ben"), stage.mira, 20)
    stage.catch_up()
    visitor = visit(mira)
    visitor.go("/studio")
    visitor.connect()
    visitor.page.wait_for_url(f"**/studio/{mira.address}")
    had = stage.chain.tt_of(mira)
    visitor.page.click("#claim-all button")
    visitor.toast("Claimed")
    assert stage.chain.tt_of(mira) > had
    expect(visitor.page.locator("#earned")).to_contain_text("Trades of your token")


def test_a_sound_is_registered_with_its_share(stage: Stage, visit: Visit, tmp_path: Path) -> None:
    chain = stage.chain
    artist = chain.fund(person("artist of sounds"), 2)
    sound = recorded(tmp_path)
    maker = visit(artist)
    maker.go("/studio/sound")
    maker.connect()
    page = maker.page
    page.set_input_files("#sound-file", str(sound))
    page.fill("#sound_name", "Hum")
    page.fill("#sound_about", "<b>not bold</b>")
    page.click("#recording [type=submit]")
    expect(page.locator("#uploads li", has_text="Hum")).to_contain_text("Waiting for review")
    approve(sign_in(visit(person("operator"))), "Hum")
    page.locator("#uploads li", has_text="Hum").locator("button").click()
    page.fill("#share", "21")
    page.click("#register [type=submit]")
    expect(page.locator("#share-problem")).to_contain_text("at most 20 %")
    page.fill("#share", "12.5")
    page.click("#register [type=submit]")
    maker.toast("The sound is registered")
    expect(page.locator("#own-sounds")).to_contain_text("12.5 %")
    stage.catch_up()
    address = f"{stage.url}/v1/sounds?artist={artist.address}"
    [row] = httpx.get(address, trust_env=False).json()["items"]
    assert (row["metadata"]["name"], row["share_bps"]) == ("Hum", 1_250)
    assert row["content_hash"] == f"0x{sha256(sound.read_bytes()).hexdigest()}"
