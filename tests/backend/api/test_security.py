"""What is somebody's own is told to nobody else, and kept by nobody on the way; pages run nothing that they did not bring."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest

from tests.backend.api.acting import later
from tests.support.members import Crowd, Member
from tests.support.routes import routes_of
from tests.support.served import Served, bare_app
from toktok.accounts.sessions import RENEWED_AFTER
from toktok.api.middleware import FILE_HEADERS, SECURITY_HEADERS

PAGES = ("/", "/account", "/creators/s7_1", "/moments", "/portfolio", "/studio", "/docs", "/status")


class Markup(HTMLParser):
    """Collects what a strict policy would have to refuse, and what leads elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.inline: list[str] = []
        self.loaded: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        is_data = given.get("type") == "application/json"
        if tag == "style" or (tag == "script" and "src" not in given and not is_data):
            self.inline.append(tag)
        self.inline += [name for name in given if name.startswith("on") or name == "style"]
        for name in ("src", "srcset", "poster", "action"):
            self.loaded.append(given.get(name) or "")
        if tag == "link" and given.get("rel") not in ("canonical", "alternate"):
            self.loaded.append(given.get("href") or "")


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("path", PAGES)
def test_pages_run_nothing_inline_and_load_nothing_from_elsewhere(crowd: Crowd, path: str) -> None:
    # Who is signed in is led to pages of their own.
    browser = crowd.member("reader").client
    response = browser.get(path, headers={"Accept": "text/html"}, follow_redirects=True)
    assert response.status_code == 200
    markup = Markup()
    markup.feed(response.text)
    assert markup.inline == []
    assert [each for each in markup.loaded if re.match(r"[a-z]+:|//", each)] == []
    for name, value in SECURITY_HEADERS.items():
        if name != "Content-Security-Policy":
            assert response.headers[name] == value
    policy = response.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/static/mark.svg", FILE_HEADERS),
        ("/static/build/app.css", FILE_HEADERS),
        ("/static/nosuch", SECURITY_HEADERS),
    ],
)
def test_files_are_taken_for_what_they_are_and_only_by_our_pages(
    crowd: Crowd, path: str, expected: dict[str, str]
) -> None:
    response = crowd.member("reader").client.get(path)
    sent = {name: response.headers[name] for name in SECURITY_HEADERS if name in response.headers}
    assert sent == expected


@pytest.mark.databases("sqlite")
def test_what_is_ones_own_is_told_to_nobody_else_and_kept_nowhere(
    toktok: Served, crowd: Crowd
) -> None:
    fan, nobody = crowd.member("own"), crowd.visitor("nobody")
    assert fan.send("PUT", "/v1/me/drafts/begun", {}).status_code == 204
    own = [
        path.replace("{key}", "begun")
        for method, path, _ in routes_of(toktok.app)
        if method == "GET" and path.startswith(("/v1/me/", "/v1/session"))
    ]
    assert len(own) >= 8
    for path in own:
        refused = nobody.client.get(path)
        assert refused.status_code == 401, path
        assert refused.headers["cache-control"] == "no-store"
        response = fan.client.get(path)
        assert response.status_code == 200, path
        assert response.headers["cache-control"] == "private, no-store"


@pytest.mark.databases("sqlite")
async def test_browsers_that_came_by_tls_stay_with_it(tmp_path: Path) -> None:
    transport = httpx.ASGITransport(bare_app(tmp_path))
    async with httpx.AsyncClient(transport=transport, base_url="https://toktok") as client:
        assert "max-age" in (await client.get("/health")).headers["strict-transport-security"]
    async with httpx.AsyncClient(transport=transport, base_url="http://toktok") as client:
        assert "strict-transport-security" not in (await client.get("/health")).headers


def test_a_text_that_many_bring_at_once_lets_one_in(toktok: Served, crowd: Crowd) -> None:
    people = [crowd.visitor("crowded") for _ in range(8)]
    message = people[0].challenge()
    with ThreadPoolExecutor(len(people)) as pool:
        answers = list(pool.map(lambda one: one.answer(message).status_code, people))
    assert sorted(answers) == [200] + [422] * 7


def test_a_token_that_many_requests_would_replace_is_replaced_once(
    toktok: Served, crowd: Crowd
) -> None:
    fan = crowd.member("busy")
    tabs = [crowd.visitor("busy") for _ in range(8)]

    def ask(tab: Member) -> str | None:
        cookie = {"Cookie": f"toktok={fan.token}"}
        response = tab.client.get("/v1/session", headers=cookie)
        assert response.status_code == 200
        cookie_given: str | None = response.headers.get("set-cookie")
        return cookie_given

    with later(toktok, RENEWED_AFTER), ThreadPoolExecutor(len(tabs)) as pool:
        given = [cookie for cookie in pool.map(ask, tabs) if cookie is not None]
    assert len(given) == 1
