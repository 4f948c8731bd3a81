"""A wallet's signature opens a session, once; the session ends, is renewed, and obeys our own pages alone."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from hashlib import sha256

import httpx
import pytest
from sqlmodel import select

from tests.backend.api.acting import later
from tests.backend.moments.stall import Stall
from tests.support.members import Crowd, Member, key_of, signature_of
from tests.support.served import Served
from toktok.accounts.sessions import GRACE, IDLE, LONGEST, RENEWED_AFTER
from toktok.accounts.sign_in import LASTS
from toktok.accounts.siwe import digest_of
from toktok.moments.signatures import recover
from toktok.store.tables import AppSession


def is_signed_in(someone: Member) -> bool:
    """Whether the server takes what the browser holds."""
    return someone.client.get("/v1/session").status_code == 200


def with_token(crowd: Crowd, token: str) -> Member:
    """Another browser that holds `token`."""
    other = crowd.visitor("other")
    other.client.cookies.set("toktok", token, domain="127.0.0.1")
    return other


def test_the_text_is_that_of_the_standard(toktok: Served, crowd: Crowd) -> None:
    fan = crowd.visitor("fan")
    answer = fan.client.post("/v1/session/challenge", json={"address": fan.address.lower()}).json()
    lines = answer["message"].split("\n")
    host = toktok.url.removeprefix("http://")
    assert lines[:6] == [
        f"{host} wants you to sign in with your Ethereum account:",
        fan.address,
        "",
        "Sign in to Toktok. This costs nothing and moves nothing.",
        "",
        f"URI: {toktok.url}",
    ]
    assert lines[6:8] == ["Version: 1", "Chain ID: 31337"]
    assert re.fullmatch(r"Nonce: [0-9a-f]{32}", lines[8])
    issued, expires = (line.partition(": ")[2] for line in lines[9:])
    assert datetime.fromisoformat(expires).astimezone(UTC).timestamp() == answer["expires_at"]
    assert datetime.fromisoformat(issued).timestamp() == answer["expires_at"] - LASTS


def test_a_signature_opens_a_session(toktok: Served, crowd: Crowd) -> None:
    fan = crowd.visitor("fan")
    response = fan.answer(fan.challenge())
    assert response.status_code == 200
    assert response.headers["cache-control"] == "private, no-store"
    assert response.json()["address"] == fan.address
    said = response.headers["set-cookie"]
    assert said.startswith("toktok=")
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(said.split("; "))
    assert "Secure" not in said, "it came by http"
    assert fan.client.get("/v1/session").json() == response.json()
    assert len(fan.token) == 43
    with toktok.app.state.context.store.read() as session:
        rows = session.exec(select(AppSession).where(AppSession.account == fan.account)).all()
    assert sha256(fan.token.encode()).digest() in {row.token_hash for row in rows}
    assert all(fan.token.encode() not in row.series for row in rows)


def test_recovery_numbers_of_hardware_wallets_are_taken(crowd: Crowd) -> None:
    fan = crowd.visitor("ledger")
    message = fan.challenge()
    signature = signature_of(fan.key, message)
    assert fan.answer(message, signature[:64] + bytes([signature[64] - 27])).status_code == 200


def test_a_contract_signs_in_by_its_owner(toktok: Served, crowd: Crowd) -> None:
    stall = Stall(toktok)
    owner, stranger = toktok.world.people[1], toktok.world.people[2]
    wallet = stall.wallet(owner)
    someone = crowd.visitor("someone")

    def try_with(signer: str) -> httpx.Response:
        message = someone.challenge(wallet.address)
        signed = stall.node.call("personal_sign", f"0x{message.encode().hex()}", signer)
        return someone.answer(message, bytes.fromhex(signed[2:]))

    refused = try_with(stranger)
    assert (refused.status_code, refused.json()["title"]) == (422, "Sign-in refused")
    assert try_with(owner).status_code == 200
    assert someone.client.get("/v1/session").json()["address"].lower() == wallet.address.lower()


def test_a_text_is_good_once_also_when_the_signature_was_not(crowd: Crowd) -> None:
    fan = crowd.visitor("fan")
    used, spoilt = fan.challenge(), fan.challenge()
    assert fan.answer(used).status_code == 200
    assert fan.answer(spoilt, signature_of(key_of("stranger"), spoilt)).status_code == 422
    for message in (used, spoilt):
        again = crowd.visitor("fan").answer(message, signature_of(fan.key, message))
        assert (again.status_code, again.json()["title"]) == (422, "Text to sign is over")
        assert "set-cookie" not in again.headers


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("Chain ID: 31337", "Chain ID: 1"),
        lambda text: re.sub("Nonce: .*", "Nonce: " + "0" * 32, text),
        lambda text: re.sub("Nonce: .*", "", text),
        lambda text: text + "\n",
        lambda text: text.replace("127.0.0.1", "evil.example"),
        lambda text: text.replace("Expiration Time: 2", "Expiration Time: 3"),
        lambda _: "hello",
    ],
    ids=["chain", "nonce", "no nonce", "line", "host", "time", "anything"],
)
def test_a_text_of_ones_own_is_refused(crowd: Crowd, change) -> None:  # type: ignore[no-untyped-def]
    fan = crowd.visitor("fan")
    refused = fan.answer(change(fan.challenge()))
    assert (refused.status_code, refused.json()["title"]) == (422, "Text to sign is over")
    assert not is_signed_in(fan)


def test_a_text_expires(toktok: Served, crowd: Crowd) -> None:
    fan = crowd.visitor("fan")
    message = fan.challenge()
    with later(toktok, LASTS):
        assert fan.answer(message).json()["title"] == "Text to sign is over"


def test_signing_in_gives_a_new_token_and_ends_the_one_before(crowd: Crowd) -> None:
    """Who plants a token of their own in a browser does not share what is done with it later."""
    thief, fan = crowd.member("thief"), crowd.visitor("fan")
    planted = thief.token
    fan.client.cookies.set("toktok", planted, domain="127.0.0.1")
    fan.sign_in()
    assert fan.token != planted
    assert fan.client.get("/v1/session").json()["address"] == fan.address
    assert not is_signed_in(thief)


def test_a_session_ends_when_nobody_comes_back(toktok: Served, crowd: Crowd) -> None:
    fan = crowd.member("fan")
    with later(toktok, IDLE - 1):
        assert fan.client.get("/", headers={"Accept": "text/html"}).status_code == 200
    with later(toktok, IDLE):
        refused = fan.client.get("/v1/session")
        assert (refused.status_code, refused.json()["title"]) == (401, "Not signed in")
        assert f'data-reader="{fan.address}"' not in fan.client.get("/").text


def test_a_token_in_use_is_replaced_and_dies_soon_after(toktok: Served, crowd: Crowd) -> None:
    fan = crowd.member("fan")
    first, csrf = fan.token, fan.csrf
    with later(toktok, RENEWED_AFTER - 5):
        fan.client.get("/v1/session")
        assert fan.token == first
    with later(toktok, RENEWED_AFTER):
        renewed = fan.client.get("/v1/session").json()
        assert fan.token != first
        assert renewed["csrf_token"] == csrf, "other tabs go on"
        old = with_token(crowd, first)
        assert is_signed_in(old)
        assert old.token == first, "a token is replaced once"
    with later(toktok, RENEWED_AFTER + GRACE):
        assert not is_signed_in(with_token(crowd, first))
        assert is_signed_in(fan)


def test_nobody_stays_for_ever(toktok: Served, crowd: Crowd) -> None:
    fan = crowd.member("fan")
    passed = 0
    while passed + IDLE - RENEWED_AFTER < LONGEST:
        passed += IDLE - RENEWED_AFTER
        with later(toktok, passed):
            assert is_signed_in(fan)
    with later(toktok, LONGEST):
        assert not is_signed_in(fan)


def test_signing_out_ends_the_token_and_the_one_it_replaced(toktok: Served, crowd: Crowd) -> None:
    fan = crowd.member("fan")
    first = fan.token
    with later(toktok, RENEWED_AFTER):
        assert is_signed_in(fan)
        second = fan.token
        response = fan.send("DELETE", "/v1/session")
        assert response.status_code == 204
        assert 'toktok=""' in response.headers["set-cookie"]
        assert fan.token == ""
        assert not any(is_signed_in(with_token(crowd, token)) for token in (first, second))


@pytest.mark.parametrize("token", ["", "x", "ä" * 40, "0" * 5_000])
def test_a_token_nobody_gave_out_is_nobodys(toktok: Served, token: str) -> None:
    cookie = f"toktok={token}".encode()
    response = toktok.client.get("/v1/session", headers={b"Cookie": cookie})
    assert response.status_code == 401


@pytest.mark.parametrize("csrf", ["", "x", "0" * 43, "ä"])
def test_a_change_needs_the_token_of_its_session(crowd: Crowd, csrf: str) -> None:
    fan, other = crowd.member("fan"), crowd.member("other")
    for wrong in (csrf, other.csrf):
        response = fan.client.request(
            "DELETE", "/v1/session", headers={b"X-CSRF-Token": wrong.encode()}
        )
        assert response.status_code == 403
        assert response.json()["title"] == "CSRF token missing or wrong"
    assert is_signed_in(fan)


FOREIGN = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://127.0.0.1"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
]


@pytest.mark.parametrize("headers", FOREIGN, ids=[str(each) for each in FOREIGN])
def test_what_another_sites_page_sends_is_refused(
    toktok: Served, crowd: Crowd, headers: dict[str, str]
) -> None:
    fan = crowd.member("fan")
    sent = [
        fan.send("DELETE", "/v1/session", **headers),
        fan.send("POST", "/v1/session/challenge", {"address": fan.address}, **headers),
        fan.send("POST", "/v1/session", {"message": "", "signature": "0x"}, **headers),
    ]
    for response in sent:
        assert (response.status_code, response.json()["title"]) == (403, "Sent from another site")
    assert is_signed_in(fan)
    assert fan.send("DELETE", "/v1/session", Origin=toktok.url).status_code == 204


def test_nobody_signs_in_under_a_name_that_is_not_ours(toktok: Served, crowd: Crowd) -> None:
    """Or somebody who shows our pages under their own name would collect signatures that open sessions here."""
    for host in ("evil.example", "127.0.0.1.evil.example", "10.0.0.1:8000"):
        response = toktok.client.post(
            "/v1/session/challenge",
            json={"address": crowd.visitor("fan").address},
            headers={"Host": host},
        )
        assert (response.status_code, response.json()["title"]) == (421, "Unknown site")


def test_a_page_knows_who_reads_it(toktok: Served, crowd: Crowd) -> None:
    fan = crowd.member("fan")
    page = fan.client.get("/")
    assert f'data-reader="{fan.address}"' in page.text
    assert page.headers["cache-control"] == "private, no-cache"
    assert "Cookie" in page.headers["vary"]
    assert 'data-reader=""' in toktok.client.get("/").text


def test_the_digest_is_what_the_node_signs(toktok: Served) -> None:
    account = toktok.world.people[0]
    signed = toktok.world.node.call("personal_sign", f"0x{'wörter'.encode().hex()}", account)
    found = recover(digest_of("wörter"), bytes.fromhex(signed[2:]))
    assert found is not None
    assert found.hex() == account[2:].lower()
