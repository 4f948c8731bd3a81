"""Messages are encrypted as RFC 8291 says and signed as RFC 8292 says, by the word of other libraries."""

from __future__ import annotations

import http_ece
import orjson
import pytest
from Crypto.PublicKey import ECC
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from toktok.accounts.push.encoding import read, written
from toktok.accounts.push.key import GOOD_FOR, PushKey, new_private
from toktok.accounts.push.sealing import PADDED, point, seal, sealed_record
from toktok.errors import ConfigError

# RFC 8291, appendix A.
PLAIN = b"When I grow up, I want to be a watermelon"
OUR_PRIVATE = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
THEIR_PUBLIC = (
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
)
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
SECRET = "BTBZMqHH6r4Tts7J_aSIgg"
BODY = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIg"
    "Dll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def test_the_example_of_the_standard_comes_out() -> None:
    sealed = sealed_record(
        PLAIN + b"\x02",
        theirs=point(read(THEIR_PUBLIC)),
        secret=read(SECRET),
        ours=ECC.construct(curve="P-256", d=int.from_bytes(read(OUR_PRIVATE), "big")),
        salt=read(SALT),
    )
    assert written(sealed) == BODY


@pytest.mark.parametrize("length", [0, 1, 400, PADDED - 1])
def test_a_browser_opens_what_was_sealed_for_it_and_nobody_else_does(length: int) -> None:
    message, secret = b"x" * length, b"s" * 16
    browser, other = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    key = browser.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    sealed = seal(message, key=key, secret=secret)
    assert len(sealed) == len(seal(b"", key=key, secret=secret))
    opened = http_ece.decrypt(sealed, private_key=browser, auth_secret=secret)
    assert opened.rstrip(b"\0") == message
    for wrong in (
        {"private_key": other, "auth_secret": secret},
        {"private_key": browser, "auth_secret": b"t" * 16},
    ):
        with pytest.raises(http_ece.ECEException):
            http_ece.decrypt(sealed, **wrong)


def test_what_is_too_long_or_no_key_is_refused() -> None:
    with pytest.raises(ValueError, match="bytes"):
        seal(b"x" * PADDED, key=read(THEIR_PUBLIC), secret=b"s" * 16)
    good = read(THEIR_PUBLIC)
    for bad in (good[:-1], b"\x02" + good[1:33], good[:-1] + bytes([good[-1] ^ 1]), bytes(65)):
        with pytest.raises(ValueError):  # noqa: PT011  the library's own words
            point(bad)


def test_the_signature_says_who_sends_where_and_until_when() -> None:
    key = PushKey(new_private(), "mailto:ops@toktok.example")
    said = key.authorization("https://push.example", now=1_000)
    scheme, token, public = said.replace(",", "").split(" ")
    assert (scheme, public) == ("vapid", f"k={key.public}")
    head, claims, signature = token.removeprefix("t=").split(".")
    assert orjson.loads(read(head)) == {"typ": "JWT", "alg": "ES256"}
    assert orjson.loads(read(claims)) == {
        "aud": "https://push.example", "exp": 1_000 + GOOD_FOR, "sub": "mailto:ops@toktok.example",
    }  # fmt: skip
    point_of = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), read(key.public))
    signed = read(signature)
    pair = encode_dss_signature(int.from_bytes(signed[:32]), int.from_bytes(signed[32:]))
    point_of.verify(pair, f"{head}.{claims}".encode(), ec.ECDSA(SHA256()))


@pytest.mark.parametrize("private", ["A" * 43, "_" * 43])
def test_a_number_outside_of_the_curve_is_no_key(private: str) -> None:
    with pytest.raises(ConfigError, match="no private key"):
        PushKey(private, "mailto:ops@toktok.example")
