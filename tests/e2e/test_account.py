"""People sign in with what they have, say who they are, and leave again."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path

import httpx
from eth_account.messages import encode_defunct
from eth_account.signers.local import LocalAccount
from PIL import Image
from playwright.sync_api import expect

from tests.e2e.chain import person
from tests.e2e.conftest import Stage, Visit, Visitor
from tests.e2e.talking import approve_picture, arrives
from tests.e2e.vault import VaultWallet, deploy_vault
from tests.support.members import Member, key_of


def session_of(visitor: Visitor) -> str | None:
    """Who the server takes the browser for."""
    answer = visitor.page.request.get(f"{visitor.url}/v1/session")
    return str(answer.json()["address"]) if answer.ok else None


def profile_at(stage: Stage, account: LocalAccount) -> dict[str, object]:
    """What the API says an account says about itself."""
    address = f"{stage.url}/v1/profiles/{account.address}"
    found: dict[str, object] = httpx.get(address, trust_env=False).json()
    return found


def end_sessions(stage: Stage, account: LocalAccount) -> None:
    """The same person signs out everywhere, in another browser."""
    with httpx.Client(base_url=stage.url, trust_env=False, timeout=30) as client:
        other = Member(client, key_of("unused"))
        message = other.challenge(account.address)
        signed = account.sign_message(encode_defunct(text=message))
        other.csrf = other.answer(message, bytes(signed.signature)).json()["csrf_token"]
        assert other.send("DELETE", "/v1/me/sessions").status_code == 204


def picture(folder: Path) -> Path:
    """A file with a picture."""
    made = BytesIO()
    Image.new("RGB", (400, 300), "teal").save(made, "PNG")
    file = folder / "me.png"
    file.write_bytes(made.getvalue())
    return file


def test_a_wallet_signs_in_and_out(visit: Visit) -> None:
    fan = person("signer")
    visitor = visit(fan)
    assert visitor.wallet is not None
    visitor.go("/account")
    expect(visitor.page.locator("#sign-in")).to_be_visible()
    assert session_of(visitor) is None
    visitor.page.click("#sign-in button[type=submit]")
    expect(visitor.page.locator("#profile")).to_be_visible()
    assert session_of(visitor) == fan.address
    assert visitor.wallet.count("personal_sign") == 1
    assert visitor.wallet.count("eth_sendTransaction") == 0
    assert "toktok=" not in str(visitor.page.evaluate("document.cookie")), (
        "no script sees the token"
    )

    visitor.go("/")
    expect(visitor.page.locator("#connect.signed-in")).to_have_text(re.compile(r"^0x"))
    visitor.page.click("#connect")
    expect(visitor.page.locator("#dialog")).to_contain_text("You are signed in")
    visitor.page.click("#dialog button[value=out]")
    visitor.page.locator('body[data-reader=""]').wait_for()
    assert session_of(visitor) is None
    expect(visitor.page.locator("#connect")).to_have_text(re.compile(r"^0x"))


def test_who_says_no_in_the_wallet_is_not_signed_in(visit: Visit) -> None:
    visitor = visit(person("hesitant"))
    assert visitor.wallet is not None
    visitor.go("/account")
    visitor.connect()
    visitor.wallet.asks = True
    visitor.page.click("#sign-in button[type=submit]")
    visitor.wallet.reject("personal_sign")
    expect(visitor.page.locator("#sign-in .problem")).not_to_be_empty()
    assert session_of(visitor) is None
    visitor.page.click("#sign-in button[type=submit]")
    visitor.wallet.approve("personal_sign")
    expect(visitor.page.locator("#profile")).to_be_visible()


def test_a_wallet_that_is_a_contract_signs_in(stage: Stage, visit: Visit) -> None:
    owner = stage.chain.fund(person("vaulted"), 2)
    vault = deploy_vault(stage.chain, owner)
    visitor = visit()
    visitor.wallet = VaultWallet(visitor.page, stage.chain, owner, vault)
    visitor.go("/")
    visitor.sign_in()
    assert session_of(visitor) == vault
    visitor.go("/account")
    expect(visitor.page.locator("h1 + p")).to_have_text(vault)


def test_what_a_creator_says_is_seen_by_everybody(
    stage: Stage, visit: Visit, tmp_path: Path
) -> None:
    mira = person("mira")
    creator, reader = visit(mira), visit()
    creator.go("/")
    creator.sign_in()
    creator.go("/account")
    page = creator.page
    page.set_input_files("#picture", picture(tmp_path))
    expect(page.locator("#preview img")).to_have_attribute("src", re.compile("^data:image/png"))
    page.fill("#bio", "Sings <i>loudly</i>.")
    page.fill("#name", "Mira ✔")
    page.click("#profile button[type=submit]")
    expect(page.locator("#name-problem")).to_contain_text("mark of verification")
    expect(page.locator("#name")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#name")).to_have_value("Mira ✔")
    page.fill("#name", "Mira Vos")
    page.fill("#links", "http://mira.example")
    page.click("#profile button[type=submit]")
    expect(page.locator("#profile .problem")).to_contain_text("https")
    expect(page.locator("#bio")).to_have_value("Sings <i>loudly</i>.")
    page.fill("#links", "https://mira.example\nhttps://video.example/mira")
    page.click("#profile button[type=submit]")
    creator.toast("Profile saved")
    said = profile_at(stage, mira)
    assert (said["name"], len(str(said["links"]).split(","))) == ("Mira Vos", 2)

    creator.go("/account")
    expect(page.locator("#picture-waits")).to_contain_text("Only you see this picture")
    own = page.locator("#preview img")
    assert own.evaluate("image => image.decode().then(() => image.naturalWidth)") == 320
    face = reader.page.locator("header.head img.avatar")
    reader.go("/creators/mira")
    expect(face).to_have_count(0)
    operator = arrives(visit, "/operator", "operator")
    operator.page.click("#sign-in")
    operator.signed_in()
    approve_picture(operator, mira)
    said = profile_at(stage, mira)
    reader.go("/creators/mira")
    expect(face).to_have_attribute("src", f"/v1/pictures/{said['picture']}")
    assert face.evaluate("image => image.decode().then(() => image.naturalWidth)") == 320
    expect(reader.page.locator(".profile")).to_contain_text("Sings <i>loudly</i>.")
    link = reader.page.locator(".profile a", has_text="mira.example").first
    expect(link).to_have_attribute("rel", re.compile("nofollow"))
    reader.go(f"/portfolio/{mira.address}")
    expect(reader.page.locator("h1")).to_have_text("Mira Vos")


def test_a_session_that_is_over_costs_nothing_that_was_typed(stage: Stage, visit: Visit) -> None:
    fan = person("slow")
    visitor = visit(fan)
    assert visitor.wallet is not None
    visitor.go("/")
    visitor.sign_in()
    visitor.go("/account")
    expect(visitor.page.locator("#connect")).to_have_text(re.compile(r"^0x"))
    visitor.page.fill("#bio", "Typed for a very long time.")
    end_sessions(stage, fan)
    visitor.wallet.asks = True
    visitor.page.click("#profile button[type=submit]")
    visitor.wallet.reject("personal_sign")
    expect(visitor.page.locator("#profile .problem")).not_to_be_empty()
    expect(visitor.page.locator("#bio")).to_have_value("Typed for a very long time.")
    visitor.page.click("#profile button[type=submit]")
    visitor.wallet.approve("personal_sign")
    visitor.toast("Profile saved")
    assert profile_at(stage, fan)["bio"] == "Typed for a very long time."
    assert session_of(visitor) == fan.address


def test_a_watched_creator_is_found_on_the_market(stage: Stage, visit: Visit) -> None:
    visitor = visit(person("watchful"))
    visitor.go("/")
    expect(visitor.page.locator("a[href='/?shelf=watched']")).to_have_count(0)
    visitor.sign_in()
    visitor.page.click("a[href='/?shelf=watched']")
    expect(visitor.page.locator("#creators")).to_contain_text("You watch nobody")
    visitor.go("/creators/mira")
    star = visitor.page.locator("[data-watch]")
    star.click()
    expect(star).to_have_attribute("aria-pressed", "true")
    visitor.go("/?shelf=watched")
    expect(visitor.page.locator("#creators tbody tr")).to_have_count(1)
    expect(visitor.page.locator("#creators tbody tr")).to_contain_text("@mira")
    listed = visitor.page.request.get(f"{stage.url}/v1/me/watches").json()["items"]
    assert [row["handle"] for row in listed] == ["mira"]
    visitor.go("/account")
    visitor.page.click("#watches [data-remove]")
    expect(visitor.page.locator("#watches")).to_contain_text("You watch nobody yet")


def test_who_is_muted_comes_on_a_list_and_goes_again(visit: Visit) -> None:
    visitor, bore = visit(person("picky")), person("bore")
    visitor.go("/")
    visitor.sign_in()
    visitor.go("/account")
    page = visitor.page
    page.fill("#block-address", "0x12")
    page.click("#block button[type=submit]")
    expect(page.locator("#block .problem")).to_contain_text("no address")
    expect(page.locator("#block-address")).to_have_value("0x12")
    page.fill("#block-address", bore.address)
    page.check("#block input[value=block]")
    page.click("#block button[type=submit]")
    expect(page.locator("#blocks li")).to_have_count(1)
    expect(page.locator("#blocks li")).to_contain_text("Blocked")
    page.click("#blocks [data-remove]")
    expect(page.locator("#blocks li")).to_have_count(0)
    expect(page.locator("#blocks-title")).to_be_focused()


def test_who_leaves_takes_everything_along(stage: Stage, visit: Visit) -> None:
    fan = person("leaving")
    visitor = visit(fan)
    visitor.go("/")
    visitor.sign_in()
    visitor.go("/account")
    page = visitor.page
    page.fill("#name", "Here for now")
    page.click("#profile button[type=submit]")
    visitor.toast("Profile saved")
    with page.expect_download() as download:
        page.click("a[href='/v1/me/export']")
    held = json.loads(Path(download.value.path()).read_text())
    assert held["address"] == fan.address
    assert held["profile"][0]["name"] == "Here for now"

    page.click("#leave button[type=submit]")
    expect(page.locator("#dialog")).to_contain_text("Delete this account?")
    page.click("#dialog button[value=no]")
    assert profile_at(stage, fan)["name"] == "Here for now"
    page.click("#leave button[type=submit]")
    page.click("#dialog button[value=yes]")
    page.wait_for_url(f"{stage.url}/")
    visitor.page.locator('body[data-reader=""]').wait_for()
    assert session_of(visitor) is None
    assert profile_at(stage, fan)["name"] == ""
