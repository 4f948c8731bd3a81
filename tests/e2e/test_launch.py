"""A launch from its opening to trading, and one that fails, by people in a browser."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.e2e.acting import accept_risk
from tests.e2e.chain import DAY, TT, person
from tests.e2e.conftest import Stage, Visit


def test_launch_is_opened_joined_finalized_claimed_and_returned(stage: Stage, visit: Visit) -> None:
    chain = stage.chain
    creator, fan = chain.fund(person("lea"), 2, tt=200), chain.fund(person("gus"), 2, tt=4_000)
    for each in (creator, fan):
        chain.tt.send(each, "approve", chain.market.address, 0)

    maker = visit(creator)
    maker.go("/launch")
    maker.connect()
    page = maker.page
    page.fill("#name", "Lea <b>Draws</b>")
    page.fill("#symbol", "LEA")
    page.fill("#handle", "mira")
    expect(page.locator("#handle-free")).to_contain_text("@mira is taken")
    page.click("[data-step=who] [data-next]")
    expect(page.locator("#handle-problem")).to_contain_text("@mira is taken")
    page.fill("#handle", "Lea!")
    page.click("[data-step=who] [data-next]")
    expect(page.locator("#handle-problem")).to_contain_text("3 to 20 small letters")
    page.fill("#handle", "lea_draws")
    expect(page.locator("#handle-free")).to_contain_text("@lea_draws is free")
    page.click("[data-step=who] [data-next]")
    page.fill("#minimum", "999")
    page.click("[data-step=terms] [data-next]")
    expect(page.locator("#minimum-problem")).to_contain_text("At least 1,000 TT")
    page.fill("#minimum", "2000")
    page.select_option("#window", "3600")
    page.reload()
    expect(page.locator("#handle")).to_have_value("lea_draws")
    page.click("[data-step=who] [data-next]")
    page.click("[data-step=terms] [data-next]")
    # 2,000 TT raised: 0.002 TT a token, and 50,000 tokens for 100 TT.
    expect(page.locator("#curve")).to_have_attribute("aria-label", re.compile("0.0020000 TT"))
    expect(page.locator("#fans-get")).to_contain_text("50,000 LEA")
    page.fill("#own_part", "500")
    expect(page.locator("#you-get")).to_contain_text("250,000 LEA")
    page.click("[data-step=preview] [data-next]")
    expect(page.locator("#summary")).to_contain_text("Lea <b>Draws</b> (@lea_draws, LEA)")
    page.click("#open [type=submit]")
    maker.page.wait_for_url("**/launches/0x*")
    expect(maker.page.locator("h1")).to_have_text("Launch of Lea <b>Draws</b>")
    assert maker.wallet is not None
    assert maker.wallet.count("eth_sendTransaction") == 1
    path = maker.page.url.removeprefix(stage.url)

    joiner = visit(fan)
    accept_risk(joiner)
    joiner.go(path)
    joiner.connect()
    joiner.page.fill("#contribution", "2500")
    joiner.page.click("#contribute [type=submit]")
    joiner.toast("Contributed 2,500 TT")
    assert joiner.wallet is not None
    assert joiner.wallet.count("eth_sendTransaction") == 1
    expect(joiner.page.locator("#yours")).to_contain_text("2,500")
    # The creator's open page follows.
    expect(maker.page.locator("#progress")).to_contain_text("Minimum reached")

    chain.pass_time(3_601)
    joiner.page.locator("#finalize button").click()
    joiner.toast("The launch is finalized")
    expect(joiner.page.locator("#progress")).to_contain_text("Trading")

    token = path.rsplit("/", 1)[1]
    chain.pass_time(3 * DAY)
    stage.catch_up()
    joiner.go(path)
    joiner.page.locator("#claim-allocation button").click()
    joiner.toast("Claimed")
    assert chain.held(token, fan) >= 100_000 * TT
    joiner.page.get_by_text("Give unvested tokens back").click()
    joiner.page.fill("#return-amount", "400000")
    had = chain.tt_of(fan)
    joiner.page.click("#return-unvested button")
    joiner.toast("Gave back 400,000 LEA for 1,000 TT")
    assert chain.tt_of(fan) - had == 1_000 * TT


def test_failed_launch_gives_everything_back(stage: Stage, visit: Visit) -> None:
    chain = stage.chain
    creator, fan = chain.fund(person("fin"), 2, tt=200), chain.fund(person("ivy"), 2, tt=1_000)
    token = chain.launch(creator, "fin_fails")
    chain.market.send(fan, "contribute", token, 700 * TT)
    chain.pass_time(61)
    stage.catch_up()
    visitor = visit(fan)
    visitor.go(f"/launches/{token}")
    visitor.connect()
    expect(visitor.page.locator("#progress")).to_contain_text("Ready to finalize")
    visitor.page.locator("#refund button").click()
    visitor.toast("700 TT refunded")
    assert chain.tt_of(fan) == 1_000 * TT
    progress = visitor.page.locator("#progress")
    expect(progress).to_contain_text("Failed")
    expect(progress).to_contain_text("Minimum missed by 300 TT")
    expect(progress).not_to_contain_text("Price if it closed now")
    visitor.go(f"/portfolio/{fan.address}")
    said = re.compile(r"took back 700\s*TT from the launch of @fin_fails")
    expect(visitor.page.locator("#history li").first).to_contain_text(said)


def test_window_that_ended_without_a_block_is_ended_by_the_next(stage: Stage, visit: Visit) -> None:
    chain = stage.chain
    token = chain.launch(chain.fund(person("wes"), 2, tt=200), "wes_waits", window=3_600)
    stage.catch_up()
    visitor = visit(chain.fund(person("may"), 1))
    visitor.page.clock.install()
    visitor.go(f"/launches/{token}")
    visitor.connect()
    chain.rpc.call("evm_increaseTime", 3_601)
    visitor.page.clock.fast_forward(3_601_000)
    visitor.page.click("#finalize button")
    visitor.toast("ended below its minimum")


def test_window_that_ends_while_no_block_comes_can_be_finalized(stage: Stage, visit: Visit) -> None:
    visitor = visit()
    page = visitor.page
    page.clock.install()
    visitor.go(f"/launches/{stage.noor}")
    expect(page.locator("#contribute")).to_be_visible()
    renewed: list[str] = []
    page.on("request", lambda request: renewed.append(request.url))
    page.clock.fast_forward(400 * 3_600_000)
    expect(page.locator("#finalize")).to_be_visible()
    expect(page.locator("#contribute")).to_be_hidden()
    page.clock.run_for(5_000)
    assert sum("/fragments/progress/" in url for url in renewed) <= 2
