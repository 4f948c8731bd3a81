"""People who sign in: a browser's cookies, a key, and requests as pages send them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx
from eth_hash.auto import keccak
from eth_keys.datatypes import PrivateKey

from tests.support.node import CERTIFICATES, Node
from toktok.accounts.siwe import digest_of
from toktok.chain.addresses import checksum

Sign = Callable[[bytes], bytes]


def key_of(name: str) -> PrivateKey:
    """The same key for the same name, every time."""
    return PrivateKey(keccak(f"toktok member {name}".encode()))


def address_of(key: PrivateKey) -> str:
    """Its account, with checksum."""
    return checksum(key.public_key.to_canonical_address())


def signature_of(key: PrivateKey, message: str) -> bytes:
    """What a wallet answers to `personal_sign`."""
    made = key.sign_msg_hash(digest_of(message))
    return int(made.r).to_bytes(32) + int(made.s).to_bytes(32) + bytes([27 + int(made.v)])


@dataclass
class Member:
    """Somebody in front of a browser; signed in once `csrf` is there."""

    client: httpx.Client
    key: PrivateKey
    csrf: str = ""

    @property
    def address(self) -> str:
        """Their account."""
        return address_of(self.key)

    @property
    def account(self) -> bytes:
        """Their account's bytes."""
        return self.key.public_key.to_canonical_address()

    @property
    def token(self) -> str:
        """What the browser holds; empty if nothing."""
        return self.client.cookies.get("toktok") or ""

    def challenge(self, address: str | None = None) -> str:
        """A text to sign."""
        body = {"address": address or self.address}
        response = self.client.post("/v1/session/challenge", json=body)
        assert response.status_code == 200, response.text
        message: str = response.json()["message"]
        return message

    def answer(self, message: str, signature: bytes | None = None) -> httpx.Response:
        """Bring a text back, with the signature of one's own key if no other is given."""
        signed = signature_of(self.key, message) if signature is None else signature
        body = {"message": message, "signature": f"0x{signed.hex()}"}
        return self.client.post("/v1/session", json=body)

    def sign_in(self) -> Member:
        """Sign in; the member itself."""
        response = self.answer(self.challenge())
        assert response.status_code == 200, response.text
        self.csrf = response.json()["csrf_token"]
        return self

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> httpx.Response:
        """A request as pages send it."""
        given: dict[str, Any] = {} if body is None else {"json": body}
        sent = {"X-CSRF-Token": self.csrf, **headers}
        return self.client.request(method, path, headers=sent, **given)


class Crowd:
    """Browsers of people who come to one site; closed together."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._clients: list[httpx.Client] = []

    def visitor(self, name: str) -> Member:
        """A browser of somebody's own, not signed in; the same name is the same person."""
        client = httpx.Client(base_url=self._url, timeout=30, trust_env=False, verify=CERTIFICATES)
        self._clients.append(client)
        return Member(client, key_of(name))

    def member(self, name: str) -> Member:
        """A browser of somebody's own, signed in."""
        return self.visitor(name).sign_in()

    def account(self, node: Node, address: str) -> Member:
        """A browser of an account whose key the node has, signed in."""
        browser = self.visitor(address)
        message = browser.challenge(address)
        signed = node.call("personal_sign", f"0x{message.encode().hex()}", address)
        response = browser.answer(message, bytes.fromhex(signed[2:]))
        assert response.status_code == 200, response.text
        browser.csrf = response.json()["csrf_token"]
        return browser

    def close(self) -> None:
        """Close all browsers."""
        for client in self._clients:
            client.close()
