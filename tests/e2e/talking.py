"""People who talk on the page: a creator of their own, ways to arrive, and to sign in without a page."""

from __future__ import annotations

from typing import Any

from eth_account.messages import encode_defunct
from eth_account.signers.local import LocalAccount
from playwright.sync_api import APIRequestContext, expect

from tests.e2e.chain import DAY, NOBODY, TT, person
from tests.e2e.conftest import Stage, Visit, Visitor


def sols_token(stage: Stage) -> str:
    """The token of a creator with a plan, who is there once she is asked for."""
    chain = stage.chain
    known: str = chain.market.read("tokenOfHandle", "sol")
    if known != NOBODY:
        return known
    creator = chain.fund(person("sol"), 10, tt=2_000)
    token = chain.launch(creator, "sol")
    chain.market.send(creator, "contribute", token, 1_500 * TT)
    chain.pass_time(61)
    chain.market.send(creator, "finalize", token)
    chain.subscriptions.send(creator, "setPlan", 5 * TT, 30 * DAY, 0)
    stage.catch_up()
    return token


def arrives(visit: Visit, path: str, name: str) -> Visitor:
    """Somebody with a connected wallet on a page of the site."""
    visitor = visit(person(name))
    visitor.go(path)
    visitor.connect()
    return visitor


def says(visitor: Visitor, text: str) -> None:
    """Write a comment."""
    visitor.page.fill("#comment-body", text)
    visitor.page.click("#comment [type=submit]")


def approve_picture(operator: Visitor, of: LocalAccount) -> None:
    """Publish the picture of a profile; those of others wait on."""
    link = operator.page.locator(f'a[href="/portfolio/{of.address}" i]')
    waiting = operator.page.locator("#pictures-queue article").filter(has=link)
    waiting.locator("[data-approve]").click()
    expect(waiting).to_have_count(0)


def api(stage: Stage, path: str, **params: Any) -> Any:
    """What the API says."""
    response = stage.server.client.get(f"/v1{path}", params=params)
    assert response.status_code == 200, response.text
    return response.json()


def signed_in(request: APIRequestContext, url: str, account: LocalAccount) -> str:
    """Sign in without a page; what to send with every change."""
    asked = request.post(f"{url}/v1/session/challenge", data={"address": account.address})
    message = asked.json()["message"]
    signed = account.sign_message(encode_defunct(text=message))
    signature = "0x" + bytes(signed.signature).hex()
    answer = request.post(f"{url}/v1/session", data={"message": message, "signature": signature})
    assert answer.ok, answer.text()
    csrf: str = answer.json()["csrf_token"]
    return csrf


def goes_by_name(request: APIRequestContext, url: str, account: LocalAccount, name: str) -> None:
    """Sign in without a page, and say what one is called."""
    csrf = signed_in(request, url, account)
    profile = {"name": name, "bio": "", "links": []}
    answer = request.put(f"{url}/v1/me/profile", data=profile, headers={"X-CSRF-Token": csrf})
    assert answer.ok, answer.text()
