"""Settings, from the environment (prefix TOKTOK_)."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from pydantic import Field, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from toktok.errors import ConfigError

LOCAL_CHAINS = frozenset({1337, 31337})
"""Ganache and Anvil: chains on the developer's own machine."""


_ORIGIN = re.compile(r"https?://[a-z0-9.\-]+(:[0-9]+)?|https?://\[[0-9a-f:]+\](:[0-9]+)?")
_ADDRESS = re.compile(r"0x[0-9a-fA-F]{40}")
_PUSH_KEY = re.compile(r"[A-Za-z0-9_-]{43}=?")
_DATABASES = ("sqlite:///", "postgresql://", "postgresql+psycopg://")


class Settings(BaseSettings):
    """Everything the environment decides. `TOKTOK_RPC_URL` sets `rpc_url`, and so on."""

    model_config = SettingsConfigDict(env_prefix="TOKTOK_", extra="ignore", frozen=True)

    rpc_url: str = "http://127.0.0.1:8545"
    """The node's JSON-RPC address."""

    ws_url: str | None = None
    """Where new heads are announced; without it the rpc_url's host is tried, then polled."""

    public_rpc_url: str | None = None
    """The address the page proposes to wallets; on a local chain the rpc_url if not set."""

    database_url: str = "sqlite:///.toktok/toktok.db"
    """Address of the database: sqlite:///path/to/file.db or postgresql://user:password@host/name."""

    deployments_dir: Path = Path(".toktok/deployments")
    """Where deployments to local chains are recorded; searched before the ones in the package."""

    media_dir: Path = Path(".toktok/media")
    """Where media and metadata are kept, each file by its CID."""

    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65_535)

    public_url: str | None = None
    """Where browsers find the page, `https://host`: the only place people sign in for. Without it, this machine."""

    operators: str = ""
    """Addresses of those who look at reports and uploads, with commas between them."""

    push_key: str | None = Field(default=None, repr=False)
    """Private key by which push services know this server (`toktok push-key` makes one). Without it none is called."""

    push_contact: str | None = Field(default=None, validate_default=True)
    """Whom those services write to when something is wrong: mailto:… or https://…"""

    confirmations: int = Field(default=64, ge=1, le=100_000)
    """Blocks that may still be rewritten, so many are kept in the journal."""

    poll_seconds: float = Field(default=0.5, gt=0, le=60)
    """How often to ask for the head where the node does not announce it."""

    max_lag_seconds: float = Field(default=60, gt=0)
    """How long the node may be silent, or the indexer stand still, before `/ready` says so."""

    max_lag_blocks: int = Field(default=20, ge=0)
    """How far the indexer may be behind the head before `/ready` says so."""

    audit_seconds: float = Field(default=60, gt=0)
    """How often a server compares a few values, picked by chance, with the chain."""

    audit_values: int = Field(default=300, ge=1, le=100_000)
    """About how many values these are."""

    @field_validator("rpc_url", "public_rpc_url")
    @classmethod
    def _is_http(cls, url: str | None) -> str | None:
        if url is not None and not url.startswith(("http://", "https://")):
            raise ValueError("must start with http:// or https://")
        return url

    @field_validator("public_url")
    @classmethod
    def _is_origin(cls, url: str | None) -> str | None:
        if url is not None and not _ORIGIN.fullmatch(url):
            raise ValueError("must be http:// or https://, a host and perhaps a port, no more")
        return url

    @field_validator("ws_url")
    @classmethod
    def _is_websocket(cls, url: str | None) -> str | None:
        if url is not None and not url.startswith(("ws://", "wss://")):
            raise ValueError("must start with ws:// or wss://")
        return url

    @field_validator("push_key")
    @classmethod
    def _is_key(cls, key: str | None) -> str | None:
        if key is not None and not _PUSH_KEY.fullmatch(key):
            raise ValueError("must be 32 bytes in base64url, as `toktok push-key` makes them")
        return key

    @field_validator("push_contact")
    @classmethod
    def _can_be_reached(cls, contact: str | None, info: ValidationInfo) -> str | None:
        if contact is not None and not contact.startswith(("mailto:", "https://")):
            raise ValueError("must start with mailto: or https://")
        if contact is None and info.data.get("push_key"):
            raise ValueError("must be set beside TOKTOK_PUSH_KEY: mailto:… or https://…")
        return contact

    @field_validator("operators")
    @classmethod
    def _are_addresses(cls, text: str) -> str:
        for each in _listed(text):
            if not _ADDRESS.fullmatch(each):
                raise ValueError(f"{each[:50]!r} is not an address")
        return text

    @field_validator("database_url")
    @classmethod
    def _is_supported(cls, url: str) -> str:
        if not url.startswith(_DATABASES):
            raise ValueError("only sqlite:/// and postgresql:// are supported")
        return url

    def is_operator(self, account: bytes | None) -> bool:
        """Whether this account looks at reports and uploads."""
        return account is not None and account.hex() in _digits(self.operators)

    def wallet_rpc_url(self, chain_id: int | None) -> str | None:
        """The address to propose to wallets on this chain.

        The rpc_url may hold a provider's key, so it is told only where the node is one's own.
        """
        if self.public_rpc_url is None and chain_id in LOCAL_CHAINS:
            return self.rpc_url
        return self.public_rpc_url

    @property
    def pictures_dir(self) -> Path:
        """Where pictures of people are kept; apart from other media, as they go with their people."""
        return self.media_dir / "people"

    @property
    def url(self) -> str:
        """Where a browser on this machine finds the server."""
        return f"http://{browsable(self.host)}:{self.port}"


def _listed(text: str) -> list[str]:
    return [each.strip() for each in text.split(",") if each.strip()]


@lru_cache
def _digits(text: str) -> frozenset[str]:
    return frozenset(each.removeprefix("0x").lower() for each in _listed(text))


def browsable(host: str) -> str:
    """The host of an address that reaches a server listening on `host`."""
    everywhere = {"0.0.0.0": "127.0.0.1", "": "127.0.0.1", "::": "::1"}
    reached = everywhere.get(host, host)
    return f"[{reached}]" if ":" in reached else reached


def load_settings() -> Settings:
    """Read the environment; a `ConfigError` names every variable that cannot be used, and why."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = "; ".join(
            f"TOKTOK_{'_'.join(map(str, item['loc'])).upper()}: {item['msg'].removeprefix('Value error, ')}"
            for item in error.errors()
        )
        raise ConfigError(f"{wrong}.", remedy="Correct the environment and start again.") from None
