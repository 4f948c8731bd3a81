"""What people choose is kept, by a form that works without a script."""

from __future__ import annotations

import httpx
import pytest
from fastapi import FastAPI

from toktok.pages import language

FORM = {"content-type": "application/x-www-form-urlencoded"}


async def choose(body: str) -> tuple[str, str]:
    """Where it leads, and the cookie that is set."""
    app = FastAPI()
    app.include_router(language.router)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://toktok") as client:
        answer = await client.post("/language", content=body, headers=FORM)
    assert answer.status_code == 303
    return answer.headers["location"], answer.headers.get("set-cookie", "")


async def test_choice_is_kept_and_leads_back() -> None:
    location, cookie = await choose("language=it&back=%2Fcreators%2Fmira%3Finterval%3D1h")
    assert location == "/creators/mira?interval=1h"
    assert cookie.startswith("language=it;")
    assert "SameSite=lax" in cookie


@pytest.mark.parametrize(
    "back",
    ["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "/a%0d%0ab"],
)
async def test_form_leads_to_no_other_host(back: str) -> None:
    assert (await choose(f"language=nl&back={back}"))[0] == "/"


async def test_language_without_texts_is_not_kept() -> None:
    assert await choose("language=xx&back=/") == ("/", "")
    assert await choose("") == ("/", "")


def test_every_language_has_a_name_of_its_own() -> None:
    assert [code for code, _ in language.tongues()] == ["en", "it", "nl"]
