"""The page that says how the service stands says what the API says, and follows the chain by itself."""

from __future__ import annotations

import httpx
from playwright.sync_api import expect

from tests.e2e.chain import person
from tests.e2e.conftest import Stage, Visit


def test_status_follows_the_chain_and_names_every_contract(stage: Stage, visit: Visit) -> None:
    visitor = visit()
    visitor.go("/status")
    page = visitor.page
    expect(page.locator("#status")).to_contain_text("Everything is up to date.")
    stage.chain.buy(person("ada"), stage.mira, 3)
    stage.catch_up()
    expect(page.locator("#status .figures")).to_contain_text(f"{stage.chain.height:,}")
    said = httpx.get(f"{stage.url}/v1/status", trust_env=False).json()["code"]
    assert len(said) == 11
    assert {each["as_deployed"] for each in said} == {True}
    for each in said:
        row = page.get_by_role("row", name=each["contract"])
        expect(row).to_contain_text(each["address"])
        expect(row).to_contain_text(each["code_hash"])
        expect(row).to_contain_text(each["source_sha256"])
        expect(row).to_contain_text("as deployed")


def test_status_is_read_in_three_languages(stage: Stage) -> None:
    said = {
        language: httpx.get(
            f"{stage.url}/status", cookies={"language": language}, trust_env=False
        ).text
        for language in ("en", "it", "nl")
    }
    for language, sentence in (
        ("en", "Everything is up to date."),
        ("it", "Tutto è aggiornato."),
        ("nl", "Alles is bij."),
    ):
        assert sentence in said[language]
        assert f'<html lang="{language}">' in said[language]
