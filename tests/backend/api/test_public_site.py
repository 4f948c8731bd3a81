"""Where an operator has said what the site is called, that is the only name people sign in for."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from tests.support.history import History
from tests.support.members import Member, key_of
from tests.support.node import anvil
from tests.support.served import served
from tests.support.world import deploy

pytestmark = pytest.mark.databases("sqlite")

SITE = "https://toktok.example"


def test_cookies_go_over_tls_alone_and_texts_name_the_site(tmp_path: Path) -> None:
    with anvil() as node:
        world = deploy(node)
        with (
            served(world, History(world, seed=1), tmp_path, public_url=SITE) as toktok,
            httpx.Client(base_url=toktok.url, headers={"Origin": SITE}, trust_env=False) as proxied,
        ):
            fan = Member(proxied, key_of("fan"))
            message = fan.challenge()
            assert message.startswith("toktok.example wants you to sign in")
            assert f"\nURI: {SITE}\n" in message
            response = fan.answer(message)
            cookie = response.headers["set-cookie"]
            assert cookie.startswith("__Host-toktok=")
            assert {"Secure", "HttpOnly", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))
            assert "Domain" not in cookie
            token = cookie.partition("=")[2].partition(";")[0]
            for name, status in (("__Host-toktok", 200), ("toktok", 401)):
                headers = {"Cookie": f"{name}={token}"}
                assert toktok.client.get("/v1/session", headers=headers).status_code == status
            refused = fan.send(
                "POST", "/v1/session/challenge", {"address": fan.address}, Origin=toktok.url
            )
            assert refused.json()["title"] == "Sent from another site"
            page = toktok.client.get("/", headers={"Host": "evil.example"}).text
            assert f'<link rel="canonical" href="{SITE}/">' in page
            assert "evil.example" not in page
            assert "max-age" in proxied.get("/").headers["strict-transport-security"]
