"""What people do and read on pages, for tests of more than one of them."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import expect

from tests.e2e.chain import person
from tests.e2e.conftest import Stage, Visit, Visitor


def problem(visitor: Visitor, form: str) -> str:
    """The sentence beside a form's button."""
    shown = visitor.page.locator(f"{form} .problem")
    expect(shown).not_to_be_empty()
    return shown.inner_text()


def signed(visitor: Visitor) -> int:
    """How often the wallet was asked to sign or send."""
    assert visitor.wallet is not None
    return visitor.wallet.count("eth_signTypedData_v4") + visitor.wallet.count(
        "eth_sendTransaction"
    )


def accept_risk(visitor: Visitor) -> None:
    """As someone who has bought before."""
    visitor.page.add_init_script("localStorage.setItem('toktok.risk', 'accepted')")


def wei(text: str) -> int:
    """The wei of the first number in a sentence, all its digits given."""
    found = re.search(r"[\d,]+(\.\d+)?", text)
    assert found
    whole, _, rest = found[0].replace(",", "").partition(".")
    return int(whole) * 10**18 + int(rest.ljust(18, "0") or "0")


def quote(visitor: Visitor, amount: str) -> None:
    """Type an amount and wait for its quote."""
    visitor.page.fill("#amount", amount)
    expect(visitor.page.locator("#q-main")).not_to_have_text("–")


def owed_at(visitor: Visitor) -> int:
    """What the page says is owed, in wei."""
    said = visitor.page.locator("#owed-amount").get_attribute("data-wei")
    assert said is not None
    return int(said)


def claim(visitor: Visitor) -> int:
    """Claim everything; what the page says was paid, in wei."""
    visitor.page.click("#claim-all button")
    return wei(visitor.toast("Claimed"))


def offer(visitor: Visitor, amount: int) -> None:
    """Make an offer on the page."""
    visitor.page.fill("#offer-amount", str(amount))
    visitor.page.click("#offer [type=submit]")
    visitor.toast(f"You offer {amount} TT")


def at_mira(stage: Stage, visit: Visit, name: str, *, tt: int = 0, query: str = "") -> Visitor:
    """Somebody with so many TT on mira's page, connected, who knows the risks. The market may take nothing yet."""
    fan = stage.chain.fund(person(name), 3, tt=tt)
    if tt:
        stage.chain.tt.send(fan, "approve", stage.chain.market.address, 0)
    visitor = visit(fan)
    accept_risk(visitor)
    visitor.go(f"/creators/mira{query}")
    visitor.connect()
    return visitor


def api(stage: Stage, path: str, **params: Any) -> Any:
    """What the API says of the newest block."""
    stage.catch_up()
    response = stage.server.client.get(f"/v1{path}", params=params)
    assert response.status_code == 200, response.text
    return response.json()
