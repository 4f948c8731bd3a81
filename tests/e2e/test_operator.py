"""What operators do about what people say and show, and guardians about what may begin."""

from __future__ import annotations

import io
import json
from typing import Literal

import pytest
from PIL import Image
from playwright.sync_api import Browser, FilePayload, Page, expect

from scripts.seeding.cast import DEPLOYER
from scripts.seeding.keys import key_of
from tests.e2e.axe import overhang, violations
from tests.e2e.chain import TT, Contract, person
from tests.e2e.conftest import Stage, Visit, Visitor
from tests.e2e.talking import api, approve_picture, arrives, signed_in, sols_token


@pytest.fixture(scope="module")
def sol(stage: Stage) -> str:
    """A creator of her own; the address of her token."""
    return sols_token(stage)


def square(colour: str) -> bytes:
    """A picture of one colour."""
    file = io.BytesIO()
    Image.new("RGB", (64, 64), colour).save(file, "PNG")
    return file.getvalue()


def act(page: Page, row: str, name: str, reason: str) -> None:
    """Do something about one row, and say why."""
    page.locator(row).locator(f"[data-act={name}]").first.click()
    page.fill("#dialog [name=reason]", reason)
    page.click("#dialog [type=submit]")
    expect(page.locator("#dialog")).to_be_hidden()


def _one_by_one(operator: Visitor) -> list[object]:
    """The whole record, a page for each of it."""
    rows: list[object] = []
    cursor = ""
    while True:
        address = f"{operator.url}/v1/operator/acts?limit=1{cursor}"
        found = operator.page.request.get(address).json()
        rows += found["items"]
        if found["next_cursor"] is None:
            return rows
        cursor = f"&cursor={found['next_cursor']}"


def test_what_is_reported_is_hidden_with_a_reason_and_shown_again(
    stage: Stage, visit: Visit, sol: str
) -> None:
    chain = stage.chain
    buyer = chain.fund(person("finder"), 5, tt=50)
    moment = chain.sell_moment(person("sol"), buyer, price=3)
    stage.catch_up()
    reporter = arrives(visit, f"/moments/{moment}", "rita")
    reporter.page.click("[data-social=report]")
    reporter.page.check("#dialog [value=copyright]")
    reporter.page.fill("#report-note", "I filmed this in May.")
    reporter.page.click("#dialog [type=submit]")
    reporter.toast("Reported. Thank you")

    nobody = visit()
    nobody.go("/operator")
    expect(nobody.page.locator("h1")).to_have_text("For operators only")
    operator = arrives(visit, "/operator", "operator")
    operator.page.click("#sign-in")
    operator.signed_in()
    row = f'#reports [data-subject-of="moment:{moment}"]'
    expect(operator.page.locator(row)).to_contain_text("I filmed this in May.")
    expect(operator.page.locator(row)).to_contain_text("Somebody else's work")
    operator.page.locator("html[data-ready=true]").wait_for(state="attached")
    act(operator.page, row, "hide", "Not their own clip.")
    expect(operator.page.locator(row)).to_have_count(0)

    assert moment not in [each["moment"] for each in api(stage, "/moments")["items"]]
    nobody.go("/moments")
    expect(nobody.page.locator(f'a[href="/moments/{moment}"]')).to_have_count(0)
    nobody.go(f"/moments/{moment}")
    expect(nobody.page.locator(".note.warn").first).to_contain_text("Reason: Not their own clip.")
    expect(nobody.page.locator("#comment")).to_have_count(0)
    assert chain.moments.read("ownerOf", moment * 100_000 + 1) == buyer.address.lower()

    done = operator.page.locator("#acts li").first
    expect(done).to_contain_text("Not their own clip.")
    act(operator.page, "#acts li:first-child", "restore", "They have shown that it is.")
    expect(operator.page.locator("#acts li").first).to_contain_text("They have shown that it is.")
    expect(operator.page.locator("#acts li").nth(1)).to_contain_text("Not their own clip.")
    nobody.go(f"/moments/{moment}")
    expect(nobody.page.locator("#comment")).to_be_visible()
    assert moment in [each["moment"] for each in api(stage, "/moments")["items"]]


