"""What the server refuses is said in the reader's language, with the values of the case; what was typed stays."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from playwright.sync_api import expect

from tests.e2e.chain import TT, person
from tests.e2e.collecting import Collecting
from tests.e2e.conftest import Stage, Visit, Visitor
from tests.e2e.following import wallet_of
from tests.e2e.talking import says

POOR = {
    "en": "The offer is 30 TT, you have 0 TT. Get TT for ETH first, or offer less.",
    "it": "L'offerta è di 30 TT, tu hai 0 TT. Prima ottieni TT con ETH, oppure offri meno.",
    "nl": "Het bod is 30 TT, je hebt 0 TT. Haal eerst TT voor ETH, of bied minder.",
}
SAID = {
    "en": "You have just said this here.",
    "it": "L'hai appena scritto qui.",
    "nl": "Dit heb je hier net gezegd.",
}
NO_SOUND = {
    "en": "Files of this kind are not taken",
    "it": "File di questo tipo non si accettano",
    "nl": "Dit soort bestanden wordt niet aangenomen",
}
LANGUAGES = sorted(POOR)


def speaking(visitor: Visitor, language: str) -> Visitor:
    """Somebody who has chosen a language."""
    visitor.page.context.add_cookies([{"name": "language", "value": language, "url": visitor.url}])
    return visitor


@pytest.mark.parametrize("language", LANGUAGES)
def test_offer_that_nobody_could_accept_is_refused_with_both_sums(
    stage: Stage, visit: Visit, language: str
) -> None:
    collecting, chain = Collecting(stage), stage.chain
    fan = chain.fund(person(f"poor {language}"), 2, tt=50)
    moment = collecting.create(person("mira"), f"Too Dear {language}", price=5)
    collecting.mint(chain.fund(person("olaf"), 2, tt=50), moment, price=5)
    visitor = speaking(visit(fan), language)
    visitor.go(f"/moments/{moment}")
    visitor.connect()
    wallet = wallet_of(visitor)
    wallet.slow.add("eth_signTypedData_v4")
    visitor.page.fill("#offer-amount", "30")
    visitor.page.click("#offer [type=submit]")
    wallet.wait_for("eth_signTypedData_v4")
    # What was there when the page looked is gone by the time it is signed.
    chain.tt.send(fan, "transfer", person("ben").address, 50 * TT)
    stage.catch_up()
    wallet.approve("eth_signTypedData_v4")
    expect(visitor.page.locator("#offer .problem")).to_have_text(POOR[language])
    assert visitor.page.input_value("#offer-amount") == "30"
    assert collecting.orders(fan) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_comment_that_was_just_made_is_refused(visit: Visit, language: str) -> None:
    visitor = speaking(visit(person(f"echo {language}")), language)
    visitor.go("/creators/mira")
    visitor.connect()
    said = f"Once is enough, {language}."
    says(visitor, said)
    expect(visitor.page.locator("#comments .comment-body").first).to_have_text(said)
    expect(visitor.page.locator("#comment-body")).to_have_value("")
    says(visitor, said)
    expect(visitor.page.locator("#comment-problem")).to_have_text(SAID[language])
    expect(visitor.page.locator("#comment-body")).to_have_value(said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_file_that_is_no_sound_is_refused(
    stage: Stage, visit: Visit, tmp_path: Path, language: str
) -> None:
    letter = tmp_path / "song.mp3"
    letter.write_text("Dear listener, this is a letter.\n" * 40)
    visitor = speaking(visit(stage.chain.fund(person(f"writer {language}"), 1)), language)
    visitor.go("/studio/sound")
    visitor.connect()
    visitor.page.set_input_files("#sound-file", str(letter))
    visitor.page.fill("#sound_name", "Hum")
    visitor.page.click("#recording [type=submit]")
    expect(visitor.page.locator("#recording .problem")).to_contain_text(NO_SOUND[language])
    assert visitor.page.input_value("#sound_name") == "Hum"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "This page belongs to another list."),
        ("it", "Questa pagina appartiene a un altro elenco."),
        ("nl", "Deze pagina hoort bij een andere lijst."),
    ],
)
def test_page_that_is_refused_says_so_and_the_api_stays_english(
    stage: Stage, language: str, sentence: str
) -> None:
    asked = {"accept": "text/html", "accept-language": language}
    page = httpx.get(f"{stage.url}/activity?cursor=elsewhere", headers=asked, trust_env=False)
    assert page.status_code == 422
    assert sentence in page.text
    answer = httpx.get(f"{stage.url}/v1/activity?cursor=elsewhere", headers=asked, trust_env=False)
    assert answer.headers["content-language"] == "en"
    assert answer.json()["type"] == "/docs#cursor-of-another-list"
    assert "was not made by this list" in answer.json()["detail"]
