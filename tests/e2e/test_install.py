"""The page as an app: it can be installed, it says when there is no network, and it keeps nothing about money."""

from __future__ import annotations

import io

import httpx
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.chain import person
from tests.e2e.conftest import Stage

KEPT = """async () => {
  const found = [];
  for (const name of await caches.keys())
    for (const request of await (await caches.open(name)).keys()) found.push(new URL(request.url).pathname);
  return found;
}"""
CONTROLLED = "() => navigator.serviceWorker.controller !== null"


def controlled(context: BrowserContext, stage: Stage) -> Page:
    """A page whose worker has taken over, after a look at everything that shows money."""
    page = context.new_page()
    for path in ("/", "/creators/mira", f"/portfolio/{person('ada').address}"):
        page.goto(stage.url + path)
        page.wait_for_function(CONTROLLED)
    return page


def test_without_a_network_the_page_says_so_and_shows_no_figures(
    browser: Browser, stage: Stage
) -> None:
    context = browser.new_context()
    page = controlled(context, stage)
    context.set_offline(True)
    page.goto(f"{stage.url}/creators/mira")
    expect(page.get_by_role("heading", name="You are offline")).to_be_visible()
    assert "TT per token" not in page.content()
    # The style is there all the same.
    assert page.evaluate("getComputedStyle(document.querySelector('.card')).borderRadius") != "0px"
    context.set_offline(False)
    page.get_by_role("link", name="Try again").click()
    expect(page.get_by_role("heading", name="Mira", exact=True)).to_be_visible()
    context.close()


def test_only_files_without_figures_are_kept(browser: Browser, stage: Stage) -> None:
    context = browser.new_context()
    page = controlled(context, stage)
    kept = page.evaluate(KEPT)
    assert "/offline" in kept
    assert [each for each in kept if not each.startswith("/static/") and each != "/offline"] == []
    context.close()


def test_manifest_names_icons_that_are_there(stage: Stage) -> None:
    manifest = httpx.get(f"{stage.url}/manifest.webmanifest", trust_env=False).json()
    assert manifest["start_url"] == "/"
    assert manifest["display"] == "standalone"
    assert {each["purpose"] for each in manifest["icons"]} == {"any", "maskable"}
    for each in manifest["icons"]:
        answer = httpx.get(stage.url + each["src"], trust_env=False)
        picture = Image.open(io.BytesIO(answer.content))
        assert f"{picture.width}x{picture.height}" == each["sizes"]


def test_worker_is_renewed_with_the_language(stage: Stage) -> None:
    english, italian = (
        httpx.get(f"{stage.url}/sw.js", headers={"accept-language": language}, trust_env=False)
        for language in ("en", "it")
    )
    assert english.headers["cache-control"] == "no-cache"
    assert english.text != italian.text


def test_link_carries_a_picture_of_its_state(stage: Stage) -> None:
    url = f"{stage.url}/pictures/en/creators/mira.png"
    first = httpx.get(url, trust_env=False)
    assert Image.open(io.BytesIO(first.content)).size == (1200, 630)
    known = {"if-none-match": first.headers["etag"]}
    assert httpx.get(url, headers=known, trust_env=False).status_code == 304
    stage.chain.buy(person("ada"), stage.mira, 400)
    stage.catch_up()
    second = httpx.get(url, headers=known, trust_env=False)
    assert second.status_code == 200
    assert second.headers["etag"] != first.headers["etag"]
    page = httpx.get(f"{stage.url}/creators/mira", trust_env=False).text
    assert f'property="og:image" content="{url}"' in page
    assert f'rel="canonical" href="{stage.url}/creators/mira"' in page


def test_search_engines_find_the_pages_and_not_the_api(stage: Stage) -> None:
    robots = httpx.get(f"{stage.url}/robots.txt", trust_env=False).text
    assert "Disallow: /v1/" in robots
    assert f"Sitemap: {stage.url}/sitemap.xml" in robots
    listed = httpx.get(f"{stage.url}/sitemap.xml", trust_env=False).text
    assert f"<loc>{stage.url}/creators/mira</loc>" in listed
    assert "/creators/noor" not in listed


def test_files_come_as_small_as_the_browser_takes_them(stage: Stage) -> None:
    page = httpx.get(stage.url, trust_env=False).text
    address = page.split('<link rel="stylesheet" href="')[1].split('"')[0]
    whole, small = (
        httpx.get(stage.url + address, headers={"accept-encoding": kind}, trust_env=False)
        for kind in ("identity", "br")
    )
    assert "content-encoding" not in whole.headers
    assert small.headers["content-encoding"] == "br"
    assert (
        small.headers["content-type"] == whole.headers["content-type"] == "text/css; charset=utf-8"
    )
    assert small.headers["vary"] == "Accept-Encoding"
    assert int(small.headers["content-length"]) < len(whole.content) / 3