def test_a_picture_of_a_profile_that_was_reported_is_taken_down_and_shown_again(
    stage: Stage, visit: Visit
) -> None:
    poser = arrives(visit, "/account", "poser")
    poser.page.click("#sign-in [type=submit]")
    poser.signed_in()
    drawn: FilePayload = {"name": "me.png", "mimeType": "image/png", "buffer": square("#c04020")}
    poser.page.set_input_files("#picture", files=drawn)
    poser.page.click("#profile [type=submit]")
    poser.toast("Profile saved")

    operator = arrives(visit, "/operator", "operator")
    operator.page.click("#sign-in")
    operator.signed_in()
    approve_picture(operator, person("poser"))

    path = f"/portfolio/{person('poser').address}"
    reporter = arrives(visit, path, "rita")
    face = reporter.page.locator("#portfolio img.avatar")
    expect(face).to_have_count(1)
    reporter.page.click("[data-social=report]")
    reporter.page.check("#dialog [value=impersonation]")
    reporter.page.click("#dialog [type=submit]")
    reporter.toast("Reported. Thank you")
    operator.go("/operator")
    row = operator.page.locator(
        f'#reports [data-subject-of="profile:{person("poser").address.lower()}"]'
    )
    expect(row.locator("img.avatar")).to_have_count(1)
    row.locator('[data-about^="picture:"]').click()
    operator.page.fill("#dialog [name=reason]", "Somebody else's face.")
    operator.page.click("#dialog [type=submit]")
    expect(row.locator("img.avatar")).to_have_count(0)
    reporter.go(path)
    expect(face).to_have_count(0)
    poser.go("/account")
    expect(poser.page.locator("#profile")).to_contain_text("Somebody else's face.")

    act(operator.page, "#acts li:first-child", "restore", "It is theirs.")
    expect(operator.page.locator("#acts li").first).to_contain_text("It is theirs.")
    reporter.go(path)
    expect(face).to_have_count(1)


def test_who_is_no_operator_is_told_so(visit: Visit) -> None:
    somebody = arrives(visit, "/operator", "rita")
    somebody.page.click("#sign-in")
    expect(somebody.page.locator(".empty")).to_contain_text("this account is no operator")
    assert somebody.page.request.get(f"{somebody.url}/v1/operator/acts").status == 403


def test_a_guardian_stops_new_auctions_and_opens_them_again(stage: Stage, visit: Visit) -> None:
    record = json.loads(stage.chain.record.read_text())
    auction = Contract(
        stage.chain, "MomentAuction", record["contracts"]["MomentAuction"]["address"]
    )
    operator = arrives(visit, "/operator", "operator")
    operator.page.click("#sign-in")
    operator.signed_in()
    row = operator.page.locator("#guard li", has_text="MomentAuction")
    expect(row).to_contain_text("New entries open")
    row.locator("[data-guard=pause]").click()
    # Who looks at reports is not the guardian by that: the contract knows.
    expect(operator.page.locator("#guard-problem")).not_to_be_empty()
    assert auction.read("pausedUntil") == 0

    assert operator.wallet is not None
    operator.wallet.become(key_of(DEPLOYER))
    expect(operator.page.locator("#connect")).to_contain_text("0x90F8")
    row.locator("[data-guard=pause]").click()
    expect(row).to_contain_text("Paused until")
    assert auction.read("pausedUntil") > stage.chain.now
    stage.catch_up()
    until = api(stage, "/status")["paused"]["MomentAuction"]
    assert until == auction.read("pausedUntil")
    row.locator("[data-guard=unpause]").click()
    expect(row).to_contain_text("New entries open")
    assert auction.read("pausedUntil") <= stage.chain.now
    acts = operator.page.locator("#acts li")
    expect(acts.first).to_contain_text("Opened again MomentAuction")
    expect(acts.nth(1)).to_contain_text("Paused MomentAuction until")
    told = operator.page.request.get(f"{operator.url}/v1/operator/acts").json()["items"]
    guardian = key_of(DEPLOYER).address
    assert [
        (each["act"], each["subject"], each["operator"], each["until"]) for each in told[:2]
    ] == [
        ("unpause", "contract:MomentAuction", guardian, None),
        ("pause", "contract:MomentAuction", guardian, until),
    ]


