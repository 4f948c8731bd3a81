"""A browser maker's push service: it believes a signature only, and its browsers open what comes for them."""

from __future__ import annotations

import ipaddress
import ssl
import threading
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import http_ece
import orjson
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from toktok.accounts.push.courier import Outside
from toktok.accounts.push.services import Reach

HOST = "localhost"
SECRET = b"sixteen bytes it"
DAY = 86_400


def to_text(value: bytes) -> str:
    return urlsafe_b64encode(value).decode().rstrip("=")


def from_text(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class PushBrowser:
    """A browser with a subscription at the service."""

    endpoint: str
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    @property
    def subscription(self) -> dict[str, str]:
        """What it says of itself."""
        public = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return {
            "endpoint": self.endpoint,
            "key": to_text(public),
            "secret": to_text(SECRET),
            "language": "en",
        }

    def open(self, body: bytes) -> dict[str, str]:
        """A message for it, without its padding."""
        opened = http_ece.decrypt(body, private_key=self.key, auth_secret=SECRET)
        read: dict[str, str] = orjson.loads(opened.rstrip(b"\0"))
        return read


@dataclass(frozen=True)
class Received:
    """A request as the service got it, and what its browser read."""

    endpoint: str
    headers: dict[str, str]
    size: int
    message: dict[str, str]


class PushService:
    """Takes messages for its browsers over TLS, and says to each what is next in `answers`, or 201."""

    def __init__(self, port: int, tls: ssl.SSLContext) -> None:
        self.port = port
        self.outside = Outside(
            Reach((HOST,), port, lambda address: ipaddress.ip_address(address).is_loopback), tls
        )
        self.answers: deque[tuple[int, dict[str, str]]] = deque()
        self.received: list[Received] = []
        self.refused: list[str] = []
        self.written = 0
        self._browsers: dict[str, PushBrowser] = {}

    @property
    def origin(self) -> str:
        return f"https://{HOST}:{self.port}"

    @property
    def told(self) -> list[dict[str, str]]:
        """What browsers were told, in order."""
        return [each.message for each in self.received]

    def browser(self) -> PushBrowser:
        """A new one."""
        made = PushBrowser(f"{self.origin}/push/{len(self._browsers)}")
        self._browsers[made.endpoint] = made
        return made

    def take(self, path: str, headers: dict[str, str], body: bytes) -> tuple[int, dict[str, str]]:
        """What becomes of a request."""
        endpoint = self.origin + path
        try:
            _require_signature(headers["authorization"], self.origin)
            assert headers["content-encoding"] == "aes128gcm"
            assert 0 < int(headers["ttl"]) <= DAY
            message = self._browsers[endpoint].open(body)
        except Exception as error:
            self.refused.append(repr(error))
            return 400, {}
        status, more = self.answers.popleft() if self.answers else (201, {})
        self.received.append(Received(endpoint, headers, len(body), message))
        return status, more


@contextmanager
def push_service(folder: Path) -> Iterator[PushService]:
    """One on this machine, whose certificate only its `outside` trusts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    own, theirs = _certified(folder)
    server.socket = own.wrap_socket(server.socket, server_side=True)
    service = PushService(server.server_port, theirs)
    server.service = service  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert service.refused == []


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        status, more = self.server.service.take(self.path, headers, body)  # type: ignore[attr-defined]
        self.send_response(status)
        for name, value in {"Content-Length": "0", **more}.items():
            self.send_header(name, value)
        self.end_headers()
        with suppress(OSError):
            for _ in range(int(more.get("Content-Length", 0)) // 65_536):
                self.server.service.written += self.wfile.write(bytes(65_536))  # type: ignore[attr-defined]

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing."""


def _require_signature(authorization: str, origin: str) -> None:
    """Who sends has signed for this service, and for now (RFC 8292)."""
    token, key = (
        part.split("=", 1)[1] for part in authorization.removeprefix("vapid ").split(", ")
    )
    head, claims, signature = token.split(".")
    said, signed = orjson.loads(from_text(claims)), from_text(signature)
    assert said["aud"] == origin
    assert said["sub"].startswith("mailto:")
    assert time.time() < said["exp"] <= time.time() + DAY
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), from_text(key))
    pair = encode_dss_signature(int.from_bytes(signed[:32]), int.from_bytes(signed[32:]))
    public.verify(pair, f"{head}.{claims}".encode(), ec.ECDSA(SHA256()))


def _certified(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A certificate for HOST: as who has it, and as who trusts nothing but it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, SHA256())
    )
    file = folder / "push.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(private + certificate.public_bytes(Encoding.PEM))
    own = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    own.load_cert_chain(file)
    return own, ssl.create_default_context(cadata=certificate.public_bytes(Encoding.PEM).decode())
