"""Moments on the stage: created with a clip that is kept, auctioned and signed for without a browser."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import httpx
from eth_account import Account
from eth_account.signers.local import LocalAccount

from tests.e2e.chain import TT, Contract
from tests.e2e.conftest import Stage
from tests.support.signing import STRUCTS
from toktok.media.cid import cid_of

SERIALS = 100_000
HOUR = 3_600
CLIP = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2mp41"
"""Begins as a film does, and has nothing to show."""


@dataclass(frozen=True)
class Token:
    """As the chain has it."""

    owner: str
    version: int
    redeemed: bool


class Collecting:
    """The contracts of moments on a stage, and what people do with them."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.chain = stage, stage.chain
        record = json.loads(stage.chain.record.read_text())["contracts"]
        self.auction = self._contract(record, "MomentAuction")
        self.exchange = self._contract(record, "MomentExchange")

    def _contract(self, record: dict[str, Any], name: str) -> Contract:
        return Contract(self.chain, name, record[name]["address"])

    def terms(self, name: str, *, edition: int = 10, price: int = 5, perk: str = "") -> Any:
        """Terms of a moment whose metadata and clip are kept; `price` in whole TT."""
        content = CLIP + name.encode()
        clip = self.keep(content)
        said = {"name": name, "description": "A film.", "animation_url": f"ipfs://{clip}"}
        uri = f"ipfs://{self.keep(json.dumps(said).encode())}"
        digest = sha256(content).digest()
        return (uri, digest, edition, price * TT, 0, 0, 0, 500, 0, (), perk)

    def keep(self, content: bytes) -> str:
        """A file among those the server has; its name."""
        self.stage.media.mkdir(exist_ok=True)
        cid = cid_of(content)
        (self.stage.media / cid).write_bytes(content)
        return cid

    def create(self, creator: LocalAccount, name: str, **terms: Any) -> int:
        """A moment; its number, once it is indexed."""
        self.chain.moments.send(creator, "createMoment", self.terms(name, **terms))
        self.stage.catch_up()
        return int(self.chain.ledger.read("momentCount"))

    def mint(self, buyer: LocalAccount, moment: int, *, price: int) -> int:
        """One serial for `buyer`; the token's id."""
        self.chain.tt.send(buyer, "approve", self.chain.moments.address, price * TT)
        arguments = (moment, 1, buyer.address, price * TT, "0x" + "00" * 20)
        self.chain.moments.send(buyer, "mint", *arguments)
        self.stage.catch_up()
        return moment * SERIALS + int(self.chain.moments.read("momentState", moment)[3])

    def open_auction(self, seller: LocalAccount, token_id: int, *, reserve: int) -> int:
        """An auction of an hour; its number."""
        self.chain.moments.send(seller, "approve", self.auction.address, token_id)
        self.auction.send(seller, "createAuction", token_id, reserve * TT, 0, HOUR)
        self.stage.catch_up()
        return int(self.auction.read("auctionCount"))

    def voucher(self, creator: LocalAccount, nonce: int, terms: Any) -> str:
        """A voucher that the creator signs and the server keeps; its hash."""
        body = self.sign_voucher(creator, nonce, terms)
        answer = httpx.post(f"{self.stage.url}/v1/vouchers", json=body, trust_env=False)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["hash"])

    def sign_voucher(self, creator: LocalAccount, nonce: int, terms: Any) -> dict[str, Any]:
        """A voucher and its creator's signature, as they are handed in."""
        names = [name for name, _ in STRUCTS["MomentTerms"]]
        message = {
            "creator": creator.address, "nonce": str(nonce), "moves": "0",
            "terms": {
                name: "0x" + value.hex() if isinstance(value, bytes) else list(value) if name == "splits"
                else str(value) if isinstance(value, int) else value
                for name, value in zip(names, terms, strict=True)
            },
        }  # fmt: skip
        types = {key: [{"name": n, "type": k} for n, k in each] for key, each in STRUCTS.items()}
        data = {
            "types": {name: types[name] for name in ("Voucher", "MomentTerms", "Split")},
            "domain": {
                "name": "Toktok TopMoments", "version": "1", "chainId": 1337,
                "verifyingContract": self.chain.moments.address,
            },
            "primaryType": "Voucher",
            "message": message,
        }  # fmt: skip
        signed = Account.sign_typed_data(creator.key, full_message=data)
        return {"voucher": message, "signature": "0x" + bytes(signed.signature).hex()}

    def token(self, token_id: int) -> Token:
        """A token on the chain."""
        owner, version, redeemed, *_ = self.chain.moments.read("tokenState", token_id)
        return Token(owner, version, redeemed)

    def get(self, path: str, **query: Any) -> Any:
        """What the API says."""
        answer = self.stage.server.client.get(path, params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def orders(self, maker: LocalAccount) -> list[Any]:
        """The orders of an account and what became of them, the newest first."""
        return list(self.get("/v1/orders", maker=maker.address)["items"])