def test_a_root_of_the_fund_is_vetoed_and_the_record_says_by_whom(
    stage: Stage, visit: Visit
) -> None:
    chain, deployer = stage.chain, key_of(DEPLOYER)
    record = json.loads(chain.record.read_text())
    fund = Contract(chain, "CreatorFund", record["contracts"]["CreatorFund"]["address"])
    giver = chain.fund(person("patron"), 2, tt=50)
    chain.tt.send(giver, "approve", fund.address, 50 * TT)
    fund.send(giver, "deposit", 50 * TT)
    operator = arrives(visit, "/operator", "operator")
    operator.page.click("#sign-in")
    operator.signed_in()
    before = operator.page.request.get(f"{operator.url}/v1/operator/acts").json()["items"]
    fund.send(deployer, "postRoot", b"\x01" * 32, fund.read("deposits"), "ipfs://a-wrong-one")
    stage.catch_up()
    period = api(stage, "/fund")["pending"]["period"]
    operator.go("/operator")
    expect(operator.page.locator("#guard")).to_contain_text("Promised in all")
    assert operator.wallet is not None
    operator.wallet.become(deployer)
    expect(operator.page.locator("#connect")).to_contain_text("0x90F8")
    operator.page.click("[data-guard=veto]")
    operator.toast("The root is vetoed.")

    [mined] = chain.rpc.call("eth_getBlockByNumber", "latest", False)["transactions"]
    vetoed = operator.page.locator("#acts li").first
    expect(vetoed).to_contain_text(f"Vetoed Root of period {period}")
    expect(vetoed).to_contain_text(mined)
    expect(vetoed.locator(".account")).to_have_attribute("title", deployer.address)
    expect(operator.page.locator("#guard")).to_contain_text("No root waits.")
    assert api(stage, "/fund")["pending"] is None
    told = operator.page.request.get(f"{operator.url}/v1/operator/acts").json()["items"]
    assert told[1:] == before[: len(told) - 1]
    assert _one_by_one(operator) == told
    done = ("veto", f"root:{period}", deployer.address, "", mined)
    assert (
        tuple(told[0][each] for each in ("act", "subject", "operator", "reason", "tx_hash")) == done
    )


@pytest.mark.parametrize(("scheme", "width"), [("dark", 360), ("light", 1280)])
def test_axe_finds_nothing_where_people_talk_and_operators_work(
    stage: Stage, browser: Browser, scheme: Literal["dark", "light"], width: int
) -> None:
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True
    )
    csrf = signed_in(context.request, stage.url, person("operator"))
    body = {"subject": "creator:mira", "body": f"What a voice, at {width} pixels."}
    written = context.request.post(
        f"{stage.url}/v1/comments", data=body, headers={"X-CSRF-Token": csrf}
    )
    assert written.status == 201, written.text()
    page = context.new_page()
    found: list[str] = []
    for path in ("/creators/mira", f"/launches/{stage.noor}", "/operator"):
        page.goto(stage.url + path)
        page.locator("html[data-ready=true]").wait_for(state="attached")
        if path == "/creators/mira":
            page.locator("[data-social=delete]").first.click()
        found += violations(page)
        assert overhang(page) == 0, path
    context.close()
    assert found == []
